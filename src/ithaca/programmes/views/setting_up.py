from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ithaca.access.permissions import Permission
from ithaca.accounts.who import viewer
from ithaca.design.views import perform, route
from ithaca.kernel.ids import new_id
from ithaca.programmes import actions, policies, queries, rules, wording
from ithaca.programmes.forms.joining import ApplicationForm
from ithaca.programmes.forms.setting_up import CharterForm, CoordinatorForm, FormatForm, PresentationForm
from ithaca.programmes.models import Coordinator, Programme
from ithaca.programmes.states import PROGRAMME
from ithaca.programmes.wording import reader_language
from ithaca.vault.queries import has_keyring

configuring = route(Permission.CONFIGURE_PROGRAMME, policies.programme_by_slug)


def saved() -> str:
    return _("Saved. You can come back to it at any time.")


@configuring
def set_up(request: HttpRequest, programme: Programme) -> HttpResponseBase:
    """The task list: what is done, what to look over, what is missing."""
    missing = queries.lacks(programme)
    sections = []
    for section in rules.SECTIONS:
        lacking = [wording.lacking(lack) for lack in missing if lack.section == section]
        done = not lacking and section in programme.checked_sections
        sections.append(
            {"key": section, "label": wording.SECTIONS[section], "lacking": lacking, "done": done}
        )
    verbs = {
        verb.replace(" ", "_"): PROGRAMME.allows(verb, programme.state)
        for verb in ("open", "close applications", "end")
    }
    join = request.build_absolute_uri(f"/join/{programme.join_code}/")
    context = {
        "programme": programme,
        "sections": sections,
        "missing": missing,
        "to_read": sum(not section["done"] for section in sections),
        "has_keys": has_keyring(viewer(request)),
        "verbs": verbs,
        "join": join,
    }
    return render(request, "programmes/set_up.html", context)


@configuring
def presentation(request: HttpRequest, programme: Programme) -> HttpResponseBase:
    form = PresentationForm(request.POST or None, programme=programme)
    return _section(request, programme, form, "programmes/set_up_presentation.html")


@configuring
def format_(request: HttpRequest, programme: Programme) -> HttpResponseBase:
    form = FormatForm(request.POST or None, initial=FormatForm.initial_of(programme))
    return _section(request, programme, form, "programmes/set_up_format.html")


def _section(
    request: HttpRequest, programme: Programme, form: PresentationForm | FormatForm, template: str
) -> HttpResponseBase:
    if request.method == "POST" and form.is_valid():
        section = form.section()
        if perform(
            request,
            lambda: actions.configure(actor=viewer(request), programme=programme, section=section),
            done=saved(),
            form=form,
        ):
            return redirect("programmes:set_up", slug=programme.slug)
    return render(request, template, {"programme": programme, "form": form})


@configuring
def charter(request: HttpRequest, programme: Programme) -> HttpResponseBase:
    in_force = queries.charter_in_force(programme)
    form = CharterForm(request.POST or None, programme=programme, charter=in_force)
    if request.method == "POST" and form.is_valid():
        published = perform(
            request,
            lambda: actions.publish_charter(
                actor=viewer(request),
                programme=programme,
                text=form.texts(),
                after=form.cleaned_data["after"],
            ),
            form=form,
        )
        if published is not None:
            done = _("Version %(number)s of the charter is in force.") % {"number": published.number}
            perform(
                request,
                lambda: actions.check_section(actor=viewer(request), programme=programme, section="charter"),
                done=done,
            )
            return redirect("programmes:set_up", slug=programme.slug)
    context = {
        "programme": programme,
        "form": form,
        "in_force": in_force,
        "versions": queries.charters(programme),
        "behind": queries.behind_charter(programme),
        "inside": queries.head_count(programme)["inside"],
    }
    return render(request, "programmes/set_up_charter.html", context)


@configuring
def coordinators(request: HttpRequest, programme: Programme) -> HttpResponseBase:
    form = CoordinatorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        added = perform(
            request,
            lambda: actions.add_coordinator(actor=viewer(request), programme=programme, email=email),
            done=_("This person now coordinates the programme with you."),
            form=form,
        )
        if added is not None:
            return redirect("programmes:coordinators", slug=programme.slug)
    context = {
        "programme": programme,
        "form": form,
        "people": queries.coordinators_of(programme),
        "sign_up": request.build_absolute_uri(reverse("account_signup")),
    }
    return render(request, "programmes/set_up_coordinators.html", context)


@route(Permission.CONFIGURE_PROGRAMME, policies.coordinator_in_programme)
@require_POST
def remove_coordinator(request: HttpRequest, coordinator: Coordinator) -> HttpResponseBase:
    programme = coordinator.programme
    perform(
        request,
        lambda: actions.remove_coordinator(
            actor=viewer(request), programme=programme, person=coordinator.person
        ),
        done=_("%(name)s no longer coordinates the programme.") % {"name": coordinator.person.name},
    )
    own = coordinator.person_id == viewer(request).pk
    return redirect("/") if own else redirect("programmes:coordinators", slug=programme.slug)


@configuring
@require_POST
def check(request: HttpRequest, programme: Programme) -> HttpResponseBase:
    """“I have looked this over”: a section that needs no change."""
    section = request.POST.get("section", "")
    if section not in rules.SECTIONS:
        raise Http404
    perform(
        request, lambda: actions.check_section(actor=viewer(request), programme=programme, section=section)
    )
    return redirect("programmes:set_up", slug=programme.slug)


@configuring
def preview(request: HttpRequest, programme: Programme) -> HttpResponseBase:
    """The public page as visitors will see it, and the questions of each role."""
    in_force = queries.charter_in_force(programme)
    language = reader_language(programme)
    forms = []
    for role in ("mentor", "mentee"):
        asked = queries.questions(programme, role)
        form = ApplicationForm(
            questions=asked, charter=in_force, language=language, prefix=role, initial={"id": new_id()}
        )
        forms.append((role, form))
    facts = wording.format_in_words(programme)
    context = {"programme": programme, "charter": in_force, "facts": facts, "forms": forms, "preview": True}
    return render(request, "programmes/preview.html", context)


@configuring
@require_POST
def open_(request: HttpRequest, programme: Programme) -> HttpResponseBase:
    perform(
        request,
        lambda: actions.open_programme(actor=viewer(request), programme=programme),
        done=_("The programme is open for applications. Share its link, or invite people."),
    )
    return redirect("programmes:set_up", slug=programme.slug)


@configuring
@require_POST
def close(request: HttpRequest, programme: Programme) -> HttpResponseBase:
    perform(
        request,
        lambda: actions.close_applications(actor=viewer(request), programme=programme),
        done=_("Applications are closed. Whoever is inside goes on as before."),
    )
    return redirect("programmes:set_up", slug=programme.slug)


@configuring
def end(request: HttpRequest, programme: Programme) -> HttpResponseBase:
    """Ending cannot be undone: it has a page of its own."""
    if request.method == "POST":
        perform(
            request,
            lambda: actions.end_programme(actor=viewer(request), programme=programme),
            done=_("The programme has ended. Thank you for having carried it."),
        )
        return redirect("programmes:set_up", slug=programme.slug)
    return render(
        request, "programmes/end.html", {"programme": programme, "counts": queries.head_count(programme)}
    )
