"""Criteria, rules and aims in words: for coordinators, and for the people who are matched."""

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop, ngettext, pgettext_lazy

from ithaca.matching.groups import Group, Proxy
from ithaca.matching.policy import MOST_WEIGHT, POINTS, Aim, Change, Policy, Problem, Proposer

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as Lazy
else:
    Lazy = str

TOO_MANY = gettext_noop(
    "People name more different values of one kind than can be told apart. Tidy up the topics."
)
CRITERIA: dict[str, Lazy] = {
    "topics": gettext_lazy("Topics sought and offered"),
    "sectors": gettext_lazy("Sectors"),
    "languages": gettext_lazy("Languages in common"),
    "place": gettext_lazy("Same place"),
    "zone": gettext_lazy("Near time zones"),
    "seniority": gettext_lazy("Seniority"),
    "roles": gettext_lazy("Kind of mentoring"),
    "slots": gettext_lazy("Times at which both are free"),
    "wishes_of_mentees": gettext_lazy("Wishes of the mentees"),
    "wishes_of_mentors": gettext_lazy("Wishes of the mentors"),
    "text": gettext_lazy("Nearness of the presentations"),
}
CRITERIA_HINTS: dict[str, Lazy] = {
    "topics": gettext_lazy("How many of the topics that the mentee seeks the mentor offers."),
    "sectors": gettext_lazy("How many of the mentee’s sectors are the mentor’s too."),
    "languages": gettext_lazy("How many of the mentee’s languages the mentor speaks."),
    "place": gettext_lazy("Both name the same place in their profile."),
    "zone": gettext_lazy("The fewer hours lie between the two, the better."),
    "seniority": gettext_lazy(
        "Whether the mentor is as many levels above the mentee as the programme looks for."
    ),
    "roles": gettext_lazy("Whether the mentor likes to be what the mentee wishes for: adviser, companion…"),
    "slots": gettext_lazy("How many of the mentee’s times of the week suit the mentor."),
    "wishes_of_mentees": gettext_lazy("Mentors whom the mentee has named, the first most."),
    "wishes_of_mentors": gettext_lazy("Mentees whom the mentor has named, the first most."),
    "text": gettext_lazy(
        "Words that both use and others rarely. Compared on this server; nothing is sent anywhere."
    ),
}
RULES: dict[str, Lazy] = {
    "independent_line": gettext_lazy("Neither is above the other in the reporting line, at any depth"),
    "other_unit": gettext_lazy("They work in different units"),
    "declared_conflicts": gettext_lazy("No conflict of interest between them is declared"),
    "refused_before": gettext_lazy("Neither has said no to the other before"),
    "one_way": gettext_lazy("The mentee is not the mentor’s own mentor"),
    "common_language": gettext_lazy("They have a language in common"),
    "prepared": gettext_lazy("Both have followed the trainings that the programme requires"),
    "eligible": gettext_lazy("Both meet every criterion of the eligibility questions"),
    "checked_mentors": gettext_lazy("The mentor’s safeguarding check is valid"),
    # Not chosen: what no pair can be without.
    "same_person": gettext_lazy("They are two people"),
    "capacity": gettext_lazy("The mentor has a free place"),
}
RULE_HINTS: dict[str, Lazy] = {
    "other_unit": gettext_lazy("As the organisation chart names units."),
    "one_way": gettext_lazy(
        "For people who are mentor and mentee at once. Of two who would be each other’s mentor, the pair that fits better is proposed."
    ),
    "prepared": gettext_lazy("Who has not is left without a pair until then."),
    "eligible": gettext_lazy("Leaves out people whom you accepted although an answer lies outside a rule."),
    "checked_mentors": gettext_lazy(
        "For programmes with minors: only mentors whose check you have noted as seen."
    ),
}
AIMS: dict[str, Lazy] = {
    Aim.PEOPLE: gettext_lazy("As many people with a mentor as possible"),
    Aim.TOTAL: gettext_lazy("The best total"),
    Aim.FAIR: gettext_lazy("The fairest"),
    Aim.STABLE: gettext_lazy("Stable"),
}
AIM_HINTS: dict[str, Lazy] = {
    Aim.PEOPLE: gettext_lazy("And among all ways to do so, the one whose pairs fit best together."),
    Aim.TOTAL: gettext_lazy("The pairs fit best all together, even if somebody is left without."),
    Aim.FAIR: gettext_lazy("The pair that fits least fits as well as possible; then the total."),
    Aim.STABLE: gettext_lazy(
        "No mentee and mentor would both rather have each other. The total is often lower."
    ),
}
PROPOSERS: dict[str, Lazy] = {
    Proposer.MENTEES: gettext_lazy("The mentees’"),
    Proposer.MENTORS: gettext_lazy("The mentors’"),
}
FIELDS: dict[str, Lazy] = {
    "aim": gettext_lazy("What to aim at"),
    "proposer": gettext_lazy("Whose preference decides where several results are stable"),
    "seniority.least": gettext_lazy("Levels above the mentee, at least"),
    "seniority.most": gettext_lazy("Levels above the mentee, at most"),
    "capacity.least": gettext_lazy("Mentees per mentor, at least"),
    "capacity.most": gettext_lazy("Mentees per mentor, at most"),
}


def field_name(field: str) -> str:
    """How a field of the policy is called on the page; one that isn't known keeps its name."""
    part, _dot, name = field.partition(".")
    named = {"weights": CRITERIA, "rules": RULES}.get(part, {}).get(name) or FIELDS.get(field)
    return str(named or field)


def value(field: str, value: object) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if value is None:
        return _("as the mentor says")
    if field == "aim":
        return str(AIMS[str(value)])
    return str(PROPOSERS[str(value)]) if field == "proposer" else str(value)


def change(one: Change) -> tuple[str, str, str]:
    """What a version changed: the field, what it was, what it is."""
    return field_name(one.field), value(one.field, one.before), value(one.field, one.after)


def problem(one: Problem) -> str:
    """What is wrong with a field, as a sentence."""
    sentences: dict[str, str] = {
        "extra_forbidden": _("this field is not known"),
        "greater_than_equal": _("the least is %(bound)s"),
        "less_than_equal": _("the most is %(bound)s"),
        "int_type": _("a whole number is expected"),
        "bool_type": _("true or false is expected"),
        "enum": _("one of these is expected: %(bound)s"),
        "no_toml": _("this is no TOML: %(bound)s"),
        "too_long": _("a policy has at most %(bound)s characters"),
        "model_type": _("a section is expected"),
    }
    if one.kind == "value_error":
        said = (
            _("at least one criterion must count")
            if one.field == "weights"
            else _("the least is above the most")
        )
    else:
        said = sentences.get(one.kind, one.message)
    if "%(bound)s" in said:
        said = said % {"bound": one.bound}
    return f"{one.field}: {said}" if one.field else said


def weight_in_words(weight: int) -> str:
    """For people who are matched: how much a criterion counts, without a number."""
    if weight >= MOST_WEIGHT * 0.8:
        return _("counts most")
    return _("counts much") if weight >= MOST_WEIGHT * 0.4 else _("counts a little")


def capacity_in_words(policy: Policy) -> str:
    most = policy.capacity.most
    if most is None:
        return _("A mentor has as many mentees as they said they can accompany.")
    return ngettext(
        "A mentor has at most %(n)s mentee, fewer if they said so.",
        "A mentor has at most %(n)s mentees, fewer if they said so.",
        most,
    ) % {"n": most}


def seniority_in_words(policy: Policy) -> str:
    least, most = policy.seniority.least, policy.seniority.most
    if least == most:
        return _one_gap(least)
    if least < 0 < most:
        told = _("between %(below)s below and %(above)s above the mentee’s level")
        return told % {"below": -least, "above": most}
    if most <= 0:
        near, far = -most, -least
        told = _("%(least)s to %(most)s levels below the mentee")
        level = _("at the mentee’s level or up to %(most)s below")
    else:
        near, far = least, most
        told = _("%(least)s to %(most)s levels above the mentee")
        level = _("at the mentee’s level or up to %(most)s above")
    return told % {"least": near, "most": far} if near else level % {"most": far}


def _one_gap(gap: int) -> str:
    if not gap:
        return _("at the mentee’s level")
    if gap > 0:
        told = ngettext("%(n)s level above the mentee", "%(n)s levels above the mentee", gap)
    else:
        told = ngettext("%(n)s level below the mentee", "%(n)s levels below the mentee", -gap)
    return told % {"n": abs(gap)}


def parts(points: Mapping[str, Any], policy: Policy) -> list[tuple[str, int, int]]:
    """(criterion, points, most points) of a pair, the weightiest criterion first."""
    return [
        (str(CRITERIA[name]), int(points.get(name, 0)), weight * POINTS)
        for name, weight in policy.counting().items()
    ]


def share(result: Mapping[str, Any], policy: Policy) -> int:
    """How much of what all pairs could give together they give, in per cent."""
    matched = int(result.get("matched", 0))
    return round(100 * int(result.get("objective", 0)) / (matched * policy.most_score)) if matched else 0


def price(result: Mapping[str, Any], policy: Policy) -> str:
    """What a fair or a stable result costs beside the best total under the same rules; empty where that was the aim."""
    best = result.get("best_total")
    if best is None:
        return ""
    lost = max(0, int(best) - int(result.get("objective", 0)))
    matched = int(result.get("best_matched", 0))
    percent = _shown(math.ceil(1_000 * lost / int(best)) / 10) if best else "0"
    facts = {"percent": percent, "matched": matched}
    if not lost:
        return _("It costs nothing: the total is the best that exists, too.")
    said = (
        _("What stability costs: %(percent)s %% of the best total.")
        if policy.aim == Aim.STABLE
        else _("What fairness costs: %(percent)s %% of the best total.")
    )
    more = ngettext(
        "With the best total, %(matched)s mentee would have a mentor.",
        "With the best total, %(matched)s mentees would have a mentor.",
        matched,
    )
    return f"{said} {more}" % facts


def of_best(total: int, best: int) -> str:
    """In per cent; what falls short of the best never reads as if it didn't."""
    return f"{_shown(math.floor(1_000 * total / best) / 10)} %"


def _shown(share: float) -> str:
    """With a digit behind the point where it says something."""
    return number_format(share, 0 if share == int(share) else 1)


def again(result: Mapping[str, Any]) -> list[tuple[int, str, int]]:
    """Pairs that change, what so few changes reach of the best, and how many mentees have a mentor then."""
    best = int(result.get("bound") or 0)
    rows = (result.get("again") or {}).get("rows", [])
    return [
        (changed, of_best(best - loss, best) if best > 0 else "–", matched) for changed, loss, matched in rows
    ]


def better_off(*, here: tuple[int, int], there: tuple[int, int]) -> list[str]:
    """Who is better off in which of two runs: (with another mentor, with a mentor at all) in either."""
    said = [
        (
            here[0],
            ngettext("%(n)s mentee fits better here", "%(n)s mentees fit better here", here[0]),
        ),
        (
            there[0],
            ngettext("%(n)s fits better in the other", "%(n)s fit better in the other", there[0]),
        ),
        (
            here[1],
            ngettext("%(n)s has a mentor only here", "%(n)s have a mentor only here", here[1]),
        ),
        (
            there[1],
            ngettext("%(n)s only in the other", "%(n)s only in the other", there[1]),
        ),
    ]
    return [sentence % {"n": n} for n, sentence in said if n]


def percent(score: int, policy: Policy) -> int:
    return round(100 * score / policy.most_score)


SIDES: dict[str, Lazy] = {"mentee": gettext_lazy("Mentees"), "mentor": gettext_lazy("Mentors")}


def coarse(share: float) -> int:
    """In per cent, in steps of five: what one pair changes in the average of its group is seldom seen."""
    return 5 * round(20 * share)


def group_row(group: Group) -> tuple[str, int, int | None, int | None, int | None]:
    """Name, people, with a pair, the same in per cent, and how well those pairs fit in per cent; None: not shown."""
    score = None if group.score is None else coarse(group.score)
    rate = None if group.matched is None else round(100 * group.matched / group.people)
    return group.name, group.people, group.matched, rate, score


def proxy(one: Proxy) -> str:
    return _(
        "“%(criterion)s” gives %(high)s %% to “%(highest)s” and %(low)s %% to “%(lowest)s” on average: more than chance explains. It may stand for the group itself. Ask yourselves whether it should count, or count less."
    ) % {
        "criterion": CRITERIA[one.criterion],
        "high": coarse(one.high),
        "highest": one.highest,
        "low": coarse(one.low),
        "lowest": one.lowest,
    }


def scope(*, cohort: str, with_invited: bool) -> str:
    who = _("Cohort %(name)s") % {"name": cohort} if cohort else _("Everybody")
    return _("%(who)s, people not joined yet included") % {"who": who} if with_invited else who


RUN_STATES: dict[str, Lazy] = {
    "waiting": gettext_lazy("Being computed"),
    "failed": gettext_lazy("No result"),
    "review": gettext_lazy("To review"),
    "published": pgettext_lazy("run", "Published"),
    "discarded": gettext_lazy("Put aside"),
}
RUN_TONES = {
    "waiting": "waiting",
    "failed": "attention",
    "review": "going",
    "published": "done",
    "discarded": "ended",
}
COMPARED: dict[str, Lazy] = {
    "aim": gettext_lazy("What to aim at"),
    "matched": gettext_lazy("Mentees with a mentor"),
    "share": gettext_lazy("All pairs together, of the best that is possible"),
    "mean": gettext_lazy("How well the pairs fit, on average"),
    "least": gettext_lazy("The pair that fits least"),
    "mentors": gettext_lazy("Mentors with a mentee"),
}
