"""Asking, answering, ending a round, showing what came of it."""

from collections.abc import Collection, Mapping
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ithaca import catalogue
from ithaca.access.permissions import Permission
from ithaca.access.rules import Denied
from ithaca.access.rules import require as require_roles
from ithaca.accounts import queries as accounts
from ithaca.accounts.models import Person
from ithaca.journal import actions as journal
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.perspectives import events, policies, queries, rules
from ithaca.perspectives.models import Invitation, Round
from ithaca.perspectives.rules import Group


@transaction.atomic
def begin(*, person: Person, id: UUID, days: int = rules.USUAL) -> Round:
    """A mentor begins to ask others how they see them; one round at a time."""
    accounts.locked_person(person.pk)  # one round at a time for each
    existing = Round.made_before(id, person=person)
    if existing is not None:
        return existing
    if not queries.mentees_of(person):
        raise Denied(Permission.ASK_PERSPECTIVES.value)
    if queries.open_round(person) is not None:
        raise Refusal(_("You are asking already. Wait for its end, or end it."))
    if not rules.SHORTEST <= days <= rules.LONGEST:
        raise Refusal(
            _("Leave people between %(least)s and %(most)s days.")
            % {"least": rules.SHORTEST, "most": rules.LONGEST},
            field="days",
        )
    questionnaire = catalogue.questionnaire(queries.QUESTIONNAIRE)
    made = Round.objects.create(
        id=id,
        person=person,
        questionnaire=str(questionnaire.reference),
        ends_at=clock.now() + timedelta(days=days),
        counts=rules.nothing_yet(queries.items_of(questionnaire)),
    )
    journal.record(events.RoundBegun(actor_id=person.pk, subject_id=made.pk, asked=0))
    return made


@transaction.atomic
def ask(*, actor: Person, row: Round, mentees: Collection[Person] = (), emails: Collection[str] = ()) -> int:
    """Asks some of one's mentees, and others by their addresses; says how many are new."""
    row = _locked(actor, row)
    if queries.is_over(row):
        raise Refusal(_("This round is over. Begin another one."))
    own = {each.pk for each in queries.mentees_of(actor)}
    if any(each.pk not in own for each in mentees):
        raise Denied(str(row.pk))
    wanted = {email.strip().lower() for email in emails} - {actor.email.lower()}
    known = {each.email.lower(): each for each in accounts.people_by_email(wanted)}
    people = {each.pk: (each, Group.MENTEES if each.pk in own else Group.OTHERS) for each in known.values()}
    people |= {each.pk: (each, Group.MENTEES) for each in mentees}
    asked = queries.asked_in(row)
    here, there = {each.person_id for each in asked}, {each.email for each in asked}
    new = [
        Invitation(round=row, group=group, person=each, language=each.language)
        for each, group in people.values()
        if each.pk not in here
    ]
    new += [
        Invitation(round=row, group=Group.OTHERS, email=email, language=actor.language)
        for email in sorted(wanted - known.keys() - there)
    ]
    if len(asked) + len(new) > rules.MOST:
        raise Refusal(_("Ask at most %(most)s people in one round.") % {"most": rules.MOST}, field="emails")
    Invitation.objects.bulk_create(new)
    if new:
        journal.record(events.PeopleAsked(actor_id=actor.pk, subject_id=row.pk, asked=len(new)))
    return len(new)


@transaction.atomic
def answer(*, token: str, answers: Mapping[str, int]) -> None:
    """Counts one person's answers in, once. No line in the journal: its moment would tell of who gave them."""
    found = queries.invitation_by_token(token)
    if found is None:
        raise Denied(token)
    # The round is the queue: counts are read and written by one at a time.
    row = Round.objects.select_for_update().get(pk=found.round_id)
    invitation = Invitation.objects.select_for_update().get(pk=found.pk)
    if invitation.answered:
        return
    if queries.is_over(row):
        raise Refusal(_("Answers were taken until the date in the mail. Thank you all the same."))
    items = queries.items_of(queries.questionnaire_of(row))
    if any(not item.low <= answers.get(item.slug, item.low) <= item.high for item in items):
        raise Refusal(_("Choose one of the answers offered."))
    row.counts = rules.added(row.counts, invitation.group, items, answers)
    row.save(update_fields=["counts"])
    invitation.answered = True
    invitation.save(update_fields=["answered"])


@transaction.atomic
def end(*, actor: Person, row: Round) -> None:
    """Nobody answers any more, and the result is there."""
    row = _locked(actor, row)
    if row.ended:
        return
    row.ended, row.ends_at = True, min(row.ends_at, clock.now())
    row.save(update_fields=["ended", "ends_at"])
    journal.record(events.RoundEnded(actor_id=actor.pk, subject_id=row.pk))


@transaction.atomic
def show(*, actor: Person, row: Round, shown: bool) -> None:
    """Makes the result evidence that assessors read, or no longer; what was handed in already stays as it was."""
    row = _locked(actor, row)
    if shown and queries.result_of(row) is None:
        raise Refusal(_("There is nothing to show yet."))
    if row.shown != shown:
        row.shown = shown
        row.save(update_fields=["shown"])
        journal.record(events.ResultShown(actor_id=actor.pk, subject_id=row.pk, shown=shown))


def _locked(actor: Person, row: Round) -> Round:
    found = Round.objects.select_for_update(of=("self",)).select_related("person").get(pk=row.pk)
    require_roles(policies.roles_in_round(actor, found), Permission.ASK_PERSPECTIVES)
    return found
