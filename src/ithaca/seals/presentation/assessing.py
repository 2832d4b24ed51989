"""A self-assessment shaped for pages."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.access.rules import allowed
from ithaca.accounts.models import Person
from ithaca.catalogue.models import Standard
from ithaca.catalogue.models.scheme import StandardText
from ithaca.kernel.ids import new_id
from ithaca.schemes import rules
from ithaca.schemes.presentation import language_of
from ithaca.schemes.rules import NOT_APPLICABLE, Standing
from ithaca.seals import cases, queries
from ithaca.seals.forms import AnswerForm, RemarkForm
from ithaca.seals.models import Answer, Remark, SealFile, Variant
from ithaca.seals.presentation.facts import FactLine, Trends, fact_line, trends_of
from ithaca.seals.presentation.parts import Link, Roles, Section
from ithaca.seals.queries.documents import documents_in
from ithaca.seals.states import SEAL_FILE, FileState


@dataclass(frozen=True)
class Progress:
    """How many standards of a requirement are answered, and who changed something last."""

    slug: str
    code: str
    label: str
    answered: int
    of: int
    latest: Answer | None
    look_again: int  # answers of the file before, which nobody has looked at

    @property
    def optional(self) -> bool:
        return not self.of

    @property
    def whole(self) -> bool:
        return self.answered >= self.of and not self.look_again


def progress_of(row: SealFile) -> list[Progress]:
    """How far each requirement is."""
    scheme, answers = queries.scheme_of(row), queries.answers_of(row)
    words, asked = scheme.text(language_of()).requirements, cases.asked_of(row, scheme)
    found = []
    for each in scheme.requirements:
        said = [answers[one.slug] for one in each.standards if one.slug in answers]
        found.append(
            Progress(
                slug=each.slug,
                code=scheme.codes[f"requirement.{each.slug}"],
                label=words[each.slug].label,
                answered=sum(bool(one.step) for one in said if one.standard in asked),
                of=sum(one.slug in asked for one in each.standards),
                latest=max((one for one in said if one.changed_at), key=_moment, default=None),
                look_again=sum(one.carried for one in said),
            )
        )
    return found


def _moment(answer: Answer) -> datetime:
    assert answer.changed_at is not None
    return answer.changed_at


# --- One requirement ---


@dataclass(frozen=True)
class StandardLine:
    """A standard with what is said of it, what the facts say, and the form to answer it."""

    code: str
    standard: Standard
    words: StandardText
    tier: str
    evidence: tuple[str, ...]
    documents: int  # that serve it
    facts: list[FactLine]
    answer: Answer
    standing: Standing
    suggested: str  # the step that the facts alone give, while nobody has answered
    vouched: bool  # another network's seal stands for it
    form: AnswerForm
    remarks: list[Remark]
    remark_form: RemarkForm
    variants: list[tuple[Variant, str]]  # each with the name of its step

    @property
    def contradicted(self) -> bool:
        """Whether the answer says met and the facts do not."""
        said = self.standing.said
        return bool(self.standing.against) and said is not None and said >= self.standing.scale.met_at


class Lines:
    """The standards of a file, read once for all of them."""

    def __init__(self, row: SealFile) -> None:
        self.row, self.scheme = row, queries.scheme_of(row)
        self.words = self.scheme.text(language_of())
        self.known = cases.known_of(row)
        case = cases.case_of(row, known=self.known)
        self.vouched, self.result = case.vouched, rules.evaluate(self.scheme, case)
        self.answers = queries.answers_of(row)
        self.by_facts = rules.answered_by_facts(self.scheme, self.known.facts)
        self.documents = Counter(slug for each in documents_in(row) for slug in each.standards)
        self.remarks, self.variants = queries.remarks_of(row), queries.variants_of(row)

    def of(self, requirement: str, sent: Mapping[str, AnswerForm]) -> list[StandardLine]:
        """Those of one requirement that apply; `sent` are forms that came back with a mistake."""
        rows = next(each for each in self.scheme.requirements if each.slug == requirement).standards
        named = {str(test.fact) for one in rows for test in one.facts}
        trends = trends_of(self.row.programme, self.known, named)
        return [
            self._line(one, sent.get(one.slug), trends) for one in rows if self.known.minors or not one.minors
        ]

    def _line(self, one: Standard, sent: AnswerForm | None, trends: Trends) -> StandardLine:
        answer = self.answers.get(one.slug) or Answer(file=self.row, standard=one.slug)
        suggested = "" if answer.step else self.by_facts.get(one.slug, "")
        return StandardLine(
            code=self.scheme.codes[one.slug],
            standard=one,
            words=self.words.standards[one.slug],
            tier=self.words.tiers[one.tier].label,
            evidence=tuple(self.words.kinds[kind].label for kind in one.evidence),
            documents=self.documents[one.slug],
            facts=[fact_line(self.row.programme, self.known, test, trends) for test in one.facts],
            answer=answer,
            standing=self.result.standings[one.slug],
            suggested=suggested,
            vouched=one.slug in self.vouched,
            form=sent or self._form(one, answer, suggested),
            remarks=self.remarks.get(one.slug, []),
            remark_form=RemarkForm(initial={"id": new_id()}, auto_id=f"remark-{one.slug}-%s"),
            variants=[
                (each, self.step_name(one, each.step)) for each in self.variants if each.standard == one.slug
            ],
        )

    def _form(self, one: Standard, answer: Answer, suggested: str) -> AnswerForm:
        initial = {
            "step": answer.step or suggested,
            "words": answer.words,
            "base_step": answer.step,
            "base_words": answer.words,
        }
        return AnswerForm(initial=initial, scheme=self.scheme, standard=one)

    def step_name(self, one: Standard, step: str) -> str:
        if step == NOT_APPLICABLE:
            return _("Does not apply to us")
        steps = self.words.scales[one.scale].steps
        return steps[step].label if step in steps else ""


# --- On the page of a file ---


def section(row: SealFile, person: Person, roles: Roles) -> Section | None:
    """How far the programme's people are; nobody else ever sees it."""
    if row.state != FileState.ASSESSING or not allowed(roles, Permission.KEEP_SEAL_FILE):
        return None
    lines, reflections = progress_of(row), queries.reflections_of(row)
    open_facts = _open_by_facts(row)
    context: dict[str, Any] = {
        "progress": lines,
        "answered": sum(each.answered for each in lines),
        "asked": sum(each.of for each in lines),
        "context_written": "" in reflections and bool(reflections[""].words),
        "open_facts": open_facts,
    }
    return Section(_("Self-assessment"), "seals/sections/assessing.html", context)


def _open_by_facts(row: SealFile) -> int:
    """How many standards nobody has answered and the facts alone decide."""
    scheme, answers = queries.scheme_of(row), queries.answers_of(row)
    said = rules.answered_by_facts(scheme, cases.known_of(row).facts)
    return sum(slug not in answers or not answers[slug].step for slug in said)


def handed_in(row: SealFile, person: Person, roles: Roles) -> Section | None:
    """When, by whom, and the hash of what was handed in."""
    if not cases.is_frozen(row) or row.handed_in_at is None:
        return None
    alone = row.state == FileState.HANDED_IN  # beside nothing else, for the network
    return Section(_("What was handed in"), "seals/sections/handed_in.html", aside=not alone)


def leaving(row: SealFile, person: Person, roles: Roles) -> Section | None:
    if not allowed(roles, Permission.KEEP_SEAL_FILE) or not SEAL_FILE.allows("leave", row.state):
        return None
    return Section(_("Going no further"), "seals/sections/leaving.html", aside=True)


def links(row: SealFile, person: Person, roles: Roles) -> list[Link]:
    """The report is everybody's; what is to be done next the programme's: answer, choose, and then hand in."""
    report = reverse("seals:report", args=[row.pk])
    live = Link(_("What would we reach today?"), report, "chart-column", "")
    if row.state != FileState.ASSESSING:
        found = [Link(_("Report of the self-assessment"), report, "chart-column", "")]
        if row.state != FileState.LEFT and allowed(roles, Permission.KEEP_SEAL_FILE):
            found.append(Link(live.label, f"{report}?today=on", live.icon, live.kind))
        return found
    first, hand_in = _to_do(row), reverse("seals:hand_in", args=[row.pk])
    if first is None:
        return [Link(_("Hand in"), hand_in, "send"), live]
    return [first, live, Link(_("Hand in"), hand_in, "send", "")]


def _to_do(row: SealFile) -> Link | None:
    """What stands between the file and handing it in, as far as people's words go."""
    open_ones = cases.unanswered(row)
    if open_ones:
        said = _("Go on answering") if queries.answers_of(row) else _("Begin to answer")
        return Link(said, page_of(row, open_ones[0]), "arrow-right")
    for each in queries.variants_of(row):
        return Link(_("Choose what stays"), page_of(row, each.standard, each.requirement), "arrow-right")
    for standard in from_last_time(row):
        return Link(_("Look at last time’s answers again"), page_of(row, standard), "arrow-right")
    return None


def from_last_time(row: SealFile) -> list[str]:
    """The standards, in order, whose answers are those of the file before: nobody has saved them again."""
    answers = queries.answers_of(row)
    return [slug for slug in queries.scheme_of(row).standards if slug in answers and answers[slug].carried]


def page_of(row: SealFile, standard: str, requirement: str = "") -> str:
    """Where a standard is answered; else where a requirement, or the programme as a whole, is reflected on."""
    if standard:
        home = queries.scheme_of(row).home[standard].slug
        return reverse("seals:requirement", args=[row.pk, home]) + f"#standard-{standard}"
    if requirement:
        return reverse("seals:requirement", args=[row.pk, requirement]) + "#reflection"
    return reverse("seals:context", args=[row.pk]) + "#reflection"
