from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ithaca.access.permissions import Permission
from ithaca.accounts.who import viewer
from ithaca.design.views import perform, route
from ithaca.kernel.ids import new_id
from ithaca.programmes import actions, duties, policies, wording
from ithaca.programmes.forms.duties import DutiesForm, OwnDutyForm
from ithaca.programmes.models import OwnDuty, Programme
from ithaca.programmes.views.setting_up import configuring, saved
from ithaca.programmes.wording import reader_language


@configuring
def checklists(request: HttpRequest, programme: Programme) -> HttpResponseBase:
    """Which duties each person of a pair finds on their checklist."""
    language = reader_language(programme)
    phases = duties.phases(programme, language)
    everything = duties.duties(programme, language, duties.own_duties([programme]))
    form = DutiesForm(request.POST or None, phases=phases, duties=everything)
    if request.method == "POST" and form.is_valid():
        perform(
            request,
            lambda: actions.choose_duties(actor=viewer(request), programme=programme, kept=form.kept()),
            done=saved(),
        )
        return redirect("programmes:set_up", slug=programme.slug)
    titles = {phase.slug: phase.title for phase in phases}
    own = [
        {
            "id": duty.key.removeprefix("own/"),
            "text": duty.text,
            "phase": titles[duty.phase],
            "whose": wording.WHOSE[duty.role],
        }
        for duty in everything
        if duty.own and not duty.left_out
    ]
    context = {"programme": programme, "form": form, "own": own}
    return render(request, "programmes/set_up_duties.html", context)


@configuring
def new_duty(request: HttpRequest, programme: Programme) -> HttpResponseBase:
    """A duty of the programme's own."""
    phases = duties.phases(programme, reader_language(programme))
    form = OwnDutyForm(
        request.POST or None, phases=phases, languages=programme.languages, initial={"id": new_id()}
    )
    if request.method == "POST" and form.is_valid():
        id = form.cleaned_data["id"]
        if perform(
            request,
            lambda: actions.add_duty(
                actor=viewer(request), programme=programme, id=id, content=form.content()
            ),
            done=_("The duty is on the checklists."),
            form=form,
        ):
            return redirect("programmes:duties", slug=programme.slug)
    context = {"programme": programme, "form": form}
    return render(request, "programmes/set_up_duty.html", context, status=422 if form.errors else 200)


@require_POST
@route(Permission.CONFIGURE_PROGRAMME, policies.duty_in_programme)
def take_duty_out(request: HttpRequest, duty: OwnDuty) -> HttpResponseBase:
    perform(
        request,
        lambda: actions.take_duty_out(actor=viewer(request), programme=duty.programme, id=duty.pk),
        done=_("The duty is off the checklists. Whoever has ticked it still finds it."),
    )
    return redirect("programmes:duties", slug=duty.programme.slug)
