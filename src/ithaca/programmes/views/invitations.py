from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.accounts.who import viewer
from ithaca.design.views import perform, route
from ithaca.programmes import actions, policies, queries, wording
from ithaca.programmes.forms.joining import InvitationsForm
from ithaca.programmes.forms.queue import cohort_choices
from ithaca.programmes.models import Invitation, Programme
from ithaca.programmes.views.queue import chosen_cohort, is_uuid

PER_PAGE = 50

of_invitation = route(Permission.MANAGE_PARTICIPANTS, policies.invitation_in_programme)


@route(Permission.MANAGE_PARTICIPANTS, policies.programme_by_slug)
def invitations(request: HttpRequest, programme: Programme) -> HttpResponseBase:
    form = InvitationsForm(
        request.POST or None, initial={"role": "mentee", "language": programme.languages[0]}
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        sent = perform(
            request,
            lambda: actions.invite(
                actor=viewer(request),
                programme=programme,
                emails=data["emails"],
                role=data["role"],
                language=data["language"],
            ),
            form=form,
        )
        if sent is not None:
            _tell(request, sent=len(sent), wanted=len(set(data["emails"])))
            return redirect("programmes:invitations", slug=programme.slug)
    context = {"programme": programme, "form": form, **_shown(request, programme)}
    return render(request, "programmes/invitations.html", context)


def _shown(request: HttpRequest, programme: Programme) -> dict[str, object]:
    """The invitations that the filter lets through, a page of them."""
    words, role, state, cohort = (
        request.GET.get(name, "").strip()[:100] for name in ("words", "role", "state", "cohort")
    )
    choices = cohort_choices(programme)
    rows = queries.invitations(
        programme,
        words=words,
        role=role if role in wording.ROLES else "",
        state=state if state in wording.INVITATION_STATES else "",
        cohort=cohort if cohort in dict(choices) else "",
    )
    return {
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "roles": wording.ROLES,
        "states": wording.INVITATION_STATES,
        "asked": {"words": words, "role": role, "state": state, "cohort": cohort},
        "cohort_choices": choices,
        "cohorts": queries.cohorts(programme) if choices else [],
        "prepared": queries.open_invitations(programme).filter(state="prepared").count(),
    }


@route(Permission.MANAGE_PARTICIPANTS, policies.programme_by_slug)
@require_POST
def several(request: HttpRequest, programme: Programme) -> HttpResponseBase:
    """Sends, cancels or moves the ticked invitations; or sends everything that is prepared."""
    verb, actor = request.POST.get("verb", ""), viewer(request)
    chosen = [UUID(text) for text in request.POST.getlist("invitation") if is_uuid(text)]
    if verb != "send all" and not chosen:
        messages.warning(request, _("Tick at least one invitation first."))
        return redirect("programmes:invitations", slug=programme.slug)
    done = perform(request, lambda: _several(request, programme, actor, (verb, chosen)))
    if done:
        text = ngettext("%(n)s invitation changed.", "%(n)s invitations changed.", done)
        if verb in ("send", "send all"):
            text = ngettext("%(n)s invitation is on its way.", "%(n)s invitations are on their way.", done)
        messages.success(request, text % {"n": done})
    return redirect("programmes:invitations", slug=programme.slug)


def _several(request: HttpRequest, programme: Programme, actor: Person, asked: tuple[str, list[UUID]]) -> int:
    verb, chosen = asked
    if verb in ("send", "send all"):
        return actions.send_invitations(
            actor=actor, programme=programme, ids=chosen if verb == "send" else None
        )
    if verb == "cancel":
        return actions.cancel_invitations(actor=actor, programme=programme, ids=chosen)
    cohort = chosen_cohort(request, programme)
    return actions.assign_cohort(actor=actor, programme=programme, cohort=cohort, invitations=chosen)


def _tell(request: HttpRequest, *, sent: int, wanted: int) -> None:
    if sent:
        text = ngettext("%(n)s invitation is on its way.", "%(n)s invitations are on their way.", sent) % {
            "n": sent
        }
        messages.success(request, text)
    if wanted > sent:
        text = ngettext(
            "%(n)s address already had an invitation that waits: it keeps that one.",
            "%(n)s addresses already had an invitation that waits: they keep that one.",
            wanted - sent,
        )
        messages.info(request, text % {"n": wanted - sent})


@of_invitation
@require_POST
def cancel(request: HttpRequest, invitation: Invitation) -> HttpResponseBase:
    perform(
        request,
        lambda: actions.cancel_invitation(actor=viewer(request), invitation=invitation),
        done=_("The invitation is cancelled: its link no longer works."),
    )
    return redirect("programmes:invitations", slug=invitation.programme.slug)


@of_invitation
@require_POST
def resend(request: HttpRequest, invitation: Invitation) -> HttpResponseBase:
    perform(
        request,
        lambda: actions.resend_invitation(actor=viewer(request), invitation=invitation),
        done=_("The invitation is sent again, with the same link."),
    )
    return redirect("programmes:invitations", slug=invitation.programme.slug)
