"""The facts as CSV and XLSX: one row a fact, with what it counts in words."""

import csv
import io

import xlsxwriter
from django.utils.translation import gettext as _

from ithaca.indicators.queries import Reading, Readings
from ithaca.indicators.wording import DATED, UNITS
from ithaca.kernel.cells import harmless
from ithaca.kernel.periods import Period

Cell = str | float


def heading() -> list[str]:
    return [
        _("Identifier"),
        _("Fact"),
        _("From"),
        _("To"),
        _("Value"),
        _("Unit"),
        _("Counted"),
        _("Of"),
        _("What is counted"),
        _("Of what"),
        _("Left out"),
        _("Dated"),
        _("Why there is no value"),
    ]


def lines(found: Readings) -> list[list[Cell]]:
    """The period first, then the four quarters of the trend."""
    rows = [_line(each, found.period, -1) for each in found.by_slug.values()]
    for index, quarter in enumerate(found.quarters):
        rows += [_line(each, quarter, index) for each in found.by_slug.values() if each.has_trend]
    return rows


def _line(reading: Reading, period: Period, index: int) -> list[Cell]:
    definition = reading.definition
    tally = reading.tally if index < 0 else reading.trend[index]
    return [
        definition.slug,
        harmless(str(definition.name)),
        period.since.date().isoformat(),
        period.last_day.isoformat(),
        "" if tally.value is None else round(tally.value, 2),
        str(UNITS[definition.unit]),
        "" if tally.part is None else tally.part,
        "" if tally.whole is None else tally.whole,
        harmless(str(definition.counts)),
        harmless(str(definition.of)),
        harmless(str(definition.left_out)),
        harmless(str(DATED[definition.dated])),
        harmless(str(definition.nothing)) if tally.value is None else "",
    ]


def as_csv(found: Readings) -> bytes:
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(heading())
    writer.writerows(lines(found))
    # The mark tells spreadsheet programs that this is UTF-8.
    return ("\ufeff" + file.getvalue()).encode()


def as_xlsx(found: Readings) -> bytes:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(
        file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet(_("Facts")[:31])
    sheet.write_row(0, 0, heading(), book.add_format({"bold": True}))
    for number, line in enumerate(lines(found), start=1):
        sheet.write_row(number, 0, line)
    sheet.freeze_panes(1, 0)
    sheet.autofit()
    book.close()
    return file.getvalue()
