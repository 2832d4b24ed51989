"""Audits shaped for pages: standards beside answers and facts, sessions, draws, the report."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from ithaca import catalogue
from ithaca.accounts.models import Person
from ithaca.catalogue.models import FactTest, Guide, Scheme
from ithaca.indicators import wording as indicators
from ithaca.indicators.definitions import BY_SLUG
from ithaca.kernel.tallies import Tally
from ithaca.programmes.queries import coordinators_of
from ithaca.schemes.presentation import language_of
from ithaca.schemes.rules import NOT_APPLICABLE, Result
from ithaca.schemes.sentences import Labels, fact_sentence, lack_sentence
from ithaca.seals import cases, drawing, queries, wording
from ithaca.seals.models import (
    Audit,
    AuditSession,
    DocumentRequest,
    Draw,
    Finding,
    Judgement,
    SealFile,
    Volunteer,
)
from ithaca.seals.presentation.report import Claim, behind
from ithaca.seals.queries import documents
from ithaca.seals.rules import differs
from ithaca.seals.states import VolunteerState


@dataclass(frozen=True)
class Fact:
    """What a fact said when the file was handed in."""

    asked: str
    value: str
    against: bool  # it says otherwise than the standard asks


@dataclass(frozen=True)
class Line:
    """One standard as an auditor sees it."""

    slug: str
    code: str
    label: str
    guidance: str
    answer: str
    words: str
    facts: list[Fact]
    kinds: list[str]
    judged: list[tuple[Judgement, str]]  # each with its step in words
    steps: list[tuple[str, str]]
    requests: list[DocumentRequest]

    @property
    def differs(self) -> bool:
        return differs([each.step for each, _said in self.judged])

    @property
    def found(self) -> list[tuple[str, str]]:
        """(step, reasons) of the auditors, what two say alike once."""
        return list(dict.fromkeys((said, each.reasons) for each, said in self.judged))

    def mine(self, person: Person) -> tuple[str, str]:
        """Somebody's own step and reasons."""
        found = (each for each, _said in self.judged if each.part.person_id == person.pk)
        own = next(found, None)
        return (own.step, own.reasons) if own else ("", "")


@dataclass(frozen=True)
class Group:
    """A requirement with its standards."""

    slug: str
    code: str
    label: str
    lines: list[Line]

    @property
    def judged(self) -> int:
        return sum(bool(line.judged) for line in self.lines)

    @property
    def differences(self) -> int:
        return sum(line.differs for line in self.lines)


def groups_of(row: SealFile, audit: Audit) -> list[Group]:
    """The standards that are audited, by requirement: those that apply, and that no other seal vouches for."""
    scheme, words = queries.scheme_of(row), queries.scheme_of(row).text(language_of())
    known, vouched = cases.known_of(row), queries.vouched_for(row)
    standings = cases.result_of(row).standings
    judged, requests = queries.judgements_of(audit), list(queries.requests_of(audit))
    answers: Mapping[str, Any] = (row.frozen or {}).get("answers", {})
    found = []
    for each in scheme.requirements:
        lines = [
            Line(
                slug=one.slug,
                code=scheme.codes[one.slug],
                label=words.standards[one.slug].label,
                guidance=words.standards[one.slug].guidance,
                answer=said(scheme, one.slug, known.answers.get(one.slug, "")),
                words=answers.get(one.slug, {}).get("words", ""),
                facts=[_fact(test, known.tallies.get(str(test.fact), Tally())) for test in one.facts],
                kinds=[words.kinds[kind].label for kind in one.evidence],
                judged=[
                    (judgement, said(scheme, one.slug, judgement.step))
                    for judgement in judged.get(one.slug, [])
                ],
                steps=steps_of(scheme, one.slug),
                requests=[request for request in requests if request.standard == one.slug],
            )
            for one in each.standards
            if standings[one.slug].applies and one.slug not in vouched
        ]
        if lines:
            code = scheme.codes[f"requirement.{each.slug}"]
            found.append(Group(each.slug, code, words.requirements[each.slug].label, lines))
    return found


def _fact(test: FactTest, tally: Tally) -> Fact:
    value = indicators.said(tally.value, BY_SLUG[str(test.fact)].unit)
    return Fact(fact_sentence(test), value, test.asks and not test.holds(tally.value))


def steps_of(scheme: Scheme, standard: str) -> list[tuple[str, str]]:
    """(step, label) of a standard's scale, and that it does not apply where it is optional."""
    one = scheme.standards[standard]
    words = scheme.text(language_of()).scales[one.scale].steps
    found = [(slug, words[slug].label) for slug in scheme.scale_of(one).order]
    return [*found, (NOT_APPLICABLE, _("does not apply"))] if one.optional else found


def said(scheme: Scheme, standard: str, step: str) -> str:
    if not step:
        return ""
    return dict(steps_of(scheme, standard)).get(step, _("does not apply"))


# --- Sessions and draws ---


def guide_of(session: AuditSession) -> Guide:
    return catalogue.guide(wording.GUIDES[session.kind])


def whom_and_what(row: SealFile, session: AuditSession) -> dict[str, Any]:
    """Whom the coordinators' talk is with, and whether there is something to read for that on documents."""
    talk = session.kind == AuditSession.Kind.COORDINATOR
    return {
        "coordinators": list(coordinators_of(row.programme)) if talk else [],
        "readable": session.kind == AuditSession.Kind.DOCUMENTS and bool(documents.pieces_of(row)),
    }


@dataclass(frozen=True)
class Drawn:
    """A draw with its whole order, as anybody can compute it."""

    role: str
    title: object
    draw: Draw | None
    willing: int
    order: list[tuple[Volunteer, str, str]]  # each with its number, and with a name only where it was drawn

    @property
    def most(self) -> int:
        """How many can be drawn: not more than have volunteered."""
        return min(self.draw.wanted, len(self.order)) if self.draw else 0


def draws_of(row: SealFile, audit: Audit) -> list[Drawn]:
    found = []
    for role, title in wording.PEOPLE_OF.items():
        made = queries.draw_of(audit, role)
        willing = queries.willing(row, role).count()
        found.append(Drawn(role, title, made, willing, _order(made) if made else []))
    return found


def _order(made: Draw) -> list[tuple[Volunteer, str, str]]:
    return [
        (
            each,
            drawing.number(made.seed, str(each.pk)),
            each.participation.person.name if each.state == VolunteerState.DRAWN else "",
        )
        for each in queries.drawn_in(made)
    ]


# --- The report ---


@dataclass(frozen=True)
class FindingLine:
    finding: Finding
    code: str
    label: str


def findings_of(row: SealFile, audit: Audit) -> list[FindingLine]:
    """In the order of the standards."""
    scheme = queries.scheme_of(row)
    words, order = scheme.text(language_of()).standards, list(scheme.standards)
    rows = sorted(queries.findings_of(audit), key=lambda each: order.index(each.standard))
    return [FindingLine(each, scheme.codes[each.standard], words[each.standard].label) for each in rows]


@dataclass(frozen=True)
class Share:
    """A requirement with the per cent of its points, as the programme answered and as the auditors found."""

    slug: str
    code: str
    label: str
    answered: int | None
    found: int | None


def shares_of(row: SealFile, answered: Result, found: Result) -> list[Share]:
    scheme = queries.scheme_of(row)
    words = scheme.text(language_of()).requirements
    return [
        Share(
            each.slug,
            scheme.codes[f"requirement.{each.slug}"],
            words[each.slug].label,
            answered.shares[each.slug].percent,
            found.shares[each.slug].percent,
        )
        for each in scheme.requirements
    ]


def report_of(row: SealFile, audit: Audit) -> dict[str, Any]:
    """What the report says: the level reached, what the one asked for lacks, requirement by requirement, findings."""
    scheme = queries.scheme_of(row)
    words, labels = scheme.text(language_of()), Labels.of(scheme, language_of())
    steps = queries.audited_steps(row)
    answered, found = cases.result_of(row), cases.result_of(row, steps=steps)
    outcome = next(each for each in found.outcomes if each.level == row.level)
    changed = [
        line
        for group in groups_of(row, audit)
        for line in group.lines
        if line.judged and any(text != line.answer for _judgement, text in line.judged)
    ]
    return {
        "audit": audit,
        "reached": words.levels[found.level].label if found.level else "",
        "lacking": [
            Claim(lack_sentence(each, labels), behind(each, scheme, labels, found)) for each in outcome.lacks
        ],
        "shares": shares_of(row, answered, found),
        "changed": changed,
        "put_right": {
            line.slug
            for line in changed
            if found.standings[line.slug].met
            and steps.get(line.slug, line.judged[0][0].step) not in {each.step for each, _said in line.judged}
        },
        "findings": findings_of(row, audit),
        "auditors": [part.person.name for part in queries.parts_of(row)],
    }
