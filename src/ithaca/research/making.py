"""How an edition is made: pairs from the journal, a table in which nobody is made out, files. Changes nothing."""

import hashlib
from dataclasses import dataclass

from ithaca.journal.queries import history, told_of
from ithaca.kernel.periods import Period
from ithaca.mentorships.facts import agreements_in
from ithaca.research import anonymity, queries, replay
from ithaca.research.anonymity import Table, anonymous
from ithaca.research.files import Edition, archive, package
from ithaca.research.files.table import NAME
from ithaca.research.models import Release
from ithaca.research.variables import Outcome, Pair, circumstances, outcomes

STEP = 10  # in which numbers are told that could otherwise be compared from day to day


@dataclass(frozen=True)
class Made:
    """What would be, or was, published."""

    table: Table
    edition: Edition
    archive: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.archive).hexdigest()

    @property
    def table_sha256(self) -> str:
        content = archive.unpacked(self.archive, NAME)
        return hashlib.sha256(content or b"").hexdigest()


def gathered(release: Release) -> list[Pair]:
    """Every pair that may go out: ended in the period, agreed to by all by the release's moment, never published before."""
    past, moment = list(history(release.study_id)), release.published_at
    taking_part = replay.parts(past, moment)
    pairs = replay.ended_pairs(
        told_of(taking_part, replay.OF_PAIRS),
        taking_part,
        replay.consents(past, moment),
        Period(release.since, release.until),
        agreements_in(taking_part),
    )
    # Made again, an edition knows of those before it; made first, of all there are, whatever their clocks said.
    before = None if release._state.adding else moment
    gone = queries.gone_out([pair.mentorship for pair in pairs], before=before)
    return [pair for pair in pairs if pair.mentorship not in gone]


def tabled(release: Release) -> Table:
    study = release.study
    return anonymous(gathered(release), circumstances(study.variables), study.k)


def made(release: Release) -> Made:
    """All of an edition, from what its release says; the same whenever it is asked for."""
    study, table = release.study, tabled(release)
    told = outcomes(study.variables)
    edition = Edition(release, table.steps, table.lines(told), checked(table, told, study.k))
    return Made(table, edition, archive.packed(package(edition)))


def in_steps(number: int) -> int:
    """Rounded down, so that one more or less shows in one case of ten."""
    return number - number % STEP


def checked(table: Table, told: tuple[Outcome, ...], k: int) -> dict[str, object]:
    """What holds for every group, and by how much."""
    groups = table.groups
    return {
        "k": k,
        "lines": sum(len(group.pairs) for group in groups),
        "groups": len(groups),
        "left_out_rounded_down_to_tens": in_steps(table.left_out),
        "required": {
            "mentors": k,
            "mentees": k,
            "organisations": anonymity.LEAST_ORGANISATIONS,
            "mentors_and_mentees_without_any_one_organisation": anonymity.elsewhere(k),
            "largest_share_of_an_organisation": 0.5,
            "largest_share_of_a_person": 1 / anonymity.MOST_OF_ONE,
            "values_of_an_outcome": anonymity.LEAST_VALUES,
            "people_behind_each": anonymity.LEAST_BEHIND,
            "people_behind_each_without_any_one_organisation": anonymity.LEAST_BEHIND_ELSEWHERE,
        },
        "smallest_group": {
            "lines": min((len(group.pairs) for group in groups), default=0),
            "mentors": min((len({pair.mentor for pair in group.pairs}) for group in groups), default=0),
            "mentees": min((len({pair.mentee for pair in group.pairs}) for group in groups), default=0),
            "organisations": min(
                (len({pair.organisation for pair in group.pairs}) for group in groups), default=0
            ),
        },
        "groups_without_outcome": {
            outcome.slug: sum(not group.mixes(outcome) for group in groups) for outcome in told
        },
        "steps": dict(table.steps),
    }
