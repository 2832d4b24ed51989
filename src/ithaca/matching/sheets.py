"""The pairs of a run as CSV and XLSX; formulas neutralised."""

import csv
import io
from collections.abc import Iterator

import xlsxwriter
from django.utils.translation import gettext as _

from ithaca.kernel.cells import harmless
from ithaca.kernel.folding import fold
from ithaca.matching.desk.board import Board
from ithaca.matching.desk.page import Scale

Cell = str | int


def heading(scale: Scale) -> list[str]:
    fixed = [_("Mentee"), _("Mentor"), _("Fit in %"), _("Points"), _("Locked"), _("By hand")]
    facts = [
        _("Level of the mentee"),
        _("Unit of the mentee"),
        _("Level of the mentor"),
        _("Unit of the mentor"),
    ]
    return [*fixed, *facts, *(name for name, _share in scale.parts({}))]


def lines(board: Board, scale: Scale) -> Iterator[list[Cell]]:
    """Every mentee, those without a mentor too, by name."""
    names = [name for name, _share in scale.parts({})]
    for mentee in sorted(board.side("mentee"), key=lambda one: (fold(one.name), one.number)):
        place = board.places.get(mentee.id)
        own = [harmless(str(mentee.facts.get(fact, ""))) for fact in ("level", "unit")]
        if place is None:
            yield [harmless(mentee.name), "", "", "", "", "", *own, "", "", *("" for _name in names)]
            continue
        mentor, shares = board.people[place.mentor], dict(scale.parts(place.parts))
        yield [
            harmless(mentee.name),
            harmless(mentor.name),
            scale.percent(place.score) or 0,
            place.score,
            _("yes") if place.locked else "",
            _("yes") if place.by_hand else "",
            *own,
            *(harmless(str(mentor.facts.get(fact, ""))) for fact in ("level", "unit")),
            *(shares[name] for name in names),
        ]


def as_csv(board: Board, scale: Scale) -> bytes:
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(heading(scale))
    writer.writerows(lines(board, scale))
    return ("\ufeff" + file.getvalue()).encode()  # the mark tells spreadsheet programs that this is UTF-8


def as_xlsx(board: Board, scale: Scale) -> bytes:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(
        file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet(_("Pairs")[:31])
    sheet.write_row(0, 0, heading(scale), book.add_format({"bold": True}))
    for number, line in enumerate(lines(board, scale), start=1):
        sheet.write_row(number, 0, line)
    sheet.freeze_panes(1, 0)
    sheet.autofit()
    book.close()
    return file.getvalue()
