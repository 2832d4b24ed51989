"""A run in review, with the pairs that a test wants."""

from datetime import timedelta
from typing import Any

from ithaca.kernel import clock
from ithaca.matching import actions
from ithaca.matching.models import MatchProposal, Pair, PolicyVersion, Run, RunPerson
from ithaca.programmes.models import Invitation, Participation, Programme
from tests.cast import Cast

Somebody = Participation | Invitation


def make_run(programme: Programme, **fields: Any) -> Run:
    policy = PolicyVersion.objects.filter(programme=programme).last() or PolicyVersion.objects.create(
        programme=programme, number=1, content={}
    )
    return Run.objects.create(programme=programme, policy=policy, **{"state": "review", **fields})


def put(run: Run, one: Somebody, side: str, **fields: Any) -> RunPerson:
    """Somebody's place in a run, made once."""
    joined = isinstance(one, Participation)
    key: dict[str, Any] = {"participation": one} if joined else {"invitation": one}
    name = one.person.name if isinstance(one, Participation) else one.email
    defaults = {
        "number": RunPerson.objects.filter(run=run, side=side).count(),
        "name": name,
        "capacity": one.capacity if isinstance(one, Participation) else 1,
        **fields,
    }
    return RunPerson.objects.get_or_create(run=run, side=side, **key, defaults=defaults)[0]


def pair(run: Run, mentee: Somebody, mentor: Somebody, score: int = 700, **fields: Any) -> Pair:
    return Pair.objects.create(
        run=run,
        mentee=put(run, mentee, "mentee"),
        mentor=put(run, mentor, "mentor"),
        score=score,
        **{"parts": {"topics": score}, **fields},
    )


def propose(cast: Cast, *who: tuple[Somebody, Somebody]) -> list[MatchProposal]:
    """Published by Clémence; Inès and Marc where nobody is named."""
    from_tests = who or ((cast.being_mentored, cast.mentoring),)
    run = make_run(cast.programme)
    for mentee, mentor in from_tests:
        pair(run, mentee, mentor)
    publish(cast, run)
    return list(MatchProposal.objects.filter(run=run).order_by("mentee__number"))


def publish(cast: Cast, run: Run) -> Run:
    return actions.publish_run(actor=cast.coordinator, run=run, revision=run.revision)


def proposal_in(run: Run, mentee: Somebody, mentor: Somebody) -> MatchProposal:
    """Open, beside whatever the run has."""
    return MatchProposal.objects.create(
        run=run,
        mentee=put(run, mentee, "mentee"),
        mentor=put(run, mentor, "mentor"),
        score=700,
        parts={"topics": 700},
        reply_by=clock.now() + timedelta(days=7),
    )
