from django.conf import settings
from django.db import models
from django.db.models import Q

from ithaca.kernel.records import Record, state_constraint
from ithaca.organisations.models import Organisation
from ithaca.programmes.models import Participation
from ithaca.seals.models.files import SealFile
from ithaca.seals.states import (
    AUDITOR,
    FINDING,
    VOLUNTEER,
    AuditorState,
    FindingState,
    VolunteerState,
)

PERSON = settings.AUTH_USER_MODEL


class Tie(Record):
    """Something that binds somebody to an organisation and that the product can't know by itself."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    declared_by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "person"], name="tie_to_an_organisation_declared_once"
            )
        ]


class Audit(Record):
    """One audit of a file; after an appeal that was upheld there is another, by others."""

    file = models.ForeignKey(SealFile, on_delete=models.CASCADE, related_name="audits")
    closed = models.BooleanField(default=False)  # an appeal was upheld: it no longer counts
    summary = models.TextField(blank=True)  # of the report, in the auditors' words
    reported_at = models.DateTimeField(null=True)
    answers_until = models.DateField(null=True)
    handed_over_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["file"], condition=Q(closed=False), name="one_audit_of_a_file_at_a_time"
            )
        ]
        ordering = ["created_at", "id"]


class Part(Record):
    """What one auditor does in one audit."""

    audit = models.ForeignKey(Audit, on_delete=models.CASCADE, related_name="parts")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, default=AuditorState.NAMED)
    named_by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            state_constraint(AUDITOR),
            models.UniqueConstraint(fields=["audit", "person"], name="audits_a_file_once"),
        ]
        ordering = ["created_at", "id"]


class Judgement(Record):
    """The step at which an auditor sees one standard, and why. The programme reads it with the report."""

    part = models.ForeignKey(Part, on_delete=models.CASCADE, related_name="judgements")
    standard = models.CharField(max_length=40)
    step = models.CharField(max_length=40)  # of its scale, or `rules.NOT_APPLICABLE`
    reasons = models.TextField(blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["part", "standard"], name="standard_judged_once")]


class DocumentRequest(Record):
    """A document that auditors would like to see beside those that were handed in."""

    audit = models.ForeignKey(Audit, on_delete=models.CASCADE, related_name="requests")
    standard = models.CharField(max_length=40)
    kind = models.CharField(max_length=40)  # of the scheme's kinds of evidence
    words = models.TextField(blank=True)
    asked_by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["created_at", "id"]


class Volunteer(Record):
    """A participant who lets the auditors of a file talk to them. Who it is, they learn only once drawn."""

    file = models.ForeignKey(SealFile, on_delete=models.CASCADE, related_name="volunteers")
    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=12, default=VolunteerState.WILLING)
    since = models.DateTimeField()  # in this state

    class Meta:
        constraints = [
            state_constraint(VOLUNTEER),
            models.UniqueConstraint(fields=["file", "participation"], name="volunteers_once_a_file"),
        ]


class Draw(Record):
    """A draw of mentors or mentees among volunteers: `drawing.order` of list and seed says who comes first."""

    audit = models.ForeignKey(Audit, on_delete=models.CASCADE, related_name="draws")
    role = models.CharField(max_length=8)  # mentor | mentee
    volunteers = models.JSONField()  # ids of volunteers, frozen before there was a seed
    seed = models.CharField(max_length=64)  # 32 bytes as hexadecimal digits
    wanted = models.PositiveSmallIntegerField()
    drawn_by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["audit", "role"], name="drawn_once_a_role")]


class AuditSession(Record):
    """One of the talks of an audit, or the reading of the documents together."""

    class Kind(models.TextChoices):
        DOCUMENTS = "documents", "documents"
        COORDINATOR = "coordinator", "coordinator"
        MENTOR = "mentor", "mentor"
        MENTEE = "mentee", "mentee"

    audit = models.ForeignKey(Audit, on_delete=models.CASCADE, related_name="sessions")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    volunteer = models.ForeignKey(Volunteer, null=True, on_delete=models.SET_NULL, related_name="+")
    planned_at = models.DateTimeField(null=True)
    held_at = models.DateTimeField(null=True)
    notes = models.TextField(blank=True)  # the auditors' alone
    noted_by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["audit", "kind"],
                condition=Q(volunteer=None, kind__in=["documents", "coordinator"]),
                name="one_session_of_this_kind",
            ),
            models.UniqueConstraint(fields=["audit", "volunteer"], name="one_talk_with_a_volunteer"),
        ]
        ordering = ["created_at", "id"]


class Finding(Record):
    """What auditors found of one standard, what the programme answers, and what became of it."""

    class Kind(models.TextChoices):
        STRENGTH = "strength", "strength"
        REMEDIABLE = "remediable", "remediable"
        NOT_REMEDIABLE = "not remediable", "not remediable"

    audit = models.ForeignKey(Audit, on_delete=models.CASCADE, related_name="findings")
    standard = models.CharField(max_length=40)
    kind = models.CharField(max_length=16, choices=Kind.choices)
    words = models.TextField()
    state = models.CharField(max_length=12, default=FindingState.OPEN)
    due = models.DateField(null=True)  # for the answer; empty until the report: then as the network has set
    written_by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    answered_at = models.DateTimeField(null=True)
    judged_by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    remark = models.TextField(blank=True)  # of whoever judged the answer

    class Meta:
        constraints = [
            state_constraint(FINDING),
            models.CheckConstraint(
                condition=Q(kind="strength", state="noted") | ~Q(kind="strength") & ~Q(state="noted"),
                name="a_strength_is_noted",
            ),
        ]
        ordering = ["created_at", "id"]
