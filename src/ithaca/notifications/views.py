from functools import partial
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from ithaca.access.permissions import Permission
from ithaca.accounts.who import viewer
from ithaca.design.views import open_route, own_route, perform
from ithaca.notifications import actions, queries
from ithaca.notifications.forms import PreferencesForm
from ithaca.notifications.kinds import Kind
from ithaca.notifications.labels import KINDS
from ithaca.notifications.links import read_token

PER_PAGE = 30


@own_route(Permission.USE_OWN_ACCOUNT)
def index(request: HttpRequest) -> HttpResponseBase:
    """What one was told, the newest first."""
    person = viewer(request)
    page = Paginator(queries.notices_of(person), PER_PAGE).get_page(request.GET.get("page"))
    rows = [(row, KINDS[Kind(row.kind)]) for row in page]
    shown = {"page": page, "rows": rows, "latest": queries.latest_notice_id(person)}
    return render(request, "notifications/index.html", shown | {"unseen": queries.unseen_count(person)})


@own_route(Permission.USE_OWN_ACCOUNT)
def follow(request: HttpRequest, notice_id: UUID) -> HttpResponseBase:
    """Leads to what a notice is about; it counts as seen then."""
    person = viewer(request)
    row = queries.notice(person, notice_id)
    if row is None:
        raise Http404
    actions.mark_seen(person=person, only=[row.pk])
    return redirect(row.path)


@own_route(Permission.USE_OWN_ACCOUNT)
@require_POST
def seen(request: HttpRequest) -> HttpResponseBase:
    """Marks everything as seen that stood there when the page was made."""
    person = viewer(request)
    try:
        upto = UUID(request.POST.get("upto", ""))
    except ValueError:
        raise Http404
    perform(request, partial(actions.mark_seen, person=person, upto=upto), done=_("All is marked as seen."))
    return redirect("notifications:index")


@own_route(Permission.USE_OWN_ACCOUNT)
def preferences(request: HttpRequest) -> HttpResponseBase:
    person = viewer(request)
    form = PreferencesForm(
        request.POST or None, kinds=queries.kinds_for(person), wishes=queries.wishes(person)
    )
    if request.method == "POST" and form.is_valid():
        saved = perform(
            request,
            lambda: actions.save_preferences(
                person=person,
                deliveries=form.deliveries,
                quiet=form.quiet,
                digest_at=form.cleaned_data["digest_at"],
            ),
            done=_("Your choice is saved."),
            form=form,
        )
        if saved:
            return redirect("notifications:preferences")
    return render(request, "notifications/preferences.html", {"form": form})


@csrf_exempt  # the signed link is the right; the reader's mail provider posts to it (RFC 8058)
@open_route(Permission.SWITCH_MAIL_OFF)
def off(request: HttpRequest, off_token: str) -> HttpResponseBase:
    """Switches a kind of mail off, on POST alone, without a redirect and without signing in."""
    found = read_token(off_token)
    if found is None:
        raise Http404
    person_id, kind = found
    outcome = ""
    if request.method == "POST":
        outcome = "on" if "again" in request.POST else "off"
        if not actions.switch_by_link(person_id=person_id, kind=kind, off=outcome == "off"):
            raise Http404
    return render(request, "notifications/off.html", {"kind": kind, "label": KINDS[kind], "outcome": outcome})
