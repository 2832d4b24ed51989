from django.conf import settings
from django.db import models
from django.db.models import F, Q

from ithaca.kernel import clock, ids
from ithaca.kernel.records import Record, state_constraint
from ithaca.programmes.models import Programme
from ithaca.trainings.rules import When
from ithaca.trainings.states import COMING, SIGN_UP, TRAINING, SignUpState, TrainingState


class Kind(models.TextChoices):
    TRAINING = "training", "training"
    MEETING = "meeting", "programme meeting"
    COMMUNITY = "community", "mentors' community"


class Audience(models.TextChoices):
    BOTH = "both", "mentors and mentees"
    MENTOR = "mentor", "mentors"
    MENTEE = "mentee", "mentees"


class Training(Record):
    """A training or another event of a programme, as its coordinators wrote it. Texts are `{language: text}`."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="trainings")
    # The same training offered again: whoever took part in one of a series has followed it.
    series = models.UUIDField(default=ids.new_id, editable=False)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.TRAINING)
    state = models.CharField(max_length=10, default=TrainingState.DRAFT)
    audience = models.CharField(max_length=8, choices=Audience.choices, default=Audience.BOTH)
    title = models.JSONField()
    description = models.JSONField(default=dict)
    time_zone = models.CharField(max_length=60)
    place = models.CharField(max_length=300, blank=True)
    link = models.CharField(max_length=500, blank=True)  # https; shown to those who have a place
    places = models.PositiveIntegerField(null=True)  # None: no limit
    taken = models.PositiveIntegerField(default=0)  # kept by this app's actions
    sign_up_until = models.DateTimeField(null=True)  # None: until it begins
    credit_minutes = models.PositiveIntegerField()
    required = models.BooleanField(default=False)  # before somebody of the audience can be paired
    starts_at = models.DateTimeField(null=True)  # of the first date, kept with the dates
    last_starts_at = models.DateTimeField(null=True)  # of the last date
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)  # held or cancelled

    class Meta:
        constraints = [
            state_constraint(TRAINING),
            # The last line of defence where two take the last place.
            models.CheckConstraint(condition=Q(taken__lte=F("places")) | Q(places=None), name="places_hold"),
        ]
        indexes = [
            models.Index(fields=["programme", "state", "starts_at"], name="training_by_state"),
            models.Index(fields=["series"], name="training_series"),
        ]


class TrainingDate(Record):
    """One of the dates of a training; a dropped one stays, so that calendars can be told."""

    training = models.ForeignKey(Training, on_delete=models.CASCADE, related_name="dates")
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField()
    sequence = models.PositiveIntegerField(default=0)  # of the iCalendar entry
    dropped = models.BooleanField(default=False)

    class Meta:
        ordering = ["starts_at", "id"]
        indexes = [models.Index(fields=["starts_at"], name="training_date_start")]

    @property
    def when(self) -> When:
        return When(self.starts_at, self.minutes)


class SignUp(Record):
    """Somebody's place in a training, or in the line for one; afterwards, whether they came and for how long."""

    training = models.ForeignKey(Training, on_delete=models.PROTECT, related_name="sign_ups")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, default=SignUpState.WAITING)
    since = models.DateTimeField(default=clock.now)  # in the line
    minutes = models.PositiveIntegerField(default=0)  # that count, once noted as present
    noted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            state_constraint(SIGN_UP),
            models.UniqueConstraint(fields=["training", "person"], name="sign_up_once"),
        ]
        indexes = [models.Index(fields=["person", "state"], name="sign_up_by_person")]

    @property
    def coming(self) -> bool:
        return self.state in COMING
