"""What the indicators count of pairs and of what they do; as of a moment by dates, and by what the journal tells."""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import timedelta
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.lookups import Exact

from ithaca.journal import queries as journal
from ithaca.kernel.periods import Period
from ithaca.kernel.tallies import Tallies, Tally, middles, numbers, share, shares, within
from ithaca.mentorships.models import Goal, GoalReview, Meeting, Mentorship
from ithaca.mentorships.states import EndKind
from ithaca.programmes.facts import ENTERED
from ithaca.trainings.facts import trained

MONTH = timedelta(days=30)
REMATCHED_WITHIN = timedelta(days=60)
HELD = "meeting.held"
MISSED = ("meeting.missed", "meeting.absence accepted")
RESULTS = (HELD, *MISSED, "meeting.contested", "meeting.absence disputed")
BY_BOTH = (EndKind.COMPLETED, EndKind.JOINT_EARLY_END)


def pairs(programmes: Collection[UUID]) -> QuerySet[Mentorship]:
    return Mentorship.objects.filter(programme__in=programmes)


def running_in(programmes: Collection[UUID], period: Period) -> dict[UUID, int]:
    """How many pairs were under way at some moment of a period."""
    there = Q(begun_at__lt=period.until) & (Q(ended_at=None) | Q(ended_at__gte=period.since))
    found = numbers(pairs(programmes), [period], case=lambda _period: there)
    return {programme: n for (programme, _index), n in found.items()}


def begun_in(period: Period) -> Q:
    return within("begun_at", period.since, period.until)


def ended_in(period: Period, *, later: timedelta = timedelta(0)) -> Q:
    """Ended in the period, or so long before that the time that followed was over in it."""
    return within("ended_at", period.since - later, period.until - later)


def _under_way(period: Period) -> Q:
    """At the end of the period, and no longer in their first month."""
    return Q(begun_at__lt=period.until - MONTH) & (Q(ended_at=None) | Q(ended_at__gte=period.until))


def mentors_trained_before_matching(programmes: Collection[UUID], periods: Sequence[Period]) -> Tallies:
    return shares(
        pairs(programmes),
        periods,
        case=begun_in,
        hit=lambda period: trained(
            "mentor__person", "programme", ended_before=OuterRef("begun_at"), noted_before=period.until
        ),
    )


def first_month_contact(programmes: Collection[UUID], periods: Sequence[Period]) -> Tallies:
    """Of the pairs whose first month was over in the period: those who had met in it."""

    def met(period: Period) -> Q:
        meetings = Meeting.objects.filter(
            Exact(journal.last_verb("pk", RESULTS, period.until), HELD),
            mentorship=OuterRef("pk"),
            starts_at__lt=OuterRef("begun_at") + MONTH,
        )
        return Q(Exists(meetings))

    return shares(
        pairs(programmes),
        periods,
        case=lambda period: within("begun_at", period.since - MONTH, period.until - MONTH),
        hit=met,
    )


def meetings_held(programmes: Collection[UUID], periods: Sequence[Period]) -> Tallies:
    """Of the meetings of which it was last said in the period whether they took place: those that did."""
    told = journal.moments_of(programmes, RESULTS, before=max(period.until for period in periods))
    found: dict[tuple[UUID, int], Tally] = {}
    for index, period in enumerate(periods):
        last = {
            (programme, meeting): (verb, at)
            for programme, meeting, verb, at in told
            if at < period.until  # what was said later stands later in the list, and replaces it
        }
        said = Counter(
            (programme, verb) for (programme, _m), (verb, at) in last.items() if at >= period.since
        )
        for programme in programmes:
            held, missed = said[programme, HELD], sum(said[programme, verb] for verb in MISSED)
            found[programme, index] = share(held, held + missed)
    return found


def agreements_signed(programmes: Collection[UUID], periods: Sequence[Period]) -> Tallies:
    """Of the pairs under way at the end: those with an agreement that both had signed."""
    return shares(
        pairs(programmes),
        periods,
        case=_under_way,
        hit=lambda period: Q(journal.happened("agreement_id", ["agreement.effective"], before=period.until)),
    )


def goals_set(programmes: Collection[UUID], periods: Sequence[Period]) -> Tallies:
    """Of the pairs under way at the end: those who had set a goal."""
    return shares(
        pairs(programmes),
        periods,
        case=_under_way,
        hit=lambda period: Q(
            Exists(Goal.objects.filter(mentorship=OuterRef("pk"), created_at__lt=period.until))
        ),
    )


def goals_reviewed(programmes: Collection[UUID], periods: Sequence[Period]) -> Tallies:
    """Of the reviews that fell due in the period while the pair was under way: those held by its end."""
    return shares(
        GoalReview.objects.filter(mentorship__programme__in=programmes),
        periods,
        case=lambda period: (
            within("due_on", period.since.date(), period.until.date())
            & (Q(announced_at__lt=period.until) | Q(held_at__lt=period.until))
        ),
        hit=lambda period: Q(held_at__lt=period.until),
        programme="mentorship__programme_id",
    )


def closings(programmes: Collection[UUID], periods: Sequence[Period]) -> Tallies:
    """Of the mentorships that ended, but for those that the organisation ended: by a decision of both."""
    rows = pairs(programmes).exclude(end_kind=EndKind.EXCLUDED)
    return shares(rows, periods, case=ended_in, hit=lambda _period: Q(end_kind__in=BY_BOTH))


def completed(programmes: Collection[UUID], periods: Sequence[Period]) -> Tallies:
    return shares(
        pairs(programmes), periods, case=ended_in, hit=lambda _period: Q(end_kind=EndKind.COMPLETED)
    )


def consents_recorded(programmes: Collection[UUID], periods: Sequence[Period]) -> Tallies:
    """Of the pairs begun: those to which both had said yes by then."""
    return shares(
        pairs(programmes),
        periods,
        case=begun_in,
        hit=lambda _period: Q(
            mentor_agreed_at__lte=F("begun_at"),
            mentee_agreed_at__lte=F("begun_at"),
        ),
    )


def waiting_days(programmes: Collection[UUID], periods: Sequence[Period]) -> Tallies:
    """From the day on which mentees came in to the beginning of their first mentorship in the programme."""
    earlier = Mentorship.objects.filter(mentee=OuterRef("mentee"), begun_at__lt=OuterRef("begun_at"))
    first = pairs(programmes).filter(~Exists(earlier), begun_at__gte=min(period.since for period in periods))
    rows = first.annotate(came_in=journal.first_time("mentee_id", ENTERED))
    return middles(rows.values_list("programme_id", "begun_at", "came_in"), periods)


def rematches(programmes: Collection[UUID], periods: Sequence[Period]) -> Tallies:
    """Of the mentees whose mentor left, once two months were over: those who had begun with another."""
    following = Mentorship.objects.filter(
        mentee=OuterRef("mentee"),
        begun_at__gt=OuterRef("ended_at"),
        begun_at__lt=OuterRef("ended_at") + REMATCHED_WITHIN,
    )
    return shares(
        pairs(programmes).filter(succession__isnull=False),
        periods,
        case=lambda period: ended_in(period, later=REMATCHED_WITHIN),
        hit=lambda _period: Q(Exists(following)),
    )


def agreements_in(programmes: Collection[UUID]) -> dict[UUID, UUID]:
    """Of which pair each agreement is."""
    rows = pairs(programmes).filter(agreement__isnull=False)
    return dict(rows.values_list("agreement_id", "pk"))
