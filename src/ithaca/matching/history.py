"""What has passed between the people of a programme: who waits, who said no, whom the desk has locked."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from ithaca.directory import queries as directory
from ithaca.directory.states import RequestState
from ithaca.matching.models import MatchProposal, Pair, Run
from ithaca.matching.people import Gathering, Line, Someone
from ithaca.matching.policy import Policy
from ithaca.matching.queries.proposals import turned_down
from ithaca.matching.states import MatchProposalState
from ithaca.mentorships import queries as mentorships
from ithaca.mentorships.states import EndKind, MentorshipState
from ithaca.organisations.queries import conflicts_among
from ithaca.programmes.models import Programme

SEATS = (
    "mentee__participation_id",
    "mentee__invitation_id",
    "mentor__participation_id",
    "mentor__invitation_id",
)
Sides = tuple[list[Someone], list[Someone]]


@dataclass(frozen=True)
class Engaged:
    """Mentees who wait for an answer, and how many places of a mentor are kept for one; by participation, and by
    invitation where somebody has not joined."""

    waiting: frozenset[UUID]
    reserved: Counter[UUID]


def engaged(programme: Programme) -> Engaged:
    open_ones = MatchProposal.objects.filter(run__programme=programme, state=MatchProposalState.OPEN)
    pairs = [
        *mentorships.pairs_in(programme, MentorshipState.PROPOSED),
        *_seats(open_ones.values_list(*SEATS)),
    ]
    asked = (mentee for mentee, _mentor in directory.asked_pairs(programme, RequestState.SENT))
    return Engaged(
        frozenset([*(mentee for mentee, _mentor in pairs), *asked]), Counter(mentor for _m, mentor in pairs)
    )


def with_history(
    programme: Programme, sides: Sides, *, policy: Policy, line: Line, based_on: Run | None = None
) -> Gathering:
    """Adds what has passed between the people: conflicts, refusals, and the pairs that the desk has locked."""
    numbers = (_numbers(sides[0]), _numbers(sides[1]))
    declared = [pair for one, other in _conflicts(sides) for pair in ((one, other), (other, one))]
    refused = _refused(programme) if policy.rules.refused_before else ()
    apart = dict.fromkeys(_here(numbers, refused), "refused_before")
    apart |= dict.fromkeys(_here(numbers, declared), "declared_conflicts")
    turned = _turned(programme) if policy.rules.one_way else ()
    apart |= dict.fromkeys(_here(numbers, turned), "one_way")
    fixed = set(_here(numbers, _locked(based_on) if based_on else ()))
    return Gathering(
        mentees=sides[0],
        mentors=sides[1],
        line=line,
        apart=apart,
        fixed=_within_places(fixed - set(apart), sides[1]),
        levels=len(programme.levels),
    )


def pairs_before(run: Run, gathering: Gathering) -> set[tuple[int, int]]:
    """The pairs of a run as it stands, of those who are still there, by their numbers here."""
    numbers = (_numbers(gathering.mentees), _numbers(gathering.mentors))
    return set(_here(numbers, _seats(Pair.objects.filter(run=run).values_list(*SEATS))))


def _within_places(fixed: set[tuple[int, int]], mentors: list[Someone]) -> frozenset[tuple[int, int]]:
    """Locked pairs as far as the mentor still has the places: these may be fewer by now, or under other rules."""
    taken: Counter[int] = Counter()
    kept = set()
    for mentee, mentor in sorted(fixed):
        if taken[mentor] < mentors[mentor].capacity:
            taken[mentor] += 1
            kept.add((mentee, mentor))
    return frozenset(kept)


def _numbers(people: list[Someone]) -> dict[object, int]:
    """Where somebody stands on their side, by whatever the database calls them."""
    found: dict[object, int] = {}
    for number, each in enumerate(people):
        for key in (each.human, each.participation, each.invitation):
            if key is not None:
                found[key] = number
    return found


def _here(
    numbers: tuple[Mapping[object, int], Mapping[object, int]], pairs: Iterable[tuple[object, object]]
) -> Iterator[tuple[int, int]]:
    """Those (mentee, mentor) of whom both are in the run, by their numbers."""
    for mentee, mentor in pairs:
        if mentee in numbers[0] and mentor in numbers[1]:
            yield numbers[0][mentee], numbers[1][mentor]


def _conflicts(sides: Sides) -> Iterable[tuple[str, str]]:
    """Declared in any organisation, as independence is everywhere."""
    for one, other in conflicts_among({each.human for side in sides for each in side}):
        yield one.lower(), other.lower()


def _turned(programme: Programme) -> Iterator[tuple[str, str]]:
    """The pairs there are, the other way round."""
    for mentee, mentor in mentorships.mentees_and_mentors(programme):
        yield mentor.lower(), mentee.lower()


def _refused(programme: Programme) -> Iterable[tuple[UUID, UUID]]:
    """One of the two said no or let it lapse, or their pair was ended by exclusion: (mentee, mentor)."""
    yield from directory.asked_pairs(programme, RequestState.DECLINED)
    yield from mentorships.pairs_in(programme, MentorshipState.DECLINED)
    yield from mentorships.pairs_in(programme, MentorshipState.ENDED, end_kind=EndKind.EXCLUDED)
    yield from turned_down(programme)


def _locked(run: Run) -> Iterable[tuple[UUID, UUID]]:
    return _seats(Pair.objects.filter(run=run, locked=True).values_list(*SEATS))


def _seats(rows: Iterable[tuple[UUID | None, ...]]) -> Iterable[tuple[UUID, UUID]]:
    """Whoever has joined since stands with their participation, everybody else with their invitation."""
    for mentee, invited_mentee, mentor, invited_mentor in rows:
        one, other = mentee or invited_mentee, mentor or invited_mentor
        assert one is not None
        assert other is not None
        yield one, other
