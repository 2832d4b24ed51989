from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ithaca.access.permissions import Permission
from ithaca.accounts.who import viewer
from ithaca.design.views import perform, route
from ithaca.trainings import actions, calendars, policies, queries
from ithaca.trainings.models import Training
from ithaca.trainings.states import SignUpState

of_mine = route(Permission.SIGN_UP_FOR_TRAINING, policies.training_in_programme)


def back(training: Training) -> HttpResponseBase:
    return redirect("trainings:detail", slug=training.programme.slug, training_id=training.pk)


@of_mine
@require_POST
def sign_up(request: HttpRequest, training: Training) -> HttpResponseBase:
    made = perform(request, lambda: actions.sign_up(person=viewer(request), training=training))
    if made is not None:
        placed = _("You have a place. The confirmation is on its way, with an invitation for your calendar.")
        waits = _("Every place is taken: you are on the waiting list. You move up as soon as a place frees.")
        messages.success(request, waits if made.state == SignUpState.WAITING else placed)
    return back(training)


@of_mine
@require_POST
def give_up(request: HttpRequest, training: Training) -> HttpResponseBase:
    perform(
        request,
        lambda: actions.give_up(person=viewer(request), training=training),
        done=_("Done: your place goes to the next in line. You can sign up again as long as there is time."),
    )
    return back(training)


@of_mine
def calendar(request: HttpRequest, training: Training) -> HttpResponseBase:
    """The dates for one's calendar, for those who have a place."""
    mine = queries.sign_up_of(viewer(request), training)
    if mine is None or not mine.coming:
        raise Http404
    response = HttpResponse(calendars.published(training), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="dates.ics"'
    return response
