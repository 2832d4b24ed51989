"""The export of one training: one row a person who had a place, as XLSX. Facts only, formulas neutralised."""

import io

import xlsxwriter
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from ithaca.kernel.cells import harmless
from ithaca.trainings import queries, wording
from ithaca.trainings.models import SignUp, Training
from ithaca.trainings.states import SignUpState

Cell = str | float


def heading() -> list[str]:
    return [_("Name"), _("E-mail address"), _("Attendance"), _("Hours"), _("Signed up on"), _("Noted on")]


def line(row: SignUp) -> list[Cell]:
    return [
        harmless(row.person.name),
        harmless(row.person.email),
        _("Not noted") if row.state == SignUpState.PLACED else str(wording.SIGN_UPS[row.state]),
        round(row.minutes / 60, 2),
        localtime(row.since).date().isoformat(),
        localtime(row.noted_at).date().isoformat() if row.noted_at else "",
    ]


def as_xlsx(training: Training) -> bytes:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(
        file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet(_("Attendance")[:31])
    sheet.write_row(0, 0, heading(), book.add_format({"bold": True}))
    for number, row in enumerate(queries.coming(training), start=1):
        sheet.write_row(number, 0, line(row))
    sheet.freeze_panes(1, 0)
    sheet.autofit()
    book.close()
    return file.getvalue()
