"""Exports as XLSX: one row a person, for one training or for a whole programme. Facts only, formulas neutralised."""

import io
from collections.abc import Iterable

import xlsxwriter
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ithaca.kernel.cells import harmless
from ithaca.programmes.models import Programme
from ithaca.programmes.queries import people_in
from ithaca.programmes.texts import localised
from ithaca.programmes.wording import ROLES
from ithaca.trainings import queries, wording
from ithaca.trainings.models import SignUp, Training
from ithaca.trainings.presentation import lines
from ithaca.trainings.states import SignUpState

Cell = str | float


def heading() -> list[str]:
    return [_("Name"), _("E-mail address"), _("Attendance"), _("Hours"), _("Signed up on"), _("Noted on")]


def line(row: SignUp) -> list[Cell]:
    return [
        harmless(row.person.name),
        harmless(row.person.reachable_at),
        _("Not noted") if row.state == SignUpState.PLACED else str(wording.SIGN_UPS[row.state]),
        round(row.minutes / 60, 2),
        localtime(row.since).date().isoformat(),
        localtime(row.noted_at).date().isoformat() if row.noted_at else "",
    ]


def as_xlsx(training: Training) -> bytes:
    return _book(_("Attendance"), heading(), map(line, queries.coming(training)))


def hours_as_xlsx(programme: Programme) -> bytes:
    """What everybody inside a programme has followed."""
    columns = [_("Name"), _("E-mail address"), _("Role"), _("Events followed"), _("Hours"), _("To follow")]
    language = get_language() or "fr"
    found = lines(programme, list(people_in(programme)))
    rows: list[list[Cell]] = [
        [
            harmless(each.place.person.name),
            harmless(each.place.person.reachable_at),
            str(ROLES[each.place.role]),
            each.events,
            round(each.minutes / 60, 2),
            harmless(", ".join(localised(row.title, language) for row in each.missing)),
        ]
        for each in found
    ]
    return _book(_("Hours"), columns, rows)


def _book(name: str, columns: list[str], rows: Iterable[list[Cell]]) -> bytes:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(
        file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet(name[:31])
    sheet.write_row(0, 0, columns, book.add_format({"bold": True}))
    for number, row in enumerate(rows, start=1):
        sheet.write_row(number, 0, row)
    sheet.freeze_panes(1, 0)
    sheet.autofit()
    book.close()
    return file.getvalue()
