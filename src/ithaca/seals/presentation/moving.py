"""What has moved between an earlier report and the one of now, and both as charts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from ithaca.design.components.charts import Bar
from ithaca.design.components.radar import Axis, Shape
from ithaca.schemes.presentation import language_of
from ithaca.schemes.rules import Points
from ithaca.seals import queries
from ithaca.seals.models import SealFile
from ithaca.seals.presentation.report import Report
from ithaca.seals.queries import Earlier


@dataclass(frozen=True)
class Movement:
    """A standard that stands elsewhere than before."""

    code: str
    slug: str
    label: str
    before: str
    after: str
    up: bool


def percent(points: Points) -> str:
    return "–" if points.percent is None else _("%(n)s %%") % {"n": points.percent}


def _earlier_points(earlier: Earlier, slug: str) -> Points:
    told = earlier.document["result"]["requirements"].get(slug, {"points": 0, "most": 0})
    return Points(told["points"], told["most"])


def axes_of(report: Report) -> list[Axis]:
    return [
        Axis(each.code, f"{each.code}. {each.label}", f"#requirement-{each.slug}")
        for each in report.requirements
    ]


def shapes_of(report: Report, earlier: Earlier | None, label: str) -> list[Shape]:
    """The report's outline, and the earlier one's dashed beside it."""
    now = [each.points for each in report.requirements]
    found = [Shape(_("Now"), [_share(each) for each in now], [percent(each) for each in now])]
    if earlier is not None:
        then = [_earlier_points(earlier, each.slug) for each in report.requirements]
        found.append(Shape(label, [_share(each) for each in then], [percent(each) for each in then], "ended"))
    return found


def _share(points: Points) -> float | None:
    return points.points / points.most if points.most else None


def bars_of(report: Report) -> list[Bar]:
    return [
        Bar(
            label=f"{each.code}. {each.label}",
            value=each.points.percent or 0,
            text=percent(each.points),
            tone="done" if not each.unmet and each.applying else "",
            href=f"#requirement-{each.slug}",
        )
        for each in report.requirements
    ]


def movements(row: SealFile, report: Report, earlier: Earlier) -> list[Movement]:
    """What was raised, and what has fallen, in the scheme's order."""
    scheme = queries.scheme_of(row)
    words = scheme.text(language_of())
    then: Mapping[str, Any] = earlier.document["result"]["standards"]
    now: Mapping[str, Any] = report.document["result"]["standards"]
    found = []
    for slug, one in scheme.standards.items():
        order = scheme.scale_of(one).order
        if slug not in then or slug not in now:
            continue
        before, after = then[slug]["step"], now[slug]["step"]
        if before == after or before not in order or after not in order:
            continue
        steps = words.scales[one.scale].steps
        found.append(
            Movement(
                scheme.codes[slug],
                slug,
                words.standards[slug].label,
                steps[before].label,
                steps[after].label,
                order.index(after) > order.index(before),
            )
        )
    return found
