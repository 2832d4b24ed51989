from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render

from ithaca.access.permissions import Permission
from ithaca.accounts.who import viewer
from ithaca.design.views import own_route, perform, route
from ithaca.kernel.ids import new_id
from ithaca.organisations.models import Organisation
from ithaca.programmes import actions, policies
from ithaca.programmes.forms.creating import NewProgrammeForm


@own_route(Permission.USE_OWN_ACCOUNT)
def choose_organisation(request: HttpRequest) -> HttpResponseBase:
    """`/programmes/new/?organisation=…`: leads to the form, or asks for which organisation."""
    wanted = request.GET.get("organisation", "")
    if wanted:
        return redirect("programmes:new_in", organisation=wanted)
    organisations = policies.organisations_for_new_programmes(viewer(request))
    if not organisations:
        raise Http404
    if len(organisations) == 1:
        return redirect("programmes:new_in", organisation=organisations[0].slug)
    return render(request, "programmes/choose_organisation.html", {"organisations": organisations})


@route(Permission.CREATE_PROGRAMME, policies.organisation_for_new_programme)
def new(request: HttpRequest, organisation: Organisation) -> HttpResponseBase:
    form = NewProgrammeForm(request.POST or None, initial={"id": new_id(), "languages": ["fr", "en"]})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        programme = perform(
            request,
            lambda: actions.create_programme(
                actor=viewer(request),
                id=data["id"],
                organisation=organisation,
                template=data["template"],
                languages=data["languages"],
                name=form.names(),
            ),
            form=form,
        )
        if programme is not None:
            return redirect("programmes:set_up", slug=programme.slug)
    return render(request, "programmes/new.html", {"form": form, "organisation": organisation})
