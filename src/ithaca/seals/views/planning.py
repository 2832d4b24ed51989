"""The improvement plan: what is lacking, what is planned, how far it is."""

from functools import partial

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ithaca.access.permissions import Permission
from ithaca.accounts.who import viewer
from ithaca.design.views import perform, route
from ithaca.editions.forms import offered
from ithaca.kernel.ids import new_id
from ithaca.seals import actions, policies, queries, seen
from ithaca.seals.actions import Progress
from ithaca.seals.forms import EffortForm, EndForm, ImprovementForm, ProgressForm
from ithaca.seals.models import Improvement, SealFile
from ithaca.seals.policies import PartOfFile
from ithaca.seals.presentation.files import frame
from ithaca.seals.presentation.planning import Writer

keeping = route(Permission.KEEP_SEAL_FILE, policies.file)
keeping_part = route(Permission.KEEP_SEAL_FILE, policies.part_of_file)
keeping_line = route(Permission.KEEP_SEAL_FILE, policies.improvement)
INVALID = 422


@keeping
def plan(request: HttpRequest, row: SealFile) -> HttpResponseBase:
    """What is not met yet, by what meeting it brings and takes, and what is planned."""
    return render(request, "seals/plan.html", frame(row) | {"plan": Writer(row).page()})


@keeping_part
@require_POST
def effort(request: HttpRequest, part: PartOfFile) -> HttpResponseBase:
    form, row = EffortForm(request.POST), part.file
    if form.is_valid() and form.cleaned_data["effort"]:
        said = form.cleaned_data["effort"]
        perform(
            request,
            lambda: actions.say_effort(actor=viewer(request), file=row, standard=part.slug, effort=said),
        )
    return redirect(reverse("seals:plan", args=[row.pk]) + f"#gap-{part.slug}")


@keeping_part
def add(request: HttpRequest, part: PartOfFile) -> HttpResponseBase:
    """A standard is taken into the plan."""
    row, scheme = part.file, queries.scheme_of(part.file)
    standard = scheme.standards[part.slug]
    initial = {"id": new_id(), "step": scheme.scale_of(standard).met, "owner": str(viewer(request).pk)}
    form = ImprovementForm(request.POST or None, row=row, scheme=scheme, standard=standard, initial=initial)
    if request.method == "POST" and form.is_valid():
        made = perform(
            request,
            lambda: actions.plan_improvement(
                actor=viewer(request),
                file=row,
                standard=part.slug,
                planned=form.planned,
                id=form.made_id,
            ),
            form=form,
        )
        if made is not None:
            return redirect("seals:plan", row.pk)
    words = frame(row)["words"].standards[part.slug]
    context = frame(row) | {"form": form, "title": _("Take into the plan"), "about": words}
    return render(request, "seals/improvement_new.html", context, status=INVALID if form.errors else 200)


@keeping_line
def improvement(request: HttpRequest, found: Improvement) -> HttpResponseBase:
    """One line of the plan: how far it is, and its history."""
    row, scheme = found.file, queries.scheme_of(found.file)
    initial = {
        "id": found.pk,
        "step": found.step,
        "words": found.words,
        "owner": str(found.owner_id),
        "due": found.due,
        "progress": found.progress,
    }
    standard = scheme.standards[found.standard]
    make = partial(ProgressForm, row=row, scheme=scheme, standard=standard, initial=initial)
    form = offered(partial(make, shown=found, basis=seen.improvement), request.POST or None)
    if form.repeated:
        return redirect("seals:improvement", found.pk)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        saved = perform(
            request,
            lambda: actions.change_improvement(
                actor=viewer(request),
                improvement=found,
                planned=form.planned,
                progress=Progress(data["progress"], data["remark"]),
                seen=form.seen,
            ),
            done=_("Saved."),
            form=form,
        )
        if saved:
            return redirect("seals:improvement", found.pk)
    context = frame(row) | {
        "form": form,
        "end_form": EndForm(auto_id="end-%s"),
        "line": Writer(row).line(found),
        "history": queries.history_of(found),
    }
    status = 409 if form.late else INVALID if form.errors else 200
    return render(request, "seals/improvement.html", context, status=status)


@keeping_line
@require_POST
def move(request: HttpRequest, found: Improvement) -> HttpResponseBase:
    """Done, dropped, or taken up again."""
    form, step = EndForm(request.POST), request.POST.get("step", "")
    words = form.cleaned_data["words"] if form.is_valid() else ""
    if step in ("finish", "drop", "take up again"):
        perform(
            request,
            lambda: actions.move_improvement(
                actor=viewer(request), improvement=found, step=step, words=words
            ),
            done=_("Saved."),
        )
    return redirect("seals:improvement", found.pk)
