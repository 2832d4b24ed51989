from django.conf import settings
from django.db import models
from django.db.models import Q

from ithaca.directory.states import REQUEST, RequestState
from ithaca.kernel.records import Record, state_constraint
from ithaca.mentorships.models import Mentorship
from ithaca.programmes.models import Participation, Programme
from ithaca.vault.models import ContentObject, Room


class Profile(Record):
    """What a participant shows to the people of the programme. Lists hold slugs of the catalogue's topics."""

    participation = models.OneToOneField(Participation, on_delete=models.CASCADE, related_name="profile")
    headline = models.CharField(max_length=140)
    presentation = models.TextField(blank=True, max_length=3000)
    expertise = models.JSONField(default=list)  # offered by a mentor, sought by a mentee
    sectors = models.JSONField(default=list)
    languages = models.JSONField(default=list)
    mentor_roles = models.JSONField(default=list)
    place = models.CharField(max_length=120, blank=True)
    slots = models.JSONField(default=list)  # of `programmes.slots`, in the person's own time zone
    photo = models.ImageField(upload_to="photos/", blank=True)
    published_at = models.DateTimeField(null=True)


class Entry(models.Model):
    """What the search knows of a mentor; rewritten with each change, numbered by the programme's directory version."""

    participation = models.OneToOneField(
        Participation, primary_key=True, on_delete=models.CASCADE, related_name="+"
    )
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    version = models.PositiveBigIntegerField()
    listed = models.BooleanField()
    available = models.BooleanField()
    # Folded words in every language, a space between: of name, headline and expertise; of all the rest.
    headline_words = models.TextField()
    other_words = models.TextField()
    facets = (
        models.JSONField()
    )  # {"expertise": […], "sector": […], "language": […], "place": […], "role": […]}

    class Meta:
        indexes = [models.Index(fields=["programme", "version"], name="entry_by_version")]


class Request(Record):
    """A mentee's first contact with a mentor. Problem, vision and expectations are content of the room of the two."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="requests")
    mentee = models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="+")
    mentor = models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="+")
    room = models.OneToOneField(Room, on_delete=models.PROTECT, related_name="+")
    content = models.OneToOneField(ContentObject, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, default=RequestState.SENT)
    reply_by = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    mentorship = models.OneToOneField(Mentorship, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            state_constraint(REQUEST),
            models.UniqueConstraint(
                fields=["mentee", "mentor"], condition=Q(state="sent"), name="one_open_request"
            ),
        ]
        indexes = [
            models.Index(fields=["programme", "state", "reply_by"], name="request_by_state"),
            models.Index(fields=["mentor", "state"], name="request_by_mentor"),
            models.Index(fields=["mentee", "state"], name="request_by_mentee"),
        ]
