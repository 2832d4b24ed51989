"""What facts, rules, lacks and differences say, as sentences."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ithaca.catalogue.models import FactTest, Scheme
from ithaca.catalogue.models.scheme import Rule
from ithaca.schemes import wording
from ithaca.schemes.document import Content, content_of
from ithaca.schemes.parts import Change, How
from ithaca.schemes.rules import Lack, What


class Labels:
    """How the parts of a scheme are called in one language."""

    def __init__(self, content: Content, language: str) -> None:
        texts: Mapping[str, Any] = content["texts"]
        wanted = (language, language.split("-")[0], "fr")
        code = next((each for each in wanted if each in texts), next(iter(texts)))
        self.texts: Mapping[str, Any] = texts[code]
        self.requirements = len(content["requirements"])

    @classmethod
    def of(cls, scheme: Scheme, language: str) -> "Labels":
        return cls(content_of(scheme), language)

    def __call__(self, part: str, slug: str) -> str:
        """A label; the slug itself where nothing bears it."""
        words = self.texts.get(part, {}).get(slug, slug)
        return str(words if isinstance(words, str) else words["label"])

    def all(self, part: str, slugs: list[str]) -> str:
        return ", ".join(self(part, slug) for slug in slugs)


def fact_sentence(test: FactTest | Mapping[str, Any]) -> str:
    """A fact, and what it must be."""
    told = test.model_dump() if isinstance(test, FactTest) else test
    name, least, most = told["fact"], told.get("at_least"), told.get("at_most")
    label, unit = str(wording.FACTS[name]), wording.UNITS[name]
    if unit == wording.FLAG or (least is None and most is None):
        return label
    parts = []
    if least is not None:
        parts.append(_("at least %(n)s") % {"n": quantity(least, unit)})
    if most is not None:
        parts.append(_("at most %(n)s") % {"n": quantity(most, unit)})
    return _("%(what)s: %(bounds)s") % {"what": label, "bounds": ", ".join(parts)}


def quantity(number: float, unit: str) -> str:
    """A value in its unit."""
    if unit == wording.PERCENT:
        return _("%(n)s %%") % {"n": number}
    if unit == wording.DAYS:
        return ngettext("%(n)s day", "%(n)s days", int(number)) % {"n": number}
    return str(number)


def rule_sentence(rule: Rule | Mapping[str, Any], labels: Labels) -> str:
    """What a rule of a level asks for."""
    told: Mapping[str, Any] = rule if isinstance(rule, Mapping) else rule.model_dump(mode="json")
    tiers = labels.all("tiers", told.get("tiers", []))
    if told["rule"] == "all_of":
        return _("Every standard of “%(tiers)s” is met.") % {"tiers": tiers}
    if told["rule"] == "n_of":
        return _("At least %(n)s standards of “%(tiers)s” are met, among them each mandatory one.") % {
            "n": told["at_least"],
            "tiers": tiers,
        }
    if told["rule"] == "percent":
        return _share_sentence(told["overall"], told.get("each_requirement", 0))
    if told["rule"] == "requirements":
        return _requirements_sentence(told["at_least"], tiers, labels)
    return ngettext(
        "The level “%(level)s” has been held for at least %(n)s month.",
        "The level “%(level)s” has been held for at least %(n)s months.",
        told["months"],
    ) % {"level": labels("levels", told["level"]), "n": told["months"]}


def _share_sentence(overall: int, each: int) -> str:
    if not each:
        return _("At least %(n)s %% of all points are reached.") % {"n": overall}
    return _("At least %(n)s %% of all points are reached, and at least %(m)s %% in each requirement.") % {
        "n": overall,
        "m": each,
    }


def _requirements_sentence(least: int, tiers: str, labels: Labels) -> str:
    told = {"n": least, "k": labels.requirements, "tiers": tiers}
    if not tiers:
        return (
            _("At least %(n)s of the %(k)s requirements are fulfilled: each of their standards is met.")
            % told
        )
    return (
        _(
            "At least %(n)s of the %(k)s requirements are fulfilled: each of their standards of “%(tiers)s” is met."
        )
        % told
    )


def lack_sentence(lack: Lack, labels: Labels) -> str:
    """What exactly stands between a programme and a level."""
    told: dict[str, object] = {"has": lack.has, "wants": lack.wants, "more": lack.wants - lack.has}
    if lack.what == What.GATE:
        return labels("gates", lack.subject)
    if lack.what == What.PERCENT_IN_REQUIREMENT:
        told["subject"] = labels("requirements", lack.subject)
    if lack.what == What.MONTHS:
        told["subject"] = labels("levels", lack.subject)
    sentences = {
        What.ALL_OF: _("Standards met: %(has)s of %(wants)s; all are asked for."),
        What.MANDATORY: _("Mandatory standards met: %(has)s of %(wants)s."),
        What.NUMBER_OF: _("Standards met: %(has)s; at least %(wants)s are asked for."),
        What.PERCENT: _("Points reached: %(has)s %%; at least %(wants)s %% are asked for."),
        What.PERCENT_IN_REQUIREMENT: _(
            "%(subject)s: %(has)s %% of the points; at least %(wants)s %% are asked for."
        ),
        What.REQUIREMENTS: _("Requirements fulfilled: %(has)s; at least %(wants)s are asked for."),
        What.MONTHS: _("Months at “%(subject)s”: %(has)s; at least %(wants)s are asked for."),
    }
    return sentences[lack.what] % told


# --- Differences between two versions ---


@dataclass(frozen=True)
class Line:
    """One field that differs: what it is, how it was, how it is."""

    label: str
    before: str
    after: str
    language: str = ""


@dataclass(frozen=True)
class Told:
    """One difference in plain words."""

    key: str
    slug: str
    kind: str
    title: str
    how: How
    lines: tuple[Line, ...]

    @property
    def how_label(self) -> object:
        return wording.HOW[self.how]

    @property
    def tone(self) -> str:
        return wording.HOW_TONES[self.how]


PARTS = {
    "tier": "tiers",
    "scale": "scales",
    "kind": "kinds",
    "gate": "gates",
    "level": "levels",
    "requirement": "requirements",
    "standard": "standards",
}


def told(change: Change, before: Labels, after: Labels) -> Told:
    """A difference between two versions as people read it."""
    labels = before if change.how == How.DROPPED else after
    title = "" if change.kind == "general" else labels(PARTS[change.kind], change.slug)
    lines = tuple(
        Line(
            str(wording.FIELDS.get(each.name, each.name)),
            _value(each.name, each.before, before),
            _value(each.name, each.after, after),
            each.language,
        )
        for each in change.fields
    )
    return Told(change.key, change.slug, str(wording.KINDS[change.kind]), title, change.how, lines)


def _value(name: str, value: Any, labels: Labels) -> str:
    if value in (None, "", [], {}):
        return "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    named = {"parent": "requirements", "tier": "tiers", "scale": "scales", "after": "levels"}
    if name in named:
        return labels(named[name], value)
    if name == "evidence":
        return labels.all("kinds", value)
    if name == "facts":
        return "; ".join(fact_sentence(each) for each in value)
    if name == "rules":
        return " ".join(rule_sentence(each, labels) for each in value)
    if name == "steps":
        return "; ".join(_steps(value))
    return str(value)


def _steps(value: Any) -> list[str]:
    """The steps of a scale: their points, or their words."""
    if isinstance(value, Mapping):
        return [f"{each['label']}: {each.get('description', '')}" for each in value.values()]
    return [f"{each['slug']} ({each['points']})" for each in value]
