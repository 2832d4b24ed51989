from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.accounts.who import viewer
from ithaca.design.views import perform, route
from ithaca.directory.queries import mentees_in_touch, mentors_shown_to
from ithaca.matching import wording
from ithaca.matching.forms.wishes import WishesForm
from ithaca.matching.queries.policy import policy_in_force
from ithaca.programmes.actions import set_wishes
from ithaca.programmes.models import Participation
from ithaca.programmes.policies import may_search, own_participation, roles_in_programme


@route(Permission.EDIT_OWN_PARTICIPATION, own_participation)
def wishes(request: HttpRequest, participation: Participation) -> HttpResponseBase:
    """With whom I would like to be matched, and what saying so does."""
    programme, as_mentee = participation.programme, participation.role == "mentee"
    searches = may_search(roles_in_programme(viewer(request), programme), programme)
    if as_mentee:
        shown = mentors_shown_to(participation) if searches else []
    else:
        shown = mentees_in_touch(participation)
    form = WishesForm(request.POST or None, participation=participation, shown=shown)
    if request.method == "POST" and form.is_valid():
        told = form.wishes()
        saved = perform(
            request,
            lambda: set_wishes(person=viewer(request), participation=participation, wishes=told) or True,
            done=_("Your wishes are kept."),
            form=form,
        )
        if saved:
            return redirect("matching:wishes", slug=programme.slug, role=participation.role)
    weights = policy_in_force(programme).weights
    weight = weights.wishes_of_mentees if as_mentee else weights.wishes_of_mentors
    context = {
        "programme": programme,
        "participation": participation,
        "form": form,
        "weight": wording.weight_in_words(weight) if weight else "",
        "nobody": as_mentee and not shown,
    }
    return render(request, "matching/wishes.html", context, status=422 if form.errors else 200)
