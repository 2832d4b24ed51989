from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from ithaca.access.permissions import Permission
from ithaca.accounts.who import viewer
from ithaca.design.views import perform, route
from ithaca.programmes import actions, policies, queries
from ithaca.programmes.forms.joining import InvitationsForm
from ithaca.programmes.models import Invitation, Programme

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
    page = Paginator(queries.invitations(programme), 50).get_page(request.GET.get("page"))
    return render(
        request, "programmes/invitations.html", {"programme": programme, "form": form, "page": page}
    )


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
