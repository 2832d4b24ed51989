"""The automatic report: what the programme reaches, and behind each claim the answers and facts that it rests on."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from ithaca.catalogue.models import FactTest, Scheme
from ithaca.schemes import rules, sharing, wording
from ithaca.schemes.presentation import language_of
from ithaca.schemes.rules import NOT_APPLICABLE, Lack, Points, Result, Standing, Status, What
from ithaca.schemes.sentences import Labels, lack_sentence, rule_sentence
from ithaca.seals import cases, freezing, queries
from ithaca.seals.models import SealFile
from ithaca.seals.presentation.facts import FactLine, all_facts, trends_of


@dataclass(frozen=True)
class Pointer:
    """A link to what stands behind a claim, further down in the same report."""

    label: str
    anchor: str
    against: bool = False
    words: str = ""  # where the label is but a code, and the claim stands far from what it leads to


@dataclass(frozen=True)
class Claim:
    text: str
    behind: list[Pointer]


@dataclass(frozen=True)
class LevelClaim:
    slug: str
    label: str
    wanted: bool  # the level that the file asks for
    reached: bool
    claims: list[Claim]


@dataclass(frozen=True)
class Evidence:
    """How many documents of one kind serve a standard; what they are called is sealed."""

    kind: str
    n: int


@dataclass(frozen=True)
class AnswerLine:
    """What is said of one standard, how it stands, and which facts speak of it."""

    code: str
    slug: str
    label: str
    step: str
    words: str
    status: Status
    status_name: object
    points: Points
    facts: list[Pointer]
    contradicted: bool
    vouched: bool
    evidence: list[Evidence]


@dataclass(frozen=True)
class RequirementBlock:
    code: str
    slug: str
    label: str
    points: Points
    met: int
    applying: int
    answers: list[AnswerLine]
    unmet: list[Pointer]
    reflection: str


@dataclass(frozen=True)
class GateLine:
    slug: str
    label: str
    held: bool
    facts: list[Pointer]


@dataclass(frozen=True)
class Report:
    document: Mapping[str, Any]
    sha256: str  # of what was handed in; empty while it is written
    overall: Points
    first_day: date  # of the period that the facts are about
    last_day: date
    levels: list[LevelClaim]
    requirements: list[RequirementBlock]
    facts: list[FactLine]
    gates: list[GateLine]
    months: list[tuple[str, str, int]]  # slug and label of each level, and for how long it has been held
    level: str  # the highest that is reached, in words


def report_of(row: SealFile, *, trends: bool = False, today: bool = False) -> Report:
    """
    As handed in; as of `today` while it is written, or where that is asked. How facts have developed is told to the
    programme's people.
    """
    frozen = cases.is_frozen(row) and not today
    document = row.frozen if frozen and row.frozen else freezing.freeze(row, cases.known_today(row))
    return _Writer(row, document, trends=trends).report(row.sha256 if frozen else "")


def behind(lack: Lack, scheme: Scheme, labels: Labels, result: Result) -> list[Pointer]:
    """Where to read what is lacking: answers, facts, a condition, months, or the requirement as a whole."""
    if lack.what == What.GATE:
        return [Pointer(_("the condition, and its facts"), f"gate-{lack.subject}")]
    if lack.what == What.MONTHS:
        return [Pointer(labels("levels", lack.subject), f"months-{lack.subject}")]
    return answers_to(lack.standards, scheme, labels, result) or [
        Pointer(labels("requirements", lack.subject), f"requirement-{lack.subject}")
    ]


def answers_to(slugs: Iterable[str], scheme: Scheme, labels: Labels, result: Result) -> list[Pointer]:
    """The answers to those of these standards that apply, each by its code and in words."""
    return [
        Pointer(scheme.codes[slug], f"answer-{slug}", words=labels("standards", slug))
        for slug in slugs
        if result.standings[slug].applies
    ]


class _Writer:
    """Puts one document into words."""

    def __init__(self, row: SealFile, document: Mapping[str, Any], *, trends: bool) -> None:
        self.row, self.document = row, document
        self.scheme = queries.scheme_of(row)
        self.words, self.labels = self.scheme.text(language_of()), Labels.of(self.scheme, language_of())
        self.known = cases.known_from(document)
        self.case = cases.case_of(row, known=self.known)
        self.result = rules.evaluate(self.scheme, cases.supposing_confirmed(self.scheme, self.case))
        self.to_confirm = [
            gate.slug for gate in self.scheme.gates if not gate.facts and gate.slug not in self.case.confirmed
        ]
        developed = trends_of(row.programme, self.known, self.known.tallies) if trends else {}
        self.facts = all_facts(row.programme, self.known, developed)

    def report(self, sha256: str) -> Report:
        level = self.result.level
        return Report(
            document=self.document,
            sha256=sha256,
            overall=self.result.overall,
            first_day=self.known.first_day,
            last_day=self.known.last_day,
            levels=[self._level(each.slug) for each in self.scheme.levels],
            requirements=[self._requirement(each.slug) for each in self.scheme.requirements],
            facts=list(self.facts.values()),
            gates=[self._gate(each.slug, each.facts) for each in self.scheme.gates],
            months=[
                (each.slug, self.words.levels[each.slug].label, self.case.months.get(each.slug, 0))
                for each in self.scheme.levels
            ],
            level=self.words.levels[level].label if level else "",
        )

    # --- Levels ---

    def _level(self, slug: str) -> LevelClaim:
        outcome = next(each for each in self.result.outcomes if each.level == slug)
        claims = [self._lacking(lack) for lack in outcome.lacks] or self._reached(slug)
        if outcome.awarded and self.to_confirm:
            behind = [Pointer(self.labels("gates", gate), f"gate-{gate}") for gate in self.to_confirm]
            claims.append(Claim(_("The network still has to confirm:"), behind))
        return LevelClaim(
            slug, self.words.levels[slug].label, slug == self.row.level, outcome.awarded, claims
        )

    def _reached(self, slug: str) -> list[Claim]:
        """Each rule of the level that holds, and the standards that it looks at."""
        found = []
        for each in self.scheme.up_to(slug):
            for rule in each.rules:
                behind = (
                    [Pointer(self.words.levels[rule.level].label, f"months-{rule.level}")]
                    if rule.rule == "months"
                    else self._answers(sharing.asked(self.scheme, each.slug))
                )
                found.append(Claim(rule_sentence(rule, self.labels), behind))
        return found

    def _lacking(self, lack: Lack) -> Claim:
        return Claim(lack_sentence(lack, self.labels), behind(lack, self.scheme, self.labels, self.result))

    def _answers(self, slugs: Iterable[str]) -> list[Pointer]:
        return answers_to(slugs, self.scheme, self.labels, self.result)

    # --- Requirements and standards ---

    def _requirement(self, slug: str) -> RequirementBlock:
        requirement = next(each for each in self.scheme.requirements if each.slug == slug)
        rows = rules.of_requirement(requirement, self.result.standings)
        return RequirementBlock(
            code=self.scheme.codes[f"requirement.{slug}"],
            slug=slug,
            label=self.words.requirements[slug].label,
            points=self.result.shares[slug],
            met=sum(each.met for each in rows),
            applying=sum(each.applies for each in rows),
            answers=[self._answer(each) for each in rows],
            unmet=self._answers(rules.slugs(rules.unmet(rows))),
            reflection=self.document["reflections"].get(slug, ""),
        )

    def _answer(self, standing: Standing) -> AnswerLine:
        one = standing.standard
        said = self.document["answers"].get(one.slug, {})
        against = {test.fact for test in standing.against}
        return AnswerLine(
            code=self.scheme.codes[one.slug],
            slug=one.slug,
            label=self.words.standards[one.slug].label,
            step=self._step(standing, said.get("step", "")),
            words=said.get("words", ""),
            status=standing.status,
            status_name=wording.STATUSES[standing.status],
            points=Points(standing.points, standing.most),
            facts=[self._fact(test.fact, test.fact in against) for test in one.facts],
            contradicted=bool(against)
            and standing.said is not None
            and standing.said >= standing.scale.met_at,
            vouched=one.slug in self.case.vouched,
            evidence=self._evidence(one.slug),
        )

    def _evidence(self, standard: str) -> list[Evidence]:
        serving = [each["kind"] for each in self.document["documents"] if standard in each["standards"]]
        counts = Counter(serving)
        return [
            Evidence(self.words.kinds[kind.slug].label, counts[kind.slug])
            for kind in self.scheme.kinds
            if counts[kind.slug]
        ]

    def _step(self, standing: Standing, step: str) -> str:
        if step == NOT_APPLICABLE:
            return _("Does not apply to us")
        steps = self.words.scales[standing.scale.slug].steps
        return steps[step].label if step in steps else _("not answered")

    def _fact(self, slug: str, against: bool = False) -> Pointer:
        line = self.facts[slug]
        return Pointer(f"{line.definition.name} – {line.value}", f"fact-{slug}", against)

    def _gate(self, slug: str, tests: tuple[FactTest, ...]) -> GateLine:
        lacking = {each.subject for each in rules.gate_lacks(self.scheme, self.row.level, self.case)}
        facts = [self._fact(test.fact) for test in tests]
        return GateLine(slug, self.words.gates[slug], slug not in lacking, facts)
