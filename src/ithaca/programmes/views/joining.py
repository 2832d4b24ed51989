from collections.abc import Mapping

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.access.rules import Denied
from ithaca.accounts import invited
from ithaca.accounts.models import Person
from ithaca.accounts.who import viewer
from ithaca.design.views import open_route, perform, route
from ithaca.kernel.ids import new_id
from ithaca.programmes import actions, policies, queries, wording
from ithaca.programmes.forms.joining import ApplicationForm
from ithaca.programmes.models import Invitation, Participation, Programme
from ithaca.programmes.policies import Application
from ithaca.programmes.rules import Answer
from ithaca.programmes.states import ASKING
from ithaca.programmes.wording import reader_language


@open_route(Permission.JOIN_PROGRAMME)
def join(request: HttpRequest, code: str) -> HttpResponseBase:
    """The programme's public page."""
    try:
        programme = queries.public_programme(code)
    except Denied:
        raise Http404
    mine = queries.roles_taken(request.user, programme) if isinstance(request.user, Person) else {}
    context = {
        "programme": programme,
        "charter": queries.charter_in_force(programme),
        "facts": wording.format_in_words(programme),
        "mine": mine,
    }
    return render(request, "programmes/join.html", context)


@route(Permission.JOIN_PROGRAMME, policies.application)
def apply(request: HttpRequest, application: Application) -> HttpResponseBase:
    """Questions and charter; whoever has already applied is led to the programme."""
    programme, role = application.programme, application.role
    existing = queries.participation_in(viewer(request), programme, role)
    if existing is not None and (existing.state in ASKING or existing.inside):
        return redirect("programmes:home", slug=programme.slug)
    form = _form(request, programme, role)
    if request.method == "POST" and form.is_valid():
        made = perform(
            request,
            lambda: actions.apply(
                person=viewer(request),
                programme=programme,
                role=role,
                answers=form.answers(),
                charter=form.published,
                id=form.cleaned_data["id"],
            ),
            done=_("Your application has been sent. You will get the answer by e-mail."),
            form=form,
        )
        if made is not None:
            return redirect("programmes:home", slug=programme.slug)
    return render(request, "programmes/apply.html", {"programme": programme, "role": role, "form": form})


@open_route(Permission.JOIN_PROGRAMME)
def invitation(request: HttpRequest, token: str) -> HttpResponseBase:
    """A personal invitation: what it invites to, then questions and charter."""
    try:
        letter = queries.invitation_by_token(token)
    except Denied:
        raise Http404
    programme = letter.programme
    person = request.user if isinstance(request.user, Person) else None
    context = {
        "invitation": letter,
        "programme": programme,
        "role": letter.role,
        "facts": wording.format_in_words(programme),
        "wrong_person": person is not None and person.email.lower() != letter.email.lower(),
        "address": _masked(letter.email),
        "prepared": letter.prepared,
        "answered": letter.prepared.get("answers"),
    }
    if letter.state == "prepared":  # nobody has got the link yet
        raise Http404
    if letter.state != "sent" and person is not None and letter.used_by_id == person.pk:
        return _onward(request, programme)
    if letter.state == "sent" and person is not None and not context["wrong_person"]:
        form = _form(request, programme, letter.role, letter.prepared.get("answers"))
        if request.method == "POST" and form.is_valid() and _accept(request, letter, form):
            return _onward(request, programme)
        return render(request, "programmes/apply.html", context | {"form": form})
    if letter.state == "sent" and person is None:
        invited.remember(request, letter.email, letter.name)
    return render(request, "programmes/invitation.html", context)


def _onward(request: HttpRequest, programme: Programme) -> HttpResponseBase:
    """To the page of ours that the invitation is about, else to the programme."""
    path = request.GET.get("next", "")
    if path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None):
        return redirect(path)
    return redirect("programmes:home", slug=programme.slug)


def _accept(request: HttpRequest, letter: Invitation, form: ApplicationForm) -> Participation | None:
    return perform(
        request,
        lambda: actions.accept_invitation(
            person=viewer(request),
            invitation=letter,
            answers=form.answers(),
            charter=form.published,
            id=form.cleaned_data["id"],
        ),
        done=_("Welcome! You now take part in the programme."),
        form=form,
    )


def _form(
    request: HttpRequest, programme: Programme, role: str, known: Mapping[str, Answer] | None = None
) -> ApplicationForm:
    return ApplicationForm(
        request.POST or None,
        questions=queries.questions(programme, role),
        charter=queries.charter_in_force(programme),
        language=reader_language(programme),
        known=known,
        initial={"id": new_id()},
    )


def _masked(email: str) -> str:
    """Enough to recognise one's own address, too little to learn somebody else's."""
    name, _at, domain = email.partition("@")
    return f"{name[:1]}…@{domain}"
