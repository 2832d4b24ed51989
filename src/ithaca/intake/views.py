from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ithaca.access.permissions import Permission
from ithaca.accounts.who import viewer
from ithaca.design.views import perform, route
from ithaca.intake import actions, policies, queries, sheets, wording
from ithaca.intake.columns import PEOPLE, fields_of
from ithaca.intake.forms import (
    ChartFileForm,
    ColumnsForm,
    ConfirmForm,
    FileForm,
    PeopleFileForm,
    WordsForm,
)
from ithaca.intake.models import Import
from ithaca.intake.states import AT_WORK, IMPORT, ImportState, RowState
from ithaca.kernel.ids import new_id
from ithaca.organisations import queries as organisations
from ithaca.organisations.models import Organisation
from ithaca.programmes.models import Programme
from ithaca.programmes.policies import programme_by_slug

PER_PAGE = 25
of_import = route(Permission.IMPORT_PEOPLE, policies.import_by_id)


@route(Permission.IMPORT_PEOPLE, programme_by_slug)
def people(request: HttpRequest, programme: Programme) -> HttpResponseBase:
    """A list of people to bring in, and the files of before."""
    form = PeopleFileForm(
        request.POST or None,
        request.FILES or None,
        programme=programme,
        initial={"id": new_id(), "role": "mentee", "language": programme.languages[0]},
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        source = actions.Source(
            upload=data["file"],
            organisation=programme.organisation,
            programme=programme,
            role=data["role"],
            language=data["language"],
            cohort=data.get("cohort"),
        )
        made = _start(request, form, source)
        if made is not None:
            return redirect("intake:import", import_id=made.pk)
    context = {
        "programme": programme,
        "form": form,
        "imports": _page_of(request, queries.imports_of(programme)),
    }
    return render(request, "intake/people.html", context, status=422 if form.errors else 200)


@route(Permission.IMPORT_PEOPLE, policies.organisation)
def chart(request: HttpRequest, organisation: Organisation) -> HttpResponseBase:
    """The organisation's chart: how much of it is known, and a file to bring in."""
    person = viewer(request)
    may_write = policies.may_write_chart(person, organisation)
    form = ChartFileForm(
        request.POST or None, request.FILES or None, initial={"id": new_id(), "replace": "update"}
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        made = _start(
            request,
            form,
            actions.Source(upload=data["file"], organisation=organisation, replace=data["replace"]),
        )
        if made is not None:
            return redirect("intake:import", import_id=made.pk)
    context = {
        "organisation": organisation,
        "form": form,
        "imports": _page_of(request, queries.charts_of(organisation, None if may_write else person)),
        "may_write": may_write,
        "known": organisations.chart(organisation).count(),
        "by_address": organisations.by_address(organisation).count(),
    }
    return render(request, "intake/chart.html", context, status=422 if form.errors else 200)


def _page_of(request: HttpRequest, rows: QuerySet[Import]) -> Page[Import]:
    return Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))


def _start(request: HttpRequest, form: FileForm, source: actions.Source) -> Import | None:
    return perform(
        request,
        lambda: actions.start_import(actor=viewer(request), id=form.cleaned_data["id"], source=source),
        form=form,
    )


@of_import
def import_(request: HttpRequest, job: Import) -> HttpResponseBase:
    """One import, as far as it has come."""
    if job.state == ImportState.MAPPING:
        return _columns(request, job)
    if job.state in AT_WORK:
        return _page(request, job, "progress", {"counts": queries.counts(job)})
    if job.state in (ImportState.REVIEW, ImportState.PROPOSED):
        return _review(request, job, ConfirmForm())
    failed = job.state == ImportState.FAILED
    context = {
        "outcomes": [
            (wording.OUTCOMES[name] % {"n": number}, number) for name, number in job.result.items() if number
        ],
        "rejected": queries.not_taken(job).count(),
        "unwritten": queries.unwritten(job).count() if queries.can_go_on(job) else 0,
        "can_map": failed and job.all_read,
        "confirm": ConfirmForm(initial={"send": job.send}),
        "kept": Paginator(queries.rows(job, RowState.GOOD).exclude(outcome=""), PER_PAGE).get_page(
            request.GET.get("page")
        ),
    }
    return _page(request, job, "ended", context)


def _columns(request: HttpRequest, job: Import) -> HttpResponseBase:
    asked = queries.asked(job, viewer(request).language)
    form = ColumnsForm(request.POST or None, job=job, asked=asked)
    if request.method == "POST" and form.is_valid():
        columns = form.columns()
        done = perform(
            request, lambda: actions.set_columns(actor=viewer(request), job=job, columns=columns), form=form
        )
        if done:
            actions.advance(job)
            return redirect("intake:import", import_id=job.pk)
    hints = [
        (wording.FIELDS[name], wording.HINTS[name]) for name in fields_of(job.kind) if name in wording.HINTS
    ]
    if asked:
        hints.append((wording.FIELDS["answers"], wording.HINTS["answers"]))
    return _page(request, job, "columns", {"form": form, "hints": hints})


def _review(request: HttpRequest, job: Import, confirm: ConfirmForm) -> HttpResponseBase:
    words = list(queries.unknown_words(job))
    told = queries.rows(job).exclude(problems=[], notes=[]).exclude(state=RowState.UNDECIDED)
    context: dict[str, Any] = {
        "counts": queries.counts(job),
        "words": WordsForm(job=job, words=words) if words else None,
        "page": Paginator(told, PER_PAGE).get_page(request.GET.get("page")),
        "confirm": confirm,
        "lines": [(name, job.headings[number]) for name, number in job.columns.items()],
    }
    return _page(request, job, "review", context)


def _page(request: HttpRequest, job: Import, part: str, context: dict[str, Any]) -> HttpResponseBase:
    shared = {
        "job": job,
        "programme": job.programme,
        "organisation": job.organisation,
        "people": job.kind == PEOPLE,
        "can_cancel": IMPORT.allows("cancel", job.state),
        "may_write": policies.may_write(viewer(request), job),
    }
    form = context.get("form")
    status = 422 if form is not None and form.errors else 200
    return render(request, f"intake/{part}.html", shared | context, status=status)


@of_import
@require_POST
def words(request: HttpRequest, job: Import) -> HttpResponseBase:
    """What the unknown words mean; then everything is checked again."""
    form = WordsForm(request.POST, job=job, words=list(queries.unknown_words(job)))
    if form.is_valid():
        done = perform(
            request,
            lambda: actions.place_words(
                actor=viewer(request), job=job, choices=form.choices(), levels=form.level_list()
            ),
        )
        if done:
            actions.advance(job)
    return redirect("intake:import", import_id=job.pk)


@of_import
@require_POST
def back(request: HttpRequest, job: Import) -> HttpResponseBase:
    perform(request, lambda: actions.map_again(actor=viewer(request), job=job))
    return redirect("intake:import", import_id=job.pk)


@of_import
@require_POST
def propose(request: HttpRequest, job: Import) -> HttpResponseBase:
    perform(
        request,
        lambda: actions.propose(actor=viewer(request), job=job),
        done=_("The chart is proposed: those who administer the organisation have been told."),
    )
    return redirect("intake:import", import_id=job.pk)


@of_import
@require_POST
def confirm(request: HttpRequest, job: Import) -> HttpResponseBase:
    form = ConfirmForm(request.POST)
    send = form.is_valid() and form.cleaned_data["send"]
    if perform(request, lambda: actions.confirm(actor=viewer(request), job=job, send=send)):
        actions.advance(job)
    return redirect("intake:import", import_id=job.pk)


@of_import
@require_POST
def cancel(request: HttpRequest, job: Import) -> HttpResponseBase:
    perform(
        request,
        lambda: actions.cancel_import(actor=viewer(request), job=job),
        done=_("The import is given up, and the file is deleted."),
    )
    if job.programme is not None:
        return redirect("intake:people", slug=job.programme.slug)
    return redirect("intake:chart", slug=job.organisation.slug)


@of_import
def rejected(request: HttpRequest, job: Import) -> HttpResponseBase:
    """The rows that were not taken, as a file to correct and bring in again."""
    width = len(job.headings)
    # What stands beyond the headings comes back beyond the reason, so that no column moves.
    lines = (
        [*row.cells[:width], wording.reasons(row), *row.cells[width:]]
        for row in queries.not_taken(job).iterator(chunk_size=1000)
    )
    answer = StreamingHttpResponse(
        sheets.as_csv([*job.headings, _("Reason")], lines), content_type="text/csv; charset=utf-8"
    )
    answer["Content-Disposition"] = f'attachment; filename="{_("rejected")}-{job.created_at:%Y-%m-%d}.csv"'
    return answer
