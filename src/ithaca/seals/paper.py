"""The report on paper. What it says is what its page says, in the reader's language."""

from datetime import date
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from ithaca.design.components.radar import radar
from ithaca.design.documents import render_pdf
from ithaca.kernel import clock
from ithaca.programmes.texts import localised
from ithaca.schemes.presentation import language_of
from ithaca.schemes.rules import Status
from ithaca.seals.models import SealFile
from ithaca.seals.presentation.files import frame
from ithaca.seals.presentation.moving import axes_of, percent, shapes_of
from ithaca.seals.presentation.report import (
    AnswerLine,
    Claim,
    GateLine,
    Pointer,
    Report,
    RequirementBlock,
    report_of,
)


def report_pdf(row: SealFile, *, trends: bool = False, today: bool = False) -> bytes:
    told, report, language = frame(row), report_of(row, trends=trends, today=today), language_of()
    day = localtime(row.handed_in_at if report.sha256 and row.handed_in_at else clock.now()).date()
    first, last = (_day(each) for each in (report.first_day, report.last_day))
    data: dict[str, Any] = {
        "language": language,
        "title": _("Report of the self-assessment"),
        "programme": localised(row.programme.name, language),
        "organisation": row.programme.organisation.name,
        "scheme": f"{told['words'].title} · {row.network.name}",
        "facts": [
            (_("Level asked for"), told["level"].label),
            (_("Reached today") if not report.sha256 else _("Reached"), report.level or _("no level yet")),
            (_("Points"), f"{report.overall.points} / {report.overall.most} ({percent(report.overall)})"),
            (_("Facts from"), f"{first} – {last}"),
        ],
        "hash": report.sha256,
        "hash_label": _("SHA-256 of what was handed in"),
        "radar": _drawing(report),
        "radar_alt": _("Points by requirement; the table says the same."),
        "address": f"{settings.BASE_URL}{reverse('seals:report', args=[row.pk])}",
        "headings": _headings(),
        "context": report.document["context"],
        "levels": [
            {"label": each.label, "said": _said_of_level(each.reached), "claims": _claims(each.claims)}
            for each in report.levels
        ],
        "requirements": [_requirement(each) for each in report.requirements],
        **_behind(report),
        "date": _day(day),
        "without_font": _("Some signs are missing on this paper: the page shows them all."),
    }
    return render_pdf("seal_report", data, issued_on=day)


def _behind(report: Report) -> dict[str, Any]:
    """What claims lead to besides answers: facts, conditions, months."""
    return {
        "measured": [
            {
                "anchor": each.anchor,
                "name": str(each.definition.name),
                "value": each.value,
                "counted": each.counted,
                "how": " / ".join(filter(None, [str(each.definition.counts), str(each.definition.of)])),
                "trend": " · ".join(f"{bar.short}: {bar.text}" for bar in each.trend),
            }
            for each in report.facts
        ],
        "gates": [_gate(each) for each in report.gates],
        "months": [
            {"anchor": f"months-{slug}", "label": label, "months": months}
            for slug, label, months in report.months
        ],
    }


def _day(day: date) -> str:
    return date_format(day, "DATE_FORMAT")


def _headings() -> dict[str, str]:
    return {
        "levels": _("Levels"),
        "requirements": _("Requirements"),
        "points": _("Points"),
        "met": _("Standards met"),
        "answers": _("Answers"),
        "facts": _("Facts"),
        "gates": _("Before applying"),
        "months": _("Months at each level"),
        "documents": _("Documents:"),
        "contents": _("Contents"),
        "trend": _("Quarters until"),
    }


def _said_of_level(reached: bool) -> str:
    return _("reached") if reached else _("not reached")


def _gate(gate: GateLine) -> dict[str, Any]:
    said = _("fulfilled") if gate.held else _("not fulfilled") if gate.facts else _("the network confirms it")
    return {
        "anchor": f"gate-{gate.slug}",
        "label": gate.label,
        "said": said,
        "behind": _pointers(gate.facts),
    }


def _claims(claims: list[Claim]) -> list[dict[str, Any]]:
    return [{"text": each.text, "behind": _pointers(each.behind)} for each in claims]


def _pointers(pointers: list[Pointer]) -> list[dict[str, str]]:
    return [{"label": str(each.label), "anchor": each.anchor} for each in pointers]


def _requirement(block: RequirementBlock) -> dict[str, Any]:
    return {
        "anchor": f"requirement-{block.slug}",
        "code": block.code,
        "label": block.label,
        "percent": percent(block.points),
        "share": (block.points.percent or 0) / 100,
        "met": f"{block.met} / {block.applying}",
        "reflection": block.reflection,
        "answers": [_answer(each) for each in block.answers],
    }


def _answer(line: AnswerLine) -> dict[str, Any]:
    applies = line.status != Status.NOT_APPLICABLE
    return {
        "anchor": f"answer-{line.slug}",
        "code": line.code,
        "label": line.label,
        "step": line.step if applies else "",
        "status": str(line.status_name),
        "words": line.words,
        "evidence": ", ".join(f"{each.kind} ({each.n})" for each in line.evidence),
        "facts": _pointers(line.facts),
    }


def _drawing(report: Report) -> str:
    """The radar in the colours of paper; empty where there are too few requirements for one."""
    drawn = radar(axes_of(report), shapes_of(report, None, ""))
    return render_to_string("design/documents/radar.svg", drawn) if drawn["rings"] else ""
