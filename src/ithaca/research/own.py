"""What of somebody's own mentorships would go out, as finely as it ever could. Changes nothing."""

from datetime import UTC, datetime
from uuid import UUID

from ithaca.journal.queries import happened_to, history_around, told_of
from ithaca.kernel import clock
from ithaca.kernel.periods import Period
from ithaca.mentorships.queries import mentorships_of
from ithaca.mentorships.states import MentorshipState
from ithaca.programmes.models import Participation
from ithaca.research import queries, replay, wording
from ithaca.research.models import Study
from ithaca.research.replay import Part
from ithaca.research.variables import finest

Line = list[tuple[str, str]]  # each variable by name with its value in words


def lines(study: Study, mine: Participation) -> list[tuple[Line, bool]]:
    """Of each ended mentorship in the programme: its line, and whether it has gone out already."""
    rows = [
        row
        for row in mentorships_of(mine.person).filter(state=MentorshipState.ENDED)
        if mine.pk in (row.mentor_id, row.mentee_id)
    ]
    if not rows:
        return []
    about = [row.pk for row in rows] + [row.agreement_id for row in rows if row.agreement_id]
    told = [event for event in history_around(*about).reverse() if event.verb in replay.OF_PAIRS]
    trained = told_of([mine.programme_id], ["training.attendance noted"])
    told = sorted([*told, *trained], key=lambda event: (event.at, event.pk))
    pairs = replay.ended_pairs(
        told,
        {mine.programme_id: _part(study, mine)},
        {side.pk: side.person_id for row in rows for side in (row.mentor, row.mentee)},
        Period(datetime.min.replace(tzinfo=UTC), clock.now()),
        {row.agreement_id: row.pk for row in rows if row.agreement_id},
    )
    gone = queries.gone_out([pair.mentorship for pair in pairs])
    return [
        (
            [
                (str(wording.NAMES[slug]), wording.value(slug, value))
                for slug, value in finest(pair, study.variables).items()
            ],
            pair.mentorship in gone,
        )
        for pair in pairs
    ]


def _part(study: Study, mine: Participation) -> Part:
    """The programme as it joined the study, or as it would."""
    programme: UUID = mine.programme_id
    joined = replay.parts(happened_to([study.pk], replay.OF_PARTS), clock.now())
    row = mine.programme
    there = row.organisation
    return joined.get(programme) or Part(there.pk, row.template.split("@")[0], there.country, there.region)
