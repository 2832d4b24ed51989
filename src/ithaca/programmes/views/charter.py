from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.accounts.who import viewer
from ithaca.design.views import perform, route
from ithaca.programmes import actions, policies, queries
from ithaca.programmes.forms.joining import CharterAcceptanceForm
from ithaca.programmes.models import Charter, Participation
from ithaca.programmes.texts import compared, localised
from ithaca.programmes.wording import reader_language


@route(Permission.SEE_PROGRAMME, policies.charter_version)
def version(request: HttpRequest, version: Charter) -> HttpResponseBase:
    """One version of the charter, for whoever is inside."""
    in_force = queries.charter_in_force(version.programme)
    context = {"programme": version.programme, "charter": version, "in_force": in_force}
    return render(request, "programmes/charter.html", context)


@route(Permission.EDIT_OWN_PARTICIPATION, policies.own_participation)
def accept(request: HttpRequest, participation: Participation) -> HttpResponseBase:
    """A new version of the charter: what has changed, and one's acceptance."""
    programme = participation.programme
    in_force = queries.charter_in_force(programme)
    form = CharterAcceptanceForm(request.POST or None, charter=in_force)
    if request.method == "POST" and form.is_valid():
        done = _("Thank you. You have accepted version %(number)s of the charter.") % {
            "number": in_force.number
        }
        perform(
            request,
            lambda: actions.accept_charter(
                actor=viewer(request), participation=participation, charter=in_force
            ),
            done=done,
        )
        return redirect("programmes:home", slug=programme.slug)
    language = reader_language(programme)
    before, now = (localised(one.text, language) for one in (participation.charter, in_force))
    context = {
        "programme": programme,
        "participation": participation,
        "in_force": in_force,
        "owed": participation.charter_id != in_force.pk,
        "changes": compared(before, now),
        "language": language,
        "form": form,
    }
    return render(request, "programmes/accept_charter.html", context, status=422 if form.errors else 200)
