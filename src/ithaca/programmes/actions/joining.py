from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.access.rules import Denied
from ithaca.accounts.models import Person
from ithaca.journal import actions as journal
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.organisations.actions import take_in
from ithaca.programmes import events, policies, queries, rules
from ithaca.programmes.actions.changes import locked_invitation, locked_participation, locked_programme, move
from ithaca.programmes.actions.inviting import fact_of
from ithaca.programmes.actions.outstanding import cancel_outstanding
from ithaca.programmes.models import Charter, Invitation, Participation, Programme
from ithaca.programmes.rules import Answer
from ithaca.programmes.states import ASKING, ParticipationState, ProgrammeState
from ithaca.programmes.texts import localised

Answers = Mapping[str, Answer]


@transaction.atomic
def apply(
    *, person: Person, programme: Programme, role: str, answers: Answers, charter: Charter, id: UUID
) -> Participation:
    """Applies as mentor or mentee with the charter accepted; a second click finds the application of the first."""
    row = locked_programme(programme)
    if row.state == ProgrammeState.DRAFT:
        raise Denied(row.slug)
    existing = (
        Participation.objects.select_for_update().filter(programme=row, person=person, role=role).first()
    )
    if existing is not None and (existing.state in ASKING or existing.inside):
        return existing
    if row.state != ProgrammeState.OPEN:
        raise Refusal(_("This programme takes no applications at the moment."))
    participation = _with_answers(existing or _new(id, person, row, role), answers, charter)
    if existing is None:
        participation.save(force_insert=True)
    else:
        move(participation, "apply again", *_ANSWERED)
    record(
        events.Applied, person, participation, charter_number=charter.number, charter_sha256=charter.sha256
    )
    return participation


@transaction.atomic
def accept_invitation(
    *, person: Person, invitation: Invitation, answers: Answers, charter: Charter, id: UUID
) -> Participation:
    """Joins by a personal invitation, without waiting: the questions and the charter hold all the same."""
    programme = locked_programme(invitation.programme)
    letter = locked_invitation(invitation)
    if letter.email.lower() != person.email.lower():
        raise Refusal(
            _(
                "This invitation was sent to another address. Sign in with that address, or ask for an invitation of your own."
            )
        )
    existing = (
        Participation.objects.select_for_update()
        .filter(programme=programme, person=person, role=letter.role)
        .first()
    )
    if letter.used_by_id == person.pk and existing is not None:
        return existing
    if programme.state not in (ProgrammeState.OPEN, ProgrammeState.FULL):
        raise Refusal(_("This programme takes nobody at the moment. Write to its coordinators."))
    letter.used_by = person
    move(letter, "use", "used_by")
    if existing is not None and existing.inside:
        journal.record(fact_of(events.InvitationTakenUp, person, letter, participation_id=existing.pk))
        return existing
    refuse_if_full(programme, letter.role)
    participation = _with_answers(existing or _new(id, person, programme, letter.role), answers, charter)
    _take_over(participation, letter)
    if existing is None:
        participation.save(force_insert=True)
    move(participation, "join by invitation", *_TAKEN_OVER, *_ANSWERED)
    take_in(person=person, organisation_id=programme.organisation_id)
    signed = {"charter_number": charter.number, "charter_sha256": charter.sha256}
    record(events.JoinedByInvitation, person, participation, invitation_id=letter.pk, **signed)
    return participation


_TAKEN_OVER = ("answered_at", "waiting_rank", "cohort", "level", "wishes")


def _take_over(participation: Participation, letter: Invitation) -> None:
    """What the invitation says of somebody who joins by it, beside the draft of their profile."""
    participation.answered_at, participation.waiting_rank = clock.now(), None
    participation.cohort_id = letter.cohort_id or participation.cohort_id
    participation.level = letter.prepared.get("level") or participation.level
    participation.wishes = letter.prepared.get("wishes") or participation.wishes


_ANSWERED = ("answers", "eligible", "charter", "charter_sha256", "charter_accepted_at")


def _new(id: UUID, person: Person, programme: Programme, role: str) -> Participation:
    capacity = programme.capacity_per_mentor if role == "mentor" else 1
    Participation.made_before(id, person=person, programme=programme, role=role)
    return Participation(pk=id, person=person, programme=programme, role=role, capacity=capacity)


def _with_answers(participation: Participation, answers: Answers, charter: Charter) -> Participation:
    """Refuses what the rules refuse, with the question's own words; else puts answers and acceptance on the row."""
    programme, role = participation.programme, participation.role
    in_force = queries.charter_in_force(programme)
    if charter.pk != in_force.pk:
        raise Refusal(
            _("A new version of the charter has just been published. Please read it before you accept.")
        )
    asked = queries.questions(programme, role)
    measured = queries.as_rules(asked)
    if rules.without_answer(measured, role, answers):
        raise Refusal(_("Please answer every question."))
    outside = rules.unmet(measured, role, answers)
    if outside:
        question = next(q for q in asked if str(q.pk) == outside[0])
        reason = localised(question.refusal, get_language() or "")
        raise Refusal(
            reason or _("This answer does not meet the criteria of the programme."), field=f"q_{question.pk}"
        )
    participation.answers = {str(q.pk): answers[str(q.pk)] for q in asked}
    participation.eligible = True
    participation.charter, participation.charter_sha256 = in_force, in_force.sha256
    participation.charter_accepted_at = clock.now()
    return participation


@transaction.atomic
def withdraw_application(*, actor: Person, participation: Participation) -> None:
    """The applicant takes the application back before an answer."""
    row = locked_participation(participation)
    policies.require_towards(actor, row, Permission.EDIT_OWN_PARTICIPATION)
    row.waiting_rank = None
    move(row, "withdraw application", "waiting_rank")
    record(events.ApplicationWithdrawn, actor, row)
    cancel_outstanding(actor, row)


@transaction.atomic
def accept_application(*, actor: Person, participation: Participation) -> None:
    """Takes an applicant into the programme; places hold, also when two coordinators accept at once."""
    programme = locked_programme(participation.programme)
    row = locked_participation(participation)
    policies.require_towards(actor, row, Permission.MANAGE_PARTICIPANTS)
    if row.state == ParticipationState.ACCEPTED:
        return
    refuse_if_full(programme, row.role)
    row.answered_at, row.waiting_rank = clock.now(), None
    move(row, "accept", "answered_at", "waiting_rank")
    record(events.ApplicationAccepted, actor, row)


@transaction.atomic
def refuse_application(*, actor: Person, participation: Participation) -> None:
    """Refuses an application; no reason is owed, and none is kept."""
    row = locked_participation(participation)
    policies.require_towards(actor, row, Permission.MANAGE_PARTICIPANTS)
    if row.state == ParticipationState.REFUSED:
        return
    row.answered_at, row.waiting_rank = clock.now(), None
    move(row, "refuse", "answered_at", "waiting_rank")
    record(events.ApplicationRefused, actor, row)


def refuse_if_full(programme: Programme, role: str) -> None:
    """Raises Refusal where the programme has as many mentees as places; its row must be held."""
    if role != "mentee" or programme.places is None:
        return
    if not queries.free_places(programme):
        raise Refusal(queries.full_sentence(programme))


def record(
    fact: type[events.ParticipationFact], actor: Person, participation: Participation, **details: object
) -> None:
    """Writes one fact about a participation into the journal."""
    journal.record(
        fact(
            actor_id=actor.pk,
            subject_id=participation.pk,
            programme_id=participation.programme_id,
            person_id=participation.person_id,
            role=participation.role,
            **details,
        )
    )
