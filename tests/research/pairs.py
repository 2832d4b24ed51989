"""Pairs by chance, as tables are made of."""

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from ithaca.kernel.ids import new_id
from ithaca.research.variables import Pair

ORGANISATIONS = [new_id() for _organisation in range(6)]
COUNTRIES = ("FR", "FR", "CH", "CA")
KINDS = ("in_person", "video", "telephone", "in_writing")
ENDINGS = ("completed", "completed", "joint early end", "withdrawn by mentor", "excluded")


@st.composite
def worlds(draw: DrawFn, most: int = 160) -> list[Pair]:
    """Pairs of a few organisations and a few dozen people, some of whom are in several."""
    chance = draw(st.randoms(use_true_random=False))
    size = draw(st.integers(0, most))
    people = [new_id() for _person in range(draw(st.integers(12, 150)))]
    organisations = ORGANISATIONS[: draw(st.integers(2, 6))]
    regions = {each: f"{chance.choice(COUNTRIES)}-{chance.choice('AB')}" for each in organisations}
    pairs = []
    for _pair in range(size):
        organisation = chance.choice(organisations)
        mentor, mentee = chance.sample(people, 2)
        begun = datetime(2024, 1, 1, tzinfo=UTC) + timedelta(days=chance.randrange(700))
        goals = chance.randrange(4)
        pairs.append(
            Pair(
                mentorship=new_id(),
                mentor=mentor,
                mentee=mentee,
                organisation=organisation,
                programme_kind=chance.choice(["association-directory", "chapter-three-phases"]),
                country=regions[organisation][:2],
                region=regions[organisation],
                begun=begun,
                ended=begun + timedelta(days=chance.randrange(20, 500)),
                ending=chance.choice(ENDINGS),
                met=chance.choice(["request", "matching", "coordination"]),
                prepared=chance.random() < 0.7,
                meetings=[
                    (chance.choice(KINDS), chance.randrange(15, 120)) for _m in range(chance.randrange(9))
                ],
                missed=chance.randrange(3),
                goals=goals,
                reached=chance.randrange(goals + 1),
                reviews=chance.randrange(3),
                agreement=chance.random() < 0.6,
                evaluated=chance.randrange(3),
            )
        )
    return pairs


def crowd(size: int, **fields: object) -> list[Pair]:
    """So many pairs alike in everything, of three organisations in turn."""
    told = {
        "programme_kind": "association-directory",
        "country": "FR",
        "region": "FR-PDL",
        "begun": datetime(2025, 2, 1, 12, tzinfo=UTC),
        "ended": datetime(2025, 8, 1, 12, tzinfo=UTC),
        "ending": "completed",
    }
    return [
        Pair(  # type: ignore[arg-type]
            mentorship=new_id(),
            mentor=new_id(),
            mentee=new_id(),
            organisation=ORGANISATIONS[number % 3],
            **{**told, **fields},
        )
        for number in range(size)
    ]
