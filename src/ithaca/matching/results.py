"""What the engine found, as rows of a run."""

from typing import Any

import numpy as np

from ithaca.engine import scoring
from ithaca.engine.problem import Problem
from ithaca.engine.result import Result
from ithaca.matching.models import Pair, Run, RunPerson
from ithaca.matching.people import Gathering, Someone

People = dict[str, list[RunPerson]]


def summary(problem: Problem, result: Result) -> dict[str, Any]:
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
    }


def people(run: Run, gathering: Gathering, problem: Problem, result: Result) -> People:
    """Everybody of the run with what was known of them; those without a mentor with the reason."""
    mentors = [_person(run, "mentor", number, each) for number, each in enumerate(gathering.mentors)]
    mentees = [_person(run, "mentee", number, each) for number, each in enumerate(gathering.mentees)]
    for number, row in enumerate(mentees):
        if result.mentor_of[number] < 0:
            row.unmatched = why_nobody(problem, number)
    return {"mentee": mentees, "mentor": mentors}


def _person(run: Run, side: str, number: int, each: Someone) -> RunPerson:
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


def why_nobody(problem: Problem, mentee: int) -> dict[str, Any]:
    """
    Without a mentor: how many mentors each rule keeps away, how many it alone keeps away (the smallest change), and
    how many were possible, whose places went to others.
    """
    one, every = scoring.every_pair(problem, mentee)
    out = dict(scoring.excluded(problem, one, every))
    times = sum((kept.astype(np.int64) for kept in out.values()), np.zeros(every.size, np.int64))
    counts = {rule: int(kept.sum()) for rule, kept in out.items()}
    alone = {rule: int((kept & (times == 1)).sum()) for rule, kept in out.items()}
    return {
        "rules": {rule: count for rule, count in counts.items() if count},
        "alone": {rule: count for rule, count in alone.items() if count},
        "possible": int((times == 0).sum()),
    }


def pairs(run: Run, gathering: Gathering, problem: Problem, result: Result, people: People) -> list[Pair]:
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
