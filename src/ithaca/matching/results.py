"""What the engine found, as rows of a run."""

from typing import Any

from ithaca.engine import scoring
from ithaca.engine.problem import Problem
from ithaca.engine.result import Result
from ithaca.matching import why
from ithaca.matching.models import Pair, Run, RunPerson
from ithaca.matching.people import Gathering, Someone

People = dict[str, list[RunPerson]]


def summary(problem: Problem, result: Result, best: Result | None = None) -> dict[str, Any]:
    """`best` is the result with the best total, where that was not the aim: what fairness or stability costs."""
    price = {"best_total": int(best.objective), "best_matched": int(best.matched)} if best else {}
    return {
        "objective": int(result.objective),
        "bound": int(result.bound),
        "gap": int(result.gap),
        "matched": int(result.matched),
        "mentees": problem.mentee_count,
        "mentors": problem.mentor_count,
        "places": int(problem.capacity.sum()),
        "least_score": int(result.least_score),
        "most_score": problem.policy.most_score,
        "seconds": round(float(result.seconds), 2),
        "checked": bool(result.certificate_checked),
        "short": sum(missing for _mentor, missing in result.short),
        **price,
    }


def people(run: Run, gathering: Gathering, *, problem: Problem, result: Result) -> People:
    """
    Everybody of the run with what was known of them; those without a mentor with the reason, mentors with how
    many mentees they lack of the least that they should have.
    """
    mentors = [
        _person(run, "mentor", number=number, each=each) for number, each in enumerate(gathering.mentors)
    ]
    mentees = [
        _person(run, "mentee", number=number, each=each) for number, each in enumerate(gathering.mentees)
    ]
    for number, reason in why.everybody(problem, result).items():
        mentees[number].unmatched = reason
    for number, missing in result.short:
        mentors[number].unmatched = {"short": missing}
    return {"mentee": mentees, "mentor": mentors}


def _person(run: Run, side: str, *, number: int, each: Someone) -> RunPerson:
    facts = {
        **each.facts,
        **{
            name: sorted(getattr(each, name)) for name in ("topics", "sectors", "languages", "roles", "slots")
        },
        "place": each.place,
        "barred": list(each.barred),
    }
    return RunPerson(
        run=run,
        number=number,
        side=side,
        participation_id=each.participation,
        invitation_id=each.invitation,
        name=each.name[:120],
        capacity=each.capacity,
        least=each.least,
        facts={name: value for name, value in facts.items() if value},
    )


def pairs(run: Run, gathering: Gathering, *, problem: Problem, result: Result, people: People) -> list[Pair]:
    """With what each criterion gave."""
    found = []
    for mentee, mentor in enumerate(result.mentor_of.tolist()):
        if mentor >= 0:
            parts = scoring.parts(problem, mentee, mentor)
            found.append(
                Pair(
                    run=run,
                    mentee=people["mentee"][mentee],
                    mentor=people["mentor"][mentor],
                    score=sum(parts.values()),
                    parts=parts,
                    locked=(mentee, mentor) in gathering.fixed,
                )
            )
    return found
