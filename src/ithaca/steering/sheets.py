"""The export: one row a mentorship, as CSV and XLSX. Facts only, formulas neutralised."""

import csv
import io
from collections.abc import Iterator

import xlsxwriter
from django.utils.translation import gettext as _

from ithaca.kernel.cells import harmless
from ithaca.mentorships.figures import rows
from ithaca.mentorships.models import Mentorship
from ithaca.programmes.models import Programme
from ithaca.steering.labels import end_label, state_label

Cell = str | int


def heading() -> list[str]:
    return [
        _("Mentor"),
        _("Mentee"),
        _("State"),
        _("How it ended"),
        _("Begun on"),
        _("Official end on"),
        _("Ended on"),
        _("Meetings held"),
        _("Meetings missed"),
        _("Last meeting on"),
        _("Next meeting on"),
        _("Goals set"),
        _("Goals reached"),
        _("Reviews of goals held"),
        _("Actions planned"),
        _("Actions done"),
        _("Introductions offered"),
        _("Introductions made"),
        _("Feedback given"),
    ]


def lines(programme: Programme, cohort: str) -> Iterator[list[Cell]]:
    for row in rows(programme, cohort=cohort).iterator(chunk_size=2000):
        yield _line(row)


def _line(row: Mentorship) -> list[Cell]:
    moments = [row.begun_at, row.official_end_at, row.ended_at]
    begun, official, ended = [m.date().isoformat() if m else "" for m in moments]
    last, following = [m.date().isoformat() if m else "" for m in (row.last_contact_at, row.next_meeting_at)]
    return [
        harmless(row.mentor.person.name),
        harmless(row.mentee.person.name),
        str(state_label(row.state)),
        str(end_label(row.end_kind)) if row.end_kind else "",
        begun,
        official,
        ended,
        row.contacts,
        row.missed,
        last,
        following,
        row.goals_set,
        row.goals_reached,
        row.reviews_held,
        row.actions_set,
        row.actions_done,
        row.introductions_offered,
        row.introductions_made,
        row.feedback_given,
    ]


def as_csv(programme: Programme, cohort: str = "") -> bytes:
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(heading())
    writer.writerows(lines(programme, cohort))
    # The mark tells spreadsheet programs that this is UTF-8.
    return ("\ufeff" + file.getvalue()).encode()


def as_xlsx(programme: Programme, cohort: str = "") -> bytes:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(
        file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet(_("Mentorships")[:31])
    sheet.write_row(0, 0, heading(), book.add_format({"bold": True}))
    for number, line in enumerate(lines(programme, cohort), start=1):
        sheet.write_row(number, 0, line)
    sheet.freeze_panes(1, 0)
    sheet.autofit()
    book.close()
    return file.getvalue()
