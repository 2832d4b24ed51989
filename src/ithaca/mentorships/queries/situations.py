"""Where a person stands in each of their mentorships: what the rules of the next step look at, for many pairs at once."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import get_language

from ithaca.accounts.models import Person
from ithaca.agreements import queries as agreements
from ithaca.kernel import clock
from ithaca.mentorships import checklist, policies, rules
from ithaca.mentorships.models import Meeting, Mentorship, Proposal
from ithaca.mentorships.next_step import Situation
from ithaca.mentorships.queries.duties import ticks_of
from ithaca.mentorships.queries.meetings import answer_of
from ithaca.mentorships.queries.pairs import counterpart
from ithaca.mentorships.queries.plans import reviews_due
from ithaca.mentorships.states import MeetingState, MentorshipState, ProposalState
from ithaca.programmes import duties
from ithaca.vault import queries as vault


def situations(person: Person, rows: Collection[Mentorship]) -> list[Situation]:
    """One a pair (agreement, programme and people at hand); seven queries, however many they are."""
    ids = [row.pk for row in rows]
    planned: dict[UUID, list[Meeting]] = {pk: [] for pk in ids}
    unsettled: dict[UUID, list[Meeting]] = {pk: [] for pk in ids}
    for meeting in _open_meetings(ids):
        if meeting.state == MeetingState.PLANNED:
            planned[meeting.mentorship_id].append(meeting)
        if meeting.state != MeetingState.PLANNED or meeting.offered_by_id is not None:
            unsettled[meeting.mentorship_id].append(meeting)
    waiting = Proposal.objects.filter(mentorship__in=ids, state=ProposalState.OPEN)
    proposals = {one.mentorship_id: one for one in waiting}
    signers = agreements.newest_signers([row.agreement_id for row in rows if row.agreement_id])
    sent = vault.written([row.room_id for row in rows if row.room_id], kind="cv")
    reviews = set(reviews_due(clock.now()).filter(mentorship__in=ids).values_list("mentorship_id", flat=True))
    to_tick = _open_duties(person, rows)
    return [
        Situation(
            row=row,
            role=policies.role_of(person, row),
            me=person.pk,
            name=counterpart(row, person).name,
            now=clock.now(),
            planned=planned[row.pk],
            unsettled=unsettled[row.pk],
            declined=frozenset(
                m.pk for m in planned[row.pk] if answer_of(m, besides=person.pk) == "declined"
            ),
            proposal=proposals.get(row.pk),
            signed_newest=signers.get(row.agreement_id, frozenset()) if row.agreement_id else frozenset(),
            cv_sent=frozenset(cv.author_id for cv in sent if cv.room_id == row.room_id),
            review_due=row.pk in reviews,
            open_duties=to_tick[row.pk],
        )
        for row in rows
    ]


def _open_meetings(ids: Collection[UUID]) -> QuerySet[Meeting]:
    states = [MeetingState.PROPOSED, MeetingState.PLANNED, MeetingState.TO_CONFIRM, MeetingState.DISPUTED]
    rows = Meeting.objects.filter(mentorship__in=ids, state__in=states)
    return rows.prefetch_related("attendances").order_by("starts_at")


def _open_duties(person: Person, rows: Collection[Mentorship]) -> dict[UUID, int]:
    ticks = ticks_of(rows)
    language = get_language() or "fr"
    programmes = {row.programme_id: row.programme for row in rows}
    own = duties.own_duties(programmes.values())
    offered = {pk: duties.duties(programme, language, own) for pk, programme in programmes.items()}
    return {
        row.pk: checklist.open_by_hand(
            offered[row.programme_id],
            ticks[row.pk],
            role=policies.role_of(person, row),
            phase=rules.present_phase(row.state, launched=row.state != MentorshipState.LAUNCH),
        )
        for row in rows
    }
