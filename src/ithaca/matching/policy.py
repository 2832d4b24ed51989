"""
A matching policy in the words of a coordinator: what counts and how much, what excludes, what to aim at.

Pure: the browser, the command line and the engine's adapter all read a policy here. Written as TOML too.
"""

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

POINTS = 100  # that a criterion gives at most, before its weight
MOST_WEIGHT = 10
MOST_LEVELS = 20
MOST_MENTEES = 50
LARGEST = 20_000  # characters of TOML; a policy has under two thousand


class Aim(StrEnum):
    TOTAL = "total"  # the best total of all pairs
    PEOPLE = "people"  # as many people matched as possible, then the best total
    FAIR = "fair"  # the worst-off pair first, then the total
    STABLE = "stable"  # no two people who would both rather have each other


class Proposer(StrEnum):
    """Whose wishes weigh more where several stable results exist."""

    MENTEES = "mentees"
    MENTORS = "mentors"


class Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


Weight = Annotated[int, Field(ge=0, le=MOST_WEIGHT)]


class Weights(Part):
    """How much each criterion counts, from 0 (not at all) to 10."""

    topics: Weight = 10  # sought by the mentee, offered by the mentor
    sectors: Weight = 5
    languages: Weight = 0  # more than the one in common that the rule asks for
    place: Weight = 0
    zone: Weight = 0
    seniority: Weight = 0
    roles: Weight = 3
    slots: Weight = 0
    wishes_of_mentees: Weight = 0
    wishes_of_mentors: Weight = 0
    text: Weight = 2  # how near the two presentations are

    @model_validator(mode="after")
    def something_counts(self) -> Self:
        if not any(dict(self).values()):
            raise ValueError("at least one criterion must count")
        return self


class Seniority(Part):
    """How many levels the mentor should be above the mentee."""

    least: Annotated[int, Field(ge=-MOST_LEVELS, le=MOST_LEVELS)] = 1
    most: Annotated[int, Field(ge=-MOST_LEVELS, le=MOST_LEVELS)] = 3

    @model_validator(mode="after")
    def least_is_not_more(self) -> Self:
        if self.least > self.most:
            raise ValueError("least must not be more than most")
        return self


class Rules(Part):
    """What excludes a pair, whatever its score."""

    independent_line: bool = True  # neither above the other in the reporting line, at any depth
    other_unit: bool = False
    declared_conflicts: bool = True
    refused_before: bool = True
    one_way: bool = True  # nobody is the mentee of somebody whose mentor they are
    common_language: bool = True
    prepared: bool = True  # only people who followed the trainings that the programme requires
    eligible: bool = False  # only people whose answers meet every rule of the questions
    checked_mentors: bool = False  # where minors take part: a safeguarding check that is valid


class Capacity(Part):
    """How many mentees a mentor may have; without `most` what each mentor said counts."""

    least: Annotated[int, Field(ge=0, le=MOST_MENTEES)] = 0
    most: Annotated[int | None, Field(ge=1, le=MOST_MENTEES)] = None

    @model_validator(mode="after")
    def least_is_not_more(self) -> Self:
        if self.most is not None and self.least > self.most:
            raise ValueError("least must not be more than most")
        return self


class Policy(Part):
    """The whole policy of a programme."""

    aim: Annotated[Aim, Field(strict=False)] = Aim.PEOPLE
    proposer: Annotated[Proposer, Field(strict=False)] = Proposer.MENTEES
    weights: Weights = Weights()
    seniority: Seniority = Seniority()
    rules: Rules = Rules()
    capacity: Capacity = Capacity()

    @property
    def most_score(self) -> int:
        """The score of a pair that has every point of every criterion."""
        return POINTS * sum(self.counting().values())

    def counting(self) -> dict[str, int]:
        """The criteria that count, the weightiest first."""
        found = {name: weight for name, weight in dict(self.weights).items() if weight}
        return dict(sorted(found.items(), key=lambda one: -one[1]))


CRITERIA = tuple(Weights.model_fields)
RULES = tuple(Rules.model_fields)
ALWAYS = ("independent_line", "declared_conflicts", "refused_before")  # in every programme, and never lifted
LITTLE = Weights(**{**dict.fromkeys(CRITERIA, 0), "topics": 1})


def rules_alone(policy: Policy) -> Policy:
    """The same rules, where nobody asks for scores: no text is read for them."""
    return policy.model_copy(update={"weights": LITTLE})


@dataclass(frozen=True)
class Problem:
    """What is wrong with one field of a policy ("weights.topics"); `kind` and `bound` let a page say it in its words."""

    field: str
    kind: str
    message: str
    bound: object = None

    def __str__(self) -> str:
        return f"{self.field}: {self.message}" if self.field else self.message


class WrongPolicy(ValueError):
    """Everything that is wrong with a policy, at once."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(map(str, problems)))
        self.problems = problems


def of_content(content: Mapping[str, Any]) -> Policy:
    """A policy from what JSON or TOML held. Raises WrongPolicy."""
    try:
        return Policy.model_validate(dict(content))
    except ValidationError as error:
        raise WrongPolicy([_problem(each) for each in error.errors()]) from error


def of_toml(text: str) -> Policy:
    """Raises WrongPolicy, also where the text is no TOML."""
    if len(text) > LARGEST:
        raise WrongPolicy([Problem("", "too_long", f"a policy has at most {LARGEST} characters", LARGEST)])
    try:
        content = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # also a number of thousands of digits
        raise WrongPolicy([Problem("", "no_toml", f"this is no TOML: {error}", str(error))]) from error
    return of_content(content)


def _problem(error: Any) -> Problem:
    context = error.get("ctx", {})
    bound = next((context[name] for name in ("ge", "le", "expected") if name in context), None)
    message = str(context["error"]) if "error" in context else error["msg"][:1].lower() + error["msg"][1:]
    return Problem(".".join(map(str, error["loc"])), error["type"], message, bound)


def to_content(policy: Policy) -> dict[str, Any]:
    """What the database keeps: plain JSON."""
    return policy.model_dump(mode="json")


HEADINGS = {
    "weights": "How much each criterion counts, from 0 (not at all) to 10.",
    "seniority": "How many levels the mentor should be above the mentee.",
    "rules": "What excludes a pair, whatever its score.",
    "capacity": "Mentees a mentor; without `most`, what each mentor said counts.",
}


def to_toml(policy: Policy) -> str:
    """The policy as a file that people read and change, and that `of_toml` reads back the same."""
    content = policy.model_dump(mode="json", exclude_none=True)
    lines = [
        "# Matching policy. aim: total, people, fair or stable; proposer (of a stable result): mentees or mentors."
    ]
    lines += [
        f"{name} = {json.dumps(value)}" for name, value in content.items() if not isinstance(value, dict)
    ]
    for name, part in content.items():
        if isinstance(part, dict):
            lines += ["", f"# {HEADINGS[name]}", f"[{name}]"]
            lines += [f"{key} = {json.dumps(value)}" for key, value in part.items()]
    return "\n".join(lines) + "\n"


@dataclass(frozen=True)
class Change:
    """One field that differs between two policies."""

    field: str
    before: Any
    after: Any


def changes(before: Policy, after: Policy) -> list[Change]:
    """What a version changed, in the order of the form."""
    old, new = dict(_flat(to_content(before))), dict(_flat(to_content(after)))
    return [Change(name, old[name], new[name]) for name in old if old[name] != new[name]]


def _flat(content: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in content.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{above}{name}.")
        else:
            yield f"{above}{name}", value
