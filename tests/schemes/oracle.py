"""Award rules told once more, plainly, on the JSON of a scheme: by counting, and by trying everything.

It shares no code with the product, on purpose. From the words of the field: all of some standards; a number of them
plus the mandatory ones; a share of all points with a floor in each requirement; so many of the requirements; a time at
the level before. What does not apply counts nowhere, and a rule never asks for more than there is.
"""

from itertools import product
from typing import Any

Content = dict[str, Any]


def every_standard(content: Content) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    return [(requirement, one) for requirement in content["requirements"] for one in requirement["standards"]]


def ladder(content: Content, standard: dict[str, Any]) -> list[dict[str, Any]]:
    return next(scale["steps"] for scale in content["scales"] if scale["slug"] == standard["scale"])


def enough(content: Content, standard: dict[str, Any]) -> int:
    """At which place of its scale a standard is met."""
    scale = next(scale for scale in content["scales"] if scale["slug"] == standard["scale"])
    return [step["slug"] for step in scale["steps"]].index(scale["met"])


def places(content: Content, answers: dict[str, str], facts: dict[str, int], minors: bool) -> dict[str, int]:
    """Where each standard that applies stands on its scale, 0 for the lowest step."""
    found = {}
    for requirement, one in every_standard(content):
        names = [step["slug"] for step in ladder(content, one)]
        if one["minors"] and not minors:
            continue
        if one["optional"] and answers.get(one["slug"]) not in names:
            continue
        if requirement["optional"]:
            said = [
                other
                for other in requirement["standards"]
                if answers.get(other["slug"]) in [step["slug"] for step in ladder(content, other)]
            ]
            if not said:
                continue
        place = names.index(answers[one["slug"]]) if answers.get(one["slug"]) in names else 0
        for test in one["facts"]:
            if test["fact"] in facts:
                value = facts[test["fact"]]
                wrong = ("at_least" in test and value < test["at_least"]) or (
                    "at_most" in test and value > test["at_most"]
                )
                if wrong:
                    place = min(place, enough(content, one) - 1)
        found[one["slug"]] = place
    return found


def holds(content: Content, level: dict[str, Any], at: dict[str, int], months: dict[str, int]) -> bool:
    """Whether every rule of a level, and of the one it comes after, holds."""
    if level.get("after"):
        before = next(each for each in content["levels"] if each["slug"] == level["after"])
        if not holds(content, before, at, months):
            return False
    return all(rule_holds(content, rule, at, months) for rule in level["rules"])


def rule_holds(content: Content, rule: dict[str, Any], at: dict[str, int], months: dict[str, int]) -> bool:
    kind = rule["rule"]
    if kind == "months":
        return bool(months.get(rule["level"], 0) >= rule["months"])
    here = [one for _requirement, one in every_standard(content) if one["slug"] in at]
    met = {one["slug"] for one in here if at[one["slug"]] >= enough(content, one)}
    if kind == "all_of":
        return all(one["slug"] in met for one in here if one["tier"] in rule["tiers"])
    if kind == "n_of":
        of_tier = [one for one in here if one["tier"] in rule["tiers"]]
        count = len([one for one in of_tier if one["slug"] in met])
        obliged = all(one["slug"] in met for one in of_tier if one["mandatory"])
        return bool(obliged and (count >= rule["at_least"] or count == len(of_tier)))
    if kind == "percent":
        return share_holds(content, rule, here, at)
    return requirements_hold(content, rule, met, at)


def share_holds(
    content: Content, rule: dict[str, Any], here: list[dict[str, Any]], at: dict[str, int]
) -> bool:
    def reached(rows: list[dict[str, Any]]) -> tuple[int, int]:
        got = sum(ladder(content, one)[at[one["slug"]]]["points"] * one["weight"] for one in rows)
        return got, sum(ladder(content, one)[-1]["points"] * one["weight"] for one in rows)

    got, most = reached(here)
    if most and got / most < rule["overall"] / 100:
        return False
    for requirement in content["requirements"]:
        got, most = reached([one for one in requirement["standards"] if one["slug"] in at])
        if most and got / most < rule["each_requirement"] / 100:
            return False
    return True


def requirements_hold(content: Content, rule: dict[str, Any], met: set[str], at: dict[str, int]) -> bool:
    whole = looked_at = 0
    for requirement in content["requirements"]:
        rows = [
            one["slug"]
            for one in requirement["standards"]
            if one["slug"] in at and (not rule["tiers"] or one["tier"] in rule["tiers"])
        ]
        if rows:
            looked_at += 1
            whole += all(slug in met for slug in rows)
    return bool(whole >= rule["at_least"] or whole == looked_at)


def fewest_to_raise(content: Content, level: dict[str, Any], at: dict[str, int]) -> int:
    """How few standards must be raised, whatever the step, tried in every combination; time is taken as past."""
    long_ago = {each["slug"]: 1000 for each in content["levels"]}
    standards = {one["slug"]: one for _requirement, one in every_standard(content)}
    ways = [range(at[slug], len(ladder(content, standards[slug]))) for slug in at]
    tried = (
        sum(place != at[slug] for slug, place in zip(at, combination, strict=True))
        for combination in product(*ways)
        if holds(content, level, dict(zip(at, combination, strict=True)), long_ago)
    )
    return min(tried)
