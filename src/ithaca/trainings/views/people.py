from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ithaca.access.permissions import Permission
from ithaca.accounts.who import viewer
from ithaca.design.views import perform, route
from ithaca.trainings import actions, policies, queries
from ithaca.trainings.forms import AddPersonForm
from ithaca.trainings.models import SignUp, Training
from ithaca.trainings.views.places import back


@route(Permission.MANAGE_TRAININGS, policies.training_in_programme)
@require_POST
def add(request: HttpRequest, training: Training) -> HttpResponseBase:
    """Gives a place to somebody of the programme."""
    form = AddPersonForm(request.POST)
    person = queries.addable_by_email(training, form.cleaned_data["person"]) if form.is_valid() else None
    if person is None:
        messages.error(request, _("Nobody whom it is for has this address, or they have a place already."))
        return back(training)
    perform(
        request,
        lambda: actions.add_person(actor=viewer(request), training=training, person=person),
        done=_("%(name)s has a place now.") % {"name": person.name},
    )
    return back(training)


@route(Permission.MANAGE_TRAININGS, policies.sign_up_in_programme)
@require_POST
def remove(request: HttpRequest, sign_up: SignUp) -> HttpResponseBase:
    """Takes somebody off the list or out of the line."""
    perform(
        request,
        lambda: actions.remove_person(actor=viewer(request), sign_up=sign_up),
        done=_("%(name)s is no longer on the list, and is told by mail.") % {"name": sign_up.person.name},
    )
    return back(sign_up.training)
