"""An improvement plan shaped for its page."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.access.rules import allowed
from ithaca.accounts.models import Person
from ithaca.indicators.definitions import BY_SLUG
from ithaca.kernel import clock
from ithaca.schemes import rules
from ithaca.schemes.presentation import language_of
from ithaca.schemes.rules import Standing
from ithaca.schemes.sentences import Labels, lack_sentence
from ithaca.seals import cases, gaps, queries
from ithaca.seals.forms import EffortForm
from ithaca.seals.gaps import Gap
from ithaca.seals.models import Improvement, SealFile
from ithaca.seals.presentation.facts import fact_page
from ithaca.seals.presentation.parts import Roles, Section
from ithaca.seals.states import OPEN_IMPROVEMENTS, FileState


@dataclass(frozen=True)
class GapLine:
    """A standard that is not met: what meeting it brings, what it takes, and whether it stands in the plan."""

    gap: Gap
    code: str
    label: str
    requirement: str
    now: str
    to: str
    closes: list[str]
    lessens: list[str]
    against: list[tuple[object, str]]  # the facts that must change, each with its page
    effort: EffortForm
    planned: Improvement | None

    @property
    def needed(self) -> bool:
        """Whether the level that is asked for looks at it."""
        return self.gap.on_the_way or bool(self.closes or self.lessens)


@dataclass(frozen=True)
class PlanLine:
    improvement: Improvement
    code: str
    label: str
    to: str
    overdue: bool


@dataclass(frozen=True)
class PlanPage:
    gaps: list[GapLine]
    further: list[GapLine]  # what the level does not need
    open: list[PlanLine]
    ended: list[PlanLine]
    reaches: str  # the level, once all that is planned is reached
    wanted: bool  # whether that is the level asked for


class Writer:
    """A plan in words, its scheme read once."""

    def __init__(self, row: SealFile) -> None:
        self.row, self.scheme = row, queries.scheme_of(row)
        self.words, self.labels = self.scheme.text(language_of()), Labels.of(self.scheme, language_of())
        self.known = cases.known_of(row)
        self.case = cases.case_of(row, known=self.known)
        self.improvements = queries.improvements_of(row)
        self.today = clock.today()

    def page(self) -> PlanPage:
        open_ones = [each for each in self.improvements if each.state in OPEN_IMPROVEMENTS]
        efforts = {slug: each.effort for slug, each in queries.answers_of(self.row).items() if each.effort}
        by_standard = {each.standard: each for each in open_ones}
        supposed = cases.supposing_confirmed(self.scheme, self.case)
        planned = gaps.with_planned(supposed, queries.planned_steps(open_ones))
        level = rules.evaluate(self.scheme, planned).level
        lines = [
            self._gap(each, efforts.get(each.standard, 0), by_standard.get(each.standard))
            for each in gaps.gaps(self.scheme, self.case, self.row.level, efforts)
        ]
        return PlanPage(
            gaps=[each for each in lines if each.needed],
            further=[each for each in lines if not each.needed],
            open=[self.line(each) for each in open_ones],
            ended=[self.line(each) for each in self.improvements if each.state not in OPEN_IMPROVEMENTS],
            reaches=self.words.levels[level].label if level else "",
            wanted=level is not None and self.row.level in {each.slug for each in self.scheme.up_to(level)},
        )

    def line(self, row: Improvement) -> PlanLine:
        return PlanLine(
            row,
            self.scheme.codes[row.standard],
            self.words.standards[row.standard].label,
            self.step(row.standard, row.step),
            row.state in OPEN_IMPROVEMENTS and row.due < self.today,
        )

    def step(self, standard: str, step: str) -> str:
        steps = self.words.scales[self.scheme.standards[standard].scale].steps
        return steps[step].label if step in steps else ""

    def _now(self, standing: Standing) -> str:
        """The step that counts; where nobody has answered that is none of anybody's saying."""
        if standing.said is None:
            return _("not answered")
        return self.step(standing.standard.slug, standing.scale.order[standing.at or 0])

    def _gap(self, gap: Gap, effort: int, planned: Improvement | None) -> GapLine:
        slug = gap.standard
        standing = rules.standing(self.scheme, slug, self.case)
        return GapLine(
            gap,
            self.scheme.codes[slug],
            self.words.standards[slug].label,
            self.scheme.home[slug].slug,
            self._now(standing),
            self.step(slug, gap.to),
            [lack_sentence(each, self.labels) for each in gap.closes],
            [lack_sentence(each, self.labels) for each in gap.lessens],
            [(BY_SLUG[fact].name, fact_page(self.row.programme, self.known, fact)) for fact in gap.against],
            EffortForm(initial={"effort": effort}, auto_id=f"effort-{slug}-%s"),
            planned,
        )


# --- On the page of a file ---


def section(row: SealFile, person: Person, roles: Roles) -> Section | None:
    """What is planned, for the programme's people."""
    if not allowed(roles, Permission.KEEP_SEAL_FILE) or row.state == FileState.LEFT:
        return None
    writer = Writer(row)
    open_ones = [each for each in writer.improvements if each.state in OPEN_IMPROVEMENTS]
    context = {
        "lines": [writer.line(each) for each in open_ones],
        "done": len(writer.improvements) - len(open_ones),
    }
    return Section(_("Improvement plan"), "seals/sections/planning.html", context)
