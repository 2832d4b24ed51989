from django.conf import settings
from django.db import models

from ithaca.intake.columns import CHART, PEOPLE
from ithaca.intake.states import IMPORT, ImportState, RowState
from ithaca.kernel.records import Record, state_constraint
from ithaca.organisations.models import Organisation
from ithaca.programmes.models import Cohort, Programme


class Import(Record):
    """One file that somebody brings in: people of a programme, or an organisation's chart."""

    KINDS = ((PEOPLE, "people"), (CHART, "chart"))

    kind = models.CharField(max_length=8, choices=KINDS)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="imports")
    programme = models.ForeignKey(Programme, null=True, on_delete=models.CASCADE, related_name="imports")
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    # Charts: who handed it to those who administer the organisation
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    state = models.CharField(max_length=10, default=ImportState.MAPPING)
    # Goes as soon as its rows are read, or unwanted.
    file = models.FileField(upload_to="imports/", blank=True)
    file_name = models.CharField(max_length=120)
    headings = models.JSONField(default=list)
    sample = models.JSONField(default=list)  # the first lines, for the page of the columns
    columns = models.JSONField(default=dict)  # {field: number of the column}
    choices = models.JSONField(default=dict)  # {field: {folded word: slug | "new" | "drop"}}
    levels = models.JSONField(default=list)  # of the programme after the import, the lowest first
    # For rows that say nothing themselves: {"role", "language"}; charts: {"replace": bool}
    defaults = models.JSONField(default=dict)
    cohort = models.ForeignKey(Cohort, null=True, on_delete=models.SET_NULL, related_name="+")
    send = models.BooleanField(default=False)  # invite at once
    all_read = models.BooleanField(default=False)
    problem = models.TextField(blank=True)
    result = models.JSONField(default=dict)  # {outcome: how many}, once it is done
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            state_constraint(IMPORT),
            models.CheckConstraint(
                condition=models.Q(kind=CHART) | models.Q(programme__isnull=False),
                name="people_join_a_programme",
            ),
        ]
        indexes = [models.Index(fields=["state"], name="import_by_state")]
        ordering = ["-created_at"]


class ImportRow(models.Model):
    """One row of the file. Good ones go when they are written; the others stay for the file of rejected rows."""

    id = models.BigAutoField(primary_key=True)
    job = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()  # as a spreadsheet program counts
    cells = models.JSONField()
    state = models.CharField(max_length=10, default=RowState.NEW)
    key = models.CharField(max_length=254, blank=True)  # the address
    checked = models.JSONField(default=dict)  # see `checks.Checked`
    problems = models.JSONField(default=list)  # [[code, field, what stands there]]
    notes = models.JSONField(default=list)  # likewise; nothing that keeps the row out
    outcome = models.CharField(max_length=12, blank=True)  # once written
    kept = models.JSONField(default=list)  # what of a person's own words was left as it is

    class Meta:
        constraints = [models.UniqueConstraint(fields=["job", "number"], name="import_row_once")]
        indexes = [
            models.Index(fields=["job", "state", "number"], name="import_row_by_state"),
            models.Index(fields=["job", "key"], name="import_row_by_key"),
        ]


class UnknownWord(models.Model):
    """A word of the file that neither the catalogue nor the programme knows, and how many rows hold it."""

    id = models.BigAutoField(primary_key=True)
    job = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="unknown_words")
    field = models.CharField(max_length=20)
    key = models.CharField(max_length=200)  # folded
    text = models.CharField(max_length=200)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["job", "field", "key"], name="unknown_word_once")]
        ordering = ["field", "-count", "text"]


class Remembered(Record):
    """How the columns and words of the last file were understood, for the next one like it."""

    kind = models.CharField(max_length=8, choices=Import.KINDS)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    programme = models.ForeignKey(Programme, null=True, on_delete=models.CASCADE, related_name="+")
    headings = models.JSONField(default=dict)  # {folded heading: field, "" where it is left out}
    choices = models.JSONField(default=dict)  # as of the import

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "programme"],
                condition=models.Q(programme__isnull=False),
                name="remembered_once_a_programme",
            ),
            models.UniqueConstraint(
                fields=["kind", "organisation"],
                condition=models.Q(programme=None),
                name="remembered_once_an_organisation",
            ),
        ]
