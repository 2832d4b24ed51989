from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import translation

from ithaca.access.permissions import Permission
from ithaca.design.views import open_route, perform
from ithaca.kernel.ids import new_id
from ithaca.web import setup
from ithaca.web.forms import SetUpForm

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@open_route(Permission.SET_UP_INSTALLATION)
def set_up(request: HttpRequest, token: str) -> HttpResponseBase:
    """The first page of an installation; whoever comes back to it after set-up is led home."""
    if request.user.is_authenticated:
        return redirect("web:home")
    if not setup.opens(token):
        raise Http404
    form = SetUpForm(request.POST or None, initial={"id": new_id()})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        first = setup.FirstPerson(
            name=data["name"],
            email=data["email"],
            password=data["password"],
            language=translation.get_language() or "fr",
            time_zone=data["time_zone"],
        )
        made = perform(
            request,
            lambda: setup.set_up_installation(
                first, id=data["id"], organisation=data["organisation"], country=data["country"]
            ),
            form=form,
        )
        if made is not None:
            person, organisation = made
            login(request, person, backend=BACKEND)
            return redirect("programmes:new_in", organisation=organisation.slug)
    return render(request, "web/set_up.html", {"form": form})
