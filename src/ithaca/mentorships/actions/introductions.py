import uuid
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.mentorships import events, policies
from ithaca.mentorships.actions.changes import locked_running, record_of, write_words
from ithaca.mentorships.models import Introduction, Mentorship
from ithaca.mentorships.states import INTRODUCTION, IntroductionState
from ithaca.vault.sealed import SealedRevision

OF_THE_MENTOR: dict[str, type[events.PlanFact]] = {
    "make": events.IntroductionMade,
    "take-back": events.IntroductionTakenBack,
}
OF_THE_MENTEE: dict[str, type[events.PlanFact]] = {
    "accept": events.IntroductionAccepted,
    "decline": events.IntroductionDeclined,
    "thank": events.IntroductionThanked,
}
MOMENTS = {
    IntroductionState.ACCEPTED: "answered_at",
    IntroductionState.DECLINED: "answered_at",
    IntroductionState.MADE: "made_at",
    IntroductionState.THANKED: "thanked_at",
}


@transaction.atomic
def offer_introduction(
    *, actor: Person, id: uuid.UUID, mentorship: Mentorship, sealed: SealedRevision
) -> Introduction:
    """The mentor offers to introduce the mentee to somebody; to whom and why is said in the room."""
    row = locked_running(mentorship.pk)
    policies.require(actor, row, Permission.OFFER_INTRODUCTION)
    existing = Introduction.made_before(id, mentorship=row)
    if existing is not None:
        return existing
    content = write_words(actor, row, sealed, kind="introduction")
    introduction = Introduction.objects.create(id=id, mentorship=row, content=content)
    row.introductions_offered += 1
    row.save(update_fields=["introductions_offered"])
    record_of(events.IntroductionOffered, actor, row, introduction.pk)
    return introduction


@transaction.atomic
def carry_introduction(*, actor: Person, mentorship: Mentorship, introduction_id: UUID, verb: str) -> None:
    """The mentor has introduced the two to each other, or takes the offer back."""
    row = locked_running(mentorship.pk)
    policies.require(actor, row, Permission.OFFER_INTRODUCTION)
    _move(actor, row, introduction_id, verb, OF_THE_MENTOR)


@transaction.atomic
def answer_introduction(*, actor: Person, mentorship: Mentorship, introduction_id: UUID, verb: str) -> None:
    """The mentee accepts or declines an offer, or thanks for what came of it."""
    row = locked_running(mentorship.pk)
    policies.require(actor, row, Permission.ANSWER_INTRODUCTION)
    _move(actor, row, introduction_id, verb, OF_THE_MENTEE)


def _move(
    actor: Person, row: Mentorship, introduction_id: UUID, verb: str, facts: dict[str, type[events.PlanFact]]
) -> None:
    rows = Introduction.objects.select_for_update(of=("self",))
    found = rows.filter(pk=introduction_id, mentorship=row).first()
    if found is None or verb not in facts:
        raise Refusal(_("This introduction is not here any more. Reload the page."))
    found.state = INTRODUCTION.after(verb.replace("-", " "), found.state)
    moment = MOMENTS.get(IntroductionState(found.state))
    if moment is not None:
        setattr(found, moment, clock.now())
    found.save()
    if found.state == IntroductionState.MADE:
        row.introductions_made += 1
        row.save(update_fields=["introductions_made"])
    record_of(facts[verb], actor, row, found.pk)
