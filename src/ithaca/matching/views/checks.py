from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ithaca.access.permissions import Permission
from ithaca.accounts.who import viewer
from ithaca.design.views import perform, route
from ithaca.kernel import clock
from ithaca.matching.actions import note_check
from ithaca.matching.forms.explained import CheckForm
from ithaca.matching.queries.checks import mentors_with_checks
from ithaca.programmes.models import Participation, Programme
from ithaca.programmes.policies import participation_in_programme, programme_by_slug


@route(Permission.RUN_MATCHING, programme_by_slug)
def checks(request: HttpRequest, programme: Programme) -> HttpResponseBase:
    """Whose safeguarding check was seen; a copy is never kept."""
    today = clock.today()
    rows = []
    for mentor, check in mentors_with_checks(programme):
        initial = {"seen_on": check.seen_on, "valid_until": check.valid_until} if check else {}
        form = CheckForm(initial=initial, name=mentor.person.name, auto_id=f"{mentor.pk}-%s")
        valid = check is not None and (check.valid_until is None or check.valid_until >= today)
        rows.append((mentor, check, valid, form))
    return render(request, "matching/checks.html", {"programme": programme, "rows": rows})


@route(Permission.RUN_MATCHING, participation_in_programme)
@require_POST
def note(request: HttpRequest, mentor: Participation) -> HttpResponseBase:
    """Notes what was seen of one mentor."""
    form = CheckForm(request.POST, name=mentor.person.name)
    done = _("Noted for %(name)s.") % {"name": mentor.person.name}
    if form.is_valid():
        data = form.cleaned_data
        perform(
            request,
            lambda: note_check(
                actor=viewer(request),
                participation=mentor,
                seen_on=data["seen_on"],
                valid_until=data["valid_until"],
            ),
            done=done,
        )
    return redirect("matching:checks", slug=mentor.programme.slug)
