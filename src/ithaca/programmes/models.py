import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q

from ithaca.accounts.names import former_member
from ithaca.kernel import clock
from ithaca.kernel.records import Record, state_constraint
from ithaca.organisations.models import Organisation
from ithaca.programmes.states import (
    INSIDE,
    INVITATION,
    OPEN_INVITATION,
    PARTICIPATION,
    PROGRAMME,
    InvitationState,
    ParticipationState,
    ProgrammeState,
)


class ParticipationRole(models.TextChoices):
    MENTOR = "mentor", "mentor"
    MENTEE = "mentee", "mentee"


class Pairing(models.TextChoices):
    DIRECTORY = "directory", "directory"
    COORDINATOR = "coordinator", "coordinator"
    BOTH = "both", "both"


def join_code() -> str:
    return secrets.token_urlsafe(9)


class Programme(Record):
    """A mentoring programme as its coordinator set it up. Texts are `{language: text}`."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="programmes")
    slug = models.SlugField(unique=True, max_length=80)
    state = models.CharField(max_length=20, default=ProgrammeState.DRAFT)
    template = models.CharField(max_length=80)  # catalogue programme `slug@version` it started from
    join_code = models.CharField(max_length=20, unique=True, default=join_code)
    languages = models.JSONField(default=list)
    name = models.JSONField(default=dict)
    theme = models.JSONField(default=dict)
    objectives = models.JSONField(default=dict)  # {language: one objective a line}
    contact_types = models.JSONField(default=list)  # of telephone, video, in_person, in_writing
    rhythm_days = models.PositiveSmallIntegerField(default=30)
    contact_minutes = models.PositiveSmallIntegerField(default=60)
    contacts_to_official_end = models.PositiveSmallIntegerField(default=4)
    most_contacts = models.PositiveSmallIntegerField(null=True, blank=True)  # empty: no limit
    dispute_days = models.PositiveSmallIntegerField(default=14)  # to see a recorded absence otherwise
    length_months = models.PositiveSmallIntegerField(default=6)
    capacity_per_mentor = models.PositiveSmallIntegerField(default=2)
    # Months from the end of a mentorship to the look back; empty: none.
    follow_up_months = models.PositiveSmallIntegerField(null=True, blank=True, default=6)
    reply_days = models.PositiveSmallIntegerField(default=7)
    review_days = models.PositiveSmallIntegerField(null=True, blank=True, default=90)  # empty: no reviews
    # A pair that has none by then is flagged.
    first_meeting_days = models.PositiveSmallIntegerField(default=21)
    silent_days = models.PositiveSmallIntegerField(default=60)  # without a meeting held or planned: flagged
    cv_asked = models.BooleanField(default=True)  # the two are asked to exchange their CVs before they meet
    duties_left_out = models.JSONField(default=list)  # of the catalogue's: keys "phase/role/slug"
    places = models.PositiveIntegerField(null=True, blank=True)  # most mentees at once; empty: no limit
    pairing = models.CharField(max_length=12, choices=Pairing.choices, default=Pairing.DIRECTORY)
    same_unit_excluded = models.BooleanField(default=False)
    levels = models.JSONField(default=list)  # names of grades, the lowest first; empty: none are told apart
    # Topics beside the catalogue's: {"expertise" | "sector": [{"slug": "own-…", "name": {language: text}}]}
    own_topics = models.JSONField(default=dict)
    invitation_days = models.PositiveSmallIntegerField(default=90)  # then an unused invitation lapses
    opened_at = models.DateTimeField(null=True)
    listed = models.BooleanField(default=False)  # the public pages of the organisation's networks may name it
    checked_sections = models.JSONField(default=list)  # of the set-up: those that a coordinator has saved
    # Bumped with each change that the directory shows, so that every process knows when its index is old.
    directory_version = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [state_constraint(PROGRAMME)]

    def __str__(self) -> str:
        return self.slug


class Coordinator(Record):
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="coordinators")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme", "person"], name="coordinator_once")]


class Charter(Record):
    """One published version of a programme's charter; never changed after."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="charters")
    number = models.PositiveIntegerField()
    text = (
        models.JSONField()
    )  # {language: Markdown-free text, a blank line between paragraphs, "# " before headings}
    sha256 = models.CharField(max_length=64)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme", "number"], name="charter_number_once")]
        ordering = ["number"]


class EligibilityQuestion(Record):
    """A question asked of applicants and the rule that the answer must meet."""

    class Kind(models.TextChoices):
        YES_NO = "yes_no", "yes or no"
        NUMBER = "number", "number"
        CHOICE = "choice", "choice"
        TEXT = "text", "text"

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField()
    asked_of = models.CharField(
        max_length=8, choices=[*ParticipationRole.choices, ("both", "both")], default="both"
    )
    kind = models.CharField(max_length=8, choices=Kind.choices)
    label = models.JSONField()  # {language: text}
    help = models.JSONField(default=dict)
    options = models.JSONField(default=list)  # [{"value": …, "label": {language: text}}]
    rule = models.JSONField(default=dict)  # {} | {"must_be": true} | {"at_least": 3} | {"one_of": […]}
    refusal = models.JSONField(default=dict)  # {language: what an answer outside the rule means}
    is_group = models.BooleanField(default=False)  # for the bias check of matching, never for the pairs

    class Meta:
        ordering = ["position"]


class OwnDuty(Record):
    """A duty that the programme adds to those of the catalogue's phases. Taken out, it stays where it was ticked."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="own_duties")
    phase = models.CharField(max_length=40)  # a slug of the programme's set of phases
    role = models.CharField(max_length=12)  # mentee | mentor | coordinator
    text = models.JSONField()  # {language: sentence}
    taken_out_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["created_at", "id"]


class Cohort(Record):
    """People of a programme who begin together."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="cohorts")
    name = models.CharField(max_length=80)
    starts_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme", "name"], name="cohort_name_once")]
        ordering = ["-starts_on", "name"]

    def __str__(self) -> str:
        return self.name


class Participation(Record):
    """One person as mentor, or as mentee, of one programme."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="participations")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="participations"
    )
    role = models.CharField(max_length=8, choices=ParticipationRole.choices)
    state = models.CharField(max_length=12, default=ParticipationState.APPLIED)
    charter = models.ForeignKey(Charter, on_delete=models.PROTECT, related_name="+")
    charter_sha256 = models.CharField(max_length=64)
    charter_accepted_at = models.DateTimeField()
    answers = models.JSONField(default=dict)  # {question id: answer}
    eligible = models.BooleanField(default=True)  # by the rules; the coordinator decides
    capacity = models.PositiveSmallIntegerField(default=1)  # mentors: pairs at once
    pairs = models.PositiveSmallIntegerField(default=0)  # running mentorships, kept by mentorships' actions
    answered_at = models.DateTimeField(null=True)  # accepted, refused or put on the waiting list
    waiting_rank = models.PositiveIntegerField(null=True, blank=True)  # on the waiting list: the lowest first
    cohort = models.ForeignKey(
        Cohort, null=True, blank=True, on_delete=models.SET_NULL, related_name="participations"
    )
    level = models.CharField(max_length=80, blank=True)  # of the programme's levels: the organisation's fact
    wishes = models.JSONField(default=list)  # addresses of people of the other side, the dearest first

    class Meta:
        constraints = [
            state_constraint(PARTICIPATION),
            models.UniqueConstraint(
                fields=["programme", "person", "role"], name="participation_once_per_role"
            ),
            # The last line of defence where two accepts race.
            models.CheckConstraint(
                condition=Q(pairs__lte=models.F("capacity")) | Q(role="mentee"), name="capacity_holds"
            ),
        ]
        indexes = [
            models.Index(fields=["programme", "role", "state"], name="participation_by_state"),
        ]

    @property
    def inside(self) -> bool:
        return self.state in INSIDE


class Invitation(Record):
    """A personal invitation to a programme, and what was prepared of the profile of whoever it invites."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField()
    name = models.CharField(max_length=120, blank=True)
    role = models.CharField(max_length=8, choices=ParticipationRole.choices)
    language = models.CharField(max_length=5, choices=settings.LANGUAGES, default="fr")
    cohort = models.ForeignKey(
        Cohort, null=True, blank=True, on_delete=models.SET_NULL, related_name="invitations"
    )
    state = models.CharField(max_length=12, default=InvitationState.SENT)
    token = models.CharField(max_length=64, unique=True)  # in the mail too: it invites, it does not sign in
    # What the coordination knows beforehand, all optional: see `programmes.prepared.Prepared`. Emptied with the
    # invitation's end; after it is used, once the profile is published.
    prepared = models.JSONField(default=dict)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    used_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    sent_at = models.DateTimeField(null=True, default=clock.now)  # empty: prepared, not sent yet

    class Meta:
        constraints = [
            state_constraint(INVITATION),
            models.UniqueConstraint(
                fields=["programme", "email", "role"],
                condition=Q(state__in=OPEN_INVITATION),
                name="one_open_invitation",
            ),
        ]
        indexes = [models.Index(fields=["programme", "state"], name="invitation_by_state")]

    @property
    def whose(self) -> str:
        """Whom it invites, as far as that is still known."""
        return self.name or self.email or former_member()


class Answering(Record):
    """Applications that a coordinator answered in one go, and how they stood before: what undoing needs."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="answerings")
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    verb = models.CharField(max_length=12)  # accept | refuse | wait
    before = models.JSONField()  # {participation id: [state, waiting rank]}
    undone_at = models.DateTimeField(null=True)


class SavedFilter(Record):
    """A view of the queue of applications that somebody comes back to."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="saved_filters")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=500)  # as it stands in the address

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "person", "name"], name="filter_name_once")
        ]
        ordering = ["name"]
