from uuid import UUID

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from ithaca.access.permissions import Permission
from ithaca.accounts.queries import has_demo_people
from ithaca.design.views import open_route
from ithaca.notifications.queries import messages_to_demo_people

PER_PAGE = 50


def _while_demo() -> None:
    if settings.PRODUCTION or not has_demo_people():
        raise Http404


@open_route(Permission.SEE_DEMO_MAILBOX)
def mailbox(request: HttpRequest) -> HttpResponseBase:
    """The mail that the demo's people got, the latest first."""
    _while_demo()
    wanted = request.GET.get("to", "").strip()
    rows = messages_to_demo_people()
    rows = rows.filter(to__iexact=wanted) if wanted else rows
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "web/mailbox.html", {"page": page, "wanted": wanted})


@open_route(Permission.SEE_DEMO_MAILBOX)
def mail(request: HttpRequest, message_id: UUID) -> HttpResponseBase:
    """One mail, with links that can be followed."""
    _while_demo()
    message = messages_to_demo_people().filter(pk=message_id).first()
    if message is None:
        raise Http404
    return render(request, "web/mail.html", {"message": message})


@open_route(Permission.SEE_DEMO_MAILBOX)
def invitation(request: HttpRequest, message_id: UUID) -> HttpResponse:
    """The calendar entry of a mail."""
    _while_demo()
    message = messages_to_demo_people().filter(pk=message_id).exclude(calendar="").first()
    if message is None:
        raise Http404
    return HttpResponse(message.calendar, content_type="text/calendar; charset=utf-8")
