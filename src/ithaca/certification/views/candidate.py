"""What a candidate sees and does; the page of a file is also its judges' and its organisers'."""

from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ithaca.access.permissions import Permission
from ithaca.access.rules import allowed
from ithaca.accounts.who import viewer
from ithaca.certification import actions, figures, handover, policies, presentation, queries, wording
from ithaca.certification.forms import AppealForm, ApplicationForm, ConditionsMetForm, TieForm
from ithaca.certification.models import File, Scheme
from ithaca.certification.states import FILE, FileState
from ithaca.design.views import own_route, perform, route, submitted
from ithaca.kernel.ids import new_id, read_id
from ithaca.vault.island import CERTIFICATION, island_page

own = route(Permission.KEEP_OWN_FILE, policies.file)


def language_of() -> str:
    return get_language() or "fr"


def frame(row: File) -> dict[str, object]:
    """What every page of a file shows."""
    framework, language = queries.framework_of(row.scheme), language_of()
    words = framework.text(language)
    return {
        "file": row,
        "framework": framework,
        "words": words,
        "level": words.levels[row.level],
        "language": language,
    }


@own_route(Permission.USE_OWN_ACCOUNT)
def hub(request: HttpRequest) -> HttpResponseBase:
    """Everything that somebody has to do with certification: as candidate, assessor, decider."""
    person = viewer(request)
    schemes = [(row, queries.framework_of(row).text(language_of())) for row in queries.open_to(person)]
    context = {
        "files": [frame(row) | {"renewable": queries.may_renew(row)} for row in queries.files_of(person)],
        "schemes": schemes,
        "parts": [(part, frame(part.file)) for part in queries.desk_of(person)],
        "decisions": [frame(row) for row in queries.to_decide(person)],
        "handovers": [(row, readers, frame(row)["level"]) for row, readers in handover.to_hand_over(person)],
        "calibrations": [
            (row, queries.framework_of(row).text(language_of()), done)
            for row, done in figures.calibrations_of(person)
        ],
    }
    return render(request, "certification/hub.html", context)


@route(Permission.APPLY_FOR_CERTIFICATION, policies.scheme)
def apply(request: HttpRequest, scheme: Scheme) -> HttpResponseBase:
    framework, language = queries.framework_of(scheme), language_of()
    renewed = read_id(request.GET.get("renews", ""))
    renews = next((row for row in queries.files_of(viewer(request)) if row.pk == renewed), None)
    initial = {"id": new_id(), "level": renews.level if renews else framework.levels[0].slug}
    form = ApplicationForm(
        request.POST or None,
        framework=framework,
        language=language,
        lacking={} if renews else presentation.lacking_by_level(viewer(request), scheme),
        renewed=renews.level if renews else "",
        initial=initial,
    )
    made = submitted(
        request,
        form,
        lambda: actions.apply(
            person=viewer(request),
            scheme=scheme,
            id=UUID(str(form.cleaned_data["id"])),
            level=form.cleaned_data["level"],
            renews=renews,
        ),
        done=_("Your application has been sent."),
    )
    if made is not None:
        return redirect("certification:file", made.pk)
    context = {"scheme": scheme, "words": framework.text(language), "form": form, "renews": renews}
    return render(request, "certification/apply.html", context, status=422 if form.errors else 200)


@route(Permission.SEE_CERTIFICATION_FILE, policies.file)
def file(request: HttpRequest, row: File) -> HttpResponseBase:
    """How far a file is; what one can do there depends on who one is."""
    person, roles = viewer(request), policies.roles_in_file(viewer(request), row)
    organises = allowed(roles, Permission.MANAGE_CERTIFICATION)
    mine = row.person_id == person.pk
    decides = allowed(roles, Permission.DECIDE_ON_CERTIFICATION)
    context = frame(row) | {
        "mine": mine,
        "person": person,
        "organises": organises,
        "assesses": allowed(roles, Permission.ASSESS_CANDIDATE),
        "decides": decides and row.state in ("deciding", "appealed", "conditional"),
        "administers": allowed(roles, Permission.CHANGE_CERTIFICATION)
        and row.state in ("certified", "suspended"),
        "now": wording.NOW[row.state],
        "way": presentation.way(row),
        "parts": queries.parts_of(row),
        "lacking": queries.lacking_to_apply(row) if row.state == "applied" else [],
        "decisions": row.decisions.all() if mine or organises or decides else [],
        "undecided": organises and presentation.nobody_decides(row),
        "handing_in": presentation.handing_in(row) if mine and row.state == FileState.ELIGIBLE else None,
        "reads": policies.reads_assessment(person, row),
        "progress": handover.progress_of(row) if mine or organises else [],
        "waiting": dict(handover.waiting_for(row)),
        "reads_evidence": person in handover.readers_of(row),
        "refers": any(part.referent and part.person_id == person.pk for part in queries.parts_of(row))
        and row.state in handover.ASSESSED,
        "perspectives": queries.perspectives_in(row) if allowed(roles, Permission.ASSESS_CANDIDATE) else [],
        "can_leave": mine and FILE.allows("leave", row.state),
        "can_appeal": mine and queries.may_appeal(row),
        "appeal_until": queries.appeal_until(row),
        "renewable": mine and queries.may_renew(row),
        **_renewal(row, shown=mine or organises),
        "hand_in_id": new_id(),
    }
    return render(request, "certification/file.html", context)


def _renewal(row: File, *, shown: bool) -> dict[str, object]:
    """How far the holder of a certificate is towards its renewal."""
    if not shown or row.state != FileState.CERTIFIED:
        return {}
    return {"towards": queries.towards_renewal(row), "further": queries.further_of(row)}


@own
@require_POST
def hand_in(request: HttpRequest, row: File) -> HttpResponseBase:
    id = read_id(request.POST.get("id", "")) or new_id()
    done = _("Handed in. Your portfolio is frozen as it stands.")
    perform(request, lambda: actions.submit(actor=viewer(request), file=row, id=id), done=done)
    return redirect("certification:file", row.pk)


@own
def hand_over(request: HttpRequest, row: File) -> HttpResponseBase:
    """Where the candidate's browser seals what was handed in to those who judge: encrypted, a static page."""
    return island_page(request, bundle=CERTIFICATION)


@own
def leave(request: HttpRequest, row: File) -> HttpResponseBase:
    if request.method == "POST":
        done = _("You have left. What was written of you is deleted.")
        perform(request, lambda: actions.leave(actor=viewer(request), file=row), done=done)
        return redirect("certification:file", row.pk)
    return render(request, "certification/leave.html", frame(row))


@own
def appeal(request: HttpRequest, row: File) -> HttpResponseBase:
    form = AppealForm(request.POST or None)
    saved = submitted(
        request,
        form,
        lambda: actions.appeal(actor=viewer(request), file=row, grounds=form.cleaned_data["grounds"]),
        done=_("Your appeal has been sent. Others than before decide on it."),
    )
    if saved is not None:
        return redirect("certification:file", row.pk)
    context = frame(row) | {"form": form, "title": _("Appeal"), "button": _("Send the appeal")}
    return render(request, "certification/form.html", context, status=422 if form.errors else 200)


@own
def conditions_met(request: HttpRequest, row: File) -> HttpResponseBase:
    """The candidate says that what was asked for is done."""
    form = ConditionsMetForm(request.POST or None, initial={"words": row.conditions_met})
    told = submitted(
        request,
        form,
        lambda: actions.tell_conditions_met(
            actor=viewer(request), file=row, words=form.cleaned_data["words"]
        ),
        done=_("Sent. Somebody who decides looks at it."),
    )
    if told is not None:
        return redirect("certification:file", row.pk)
    context = frame(row) | {"form": form, "title": _("The conditions are met"), "button": _("Send")}
    return render(request, "certification/form.html", context, status=422 if form.errors else 200)


@own
def ties(request: HttpRequest, row: File) -> HttpResponseBase:
    """The candidate says that somebody on the panel should not judge them; nobody owes a reason."""
    panel = [member for member in queries.panel_of(row.scheme) if member.person_id != row.person_id]
    form = TieForm(request.POST or None, panel=panel)
    declared = submitted(
        request,
        form,
        lambda: actions.declare_tie(
            actor=viewer(request), file=row, person=form.chosen(), trainer=form.cleaned_data["trainer"]
        ),
        done=_("Noted: this person does not judge your file."),
    )
    if declared is not None:
        return redirect("certification:file", row.pk)
    lead = _(
        "Say so if you know somebody on the panel too well, for whatever reason. You owe no explanation."
    )
    context = frame(row) | {
        "form": form,
        "title": _("Somebody should not judge me"),
        "lead": lead,
        "button": _("Say so"),
    }
    return render(request, "certification/form.html", context, status=422 if form.errors else 200)
