from django.conf import settings
from django.db import models
from django.db.models import Q

from ithaca.accounts.names import NameField
from ithaca.kernel.records import Record, state_constraint
from ithaca.matching.models.policy import PolicyVersion
from ithaca.matching.states import RUN, RunState
from ithaca.programmes.models import Invitation, Participation, ParticipationRole, Programme


class Run(Record):
    """One matching of a programme's people, kept as it was computed; `revision` counts what people changed since."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="runs")
    policy = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="runs")
    name = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=10, default=RunState.WAITING)
    scope = models.JSONField(
        default=dict
    )  # {"cohort": id?, "with_invited": bool, "keep_locked": bool, "keep_most": bool}
    # The run whose locked pairs are kept, or whose weights are tried otherwise.
    based_on = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="variants")
    seed = models.PositiveIntegerField(default=0)
    # {"objective", "bound", "gap", "matched", "mentees", "mentors", "places", "least_score", "most_score", "seconds",
    #  "checked", "short", "best_total"?, "best_matched"?}
    result = models.JSONField(default=dict)
    problem = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)  # a worker is on it
    attempts = models.PositiveSmallIntegerField(default=0)  # begun by a worker; most end the first
    solved_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        constraints = [state_constraint(RUN)]
        indexes = [models.Index(fields=["programme", "state"], name="run_by_state")]


class RunPerson(Record):
    """
    Somebody in a run, with what was known of them. Who has not joined yet stands with their invitation; `participation`
    is filled when they join.
    """

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="people")
    number = models.PositiveIntegerField()  # the engine's, within the side
    side = models.CharField(max_length=8, choices=ParticipationRole.choices)
    participation = models.ForeignKey(Participation, null=True, on_delete=models.CASCADE, related_name="+")
    invitation = models.ForeignKey(Invitation, null=True, on_delete=models.CASCADE, related_name="+")
    name = NameField(max_length=120)
    capacity = models.PositiveIntegerField(default=1)
    least = models.PositiveIntegerField(default=0)
    # As the engine was given them, in words: topics, sectors, unit, level …
    facts = models.JSONField(default=dict)
    unmatched = models.JSONField(default=dict)  # why nobody was found, or so few, from the solve (`why`)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "side", "number"], name="run_numbers_are_unique"),
            models.CheckConstraint(
                condition=Q(participation__isnull=False) | Q(invitation__isnull=False),
                name="run_person_is_somebody",
            ),
        ]


class Pair(Record):
    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="pairs")
    mentee = models.ForeignKey(RunPerson, on_delete=models.CASCADE, related_name="+")
    mentor = models.ForeignKey(RunPerson, on_delete=models.CASCADE, related_name="+")
    score = models.PositiveIntegerField()
    parts = models.JSONField(default=dict)  # {criterion: points}
    locked = models.BooleanField(default=False)
    by_hand = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "mentee"], name="one_mentor_in_a_run")]


class Note(Record):
    """What coordinators tell each other about somebody in a run; never shown to participants."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="notes")
    about = models.ForeignKey(RunPerson, null=True, on_delete=models.CASCADE, related_name="notes")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    text = models.TextField(max_length=2000)
