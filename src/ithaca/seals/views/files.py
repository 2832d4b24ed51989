"""A programme's seals, how it begins one, and the page of a file."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.accounts.who import viewer
from ithaca.design.views import perform, route
from ithaca.indicators.tabs import tabs
from ithaca.kernel.ids import new_id
from ithaca.programmes.models import Programme
from ithaca.programmes.policies import programme_by_slug
from ithaca.schemes import presentation as schemes
from ithaca.schemes.queries import scheme
from ithaca.seals import actions, policies, queries
from ithaca.seals.forms import BeginForm
from ithaca.seals.models import SealFile
from ithaca.seals.policies import Beginning
from ithaca.seals.presentation.beginning import at_first_sight
from ithaca.seals.presentation.files import frame, way
from ithaca.seals.presentation.proceedings import now_for, too_few, up_from
from ithaca.seals.presentation.sections import links_of, sections_of

keeping = route(Permission.KEEP_SEAL_FILE, programme_by_slug)


@keeping
def programme(request: HttpRequest, programme: Programme) -> HttpResponseBase:
    """The networks that the programme can ask for a seal, what they ask, and its files so far."""
    language = schemes.language_of()
    files = [frame(row) for row in queries.files_of_programme(programme)]
    offers = [
        (version, schemes.levels(scheme(version), language), scheme(version).text(language), running)
        for version, running in queries.open_to(programme)
    ]
    context = {
        "programme": programme,
        "tabs": tabs(programme, "seals:programme"),
        "files": files,
        "offers": offers,
        "recognised": queries.offers_to(programme),
    }
    return render(request, "seals/programme.html", context)


@route(Permission.KEEP_SEAL_FILE, policies.beginning)
def begin(request: HttpRequest, beginning: Beginning) -> HttpResponseBase:
    """The level that the programme asks for; whoever comes after a colleague is led to the file that there is."""
    row, version = beginning.programme, beginning.version
    initial = {"id": new_id(), "level": scheme(version).levels[0].slug}
    form = BeginForm(request.POST or None, version=version, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        made = perform(
            request,
            lambda: actions.begin_file(
                actor=viewer(request),
                programme=row,
                version=version,
                level=data["level"],
                id=UUID(str(data["id"])),
            ),
            form=form,
        )
        if made is not None:
            return redirect("seals:file", made.pk)
    running = queries.under_way(row, version.network)
    if running is not None:
        messages.info(request, _("This file is already under way: go on with it together."))
        return redirect("seals:file", running.pk)
    words = scheme(version).text(schemes.language_of())
    context = {
        "programme": row,
        "version": version,
        "words": words,
        "form": form,
        "sight": at_first_sight(row, version),
    }
    return render(request, "seals/begin.html", context, status=422 if form.errors else 200)


@route(Permission.SEE_SEAL_FILE, policies.file)
def file(request: HttpRequest, row: SealFile) -> HttpResponseBase:
    """Where a file stands, and what this reader can do; for everybody who has to do with it."""
    person = viewer(request)
    roles, told = policies.roles_in_file(person, row), frame(row) | {"person": person}
    found = [
        (each, render_to_string(each.template, {**told, **each.context}, request=request))
        for each in sections_of(row, person, roles)
    ]
    context = told | {
        "now": now_for(row, roles),
        "too_few": too_few(row, roles),
        "way": way(row, person),
        "links": links_of(row, person, roles),
        "sections": [each for each in found if not each[0].aside],
        "asides": [each for each in found if each[0].aside],
        "up": up_from(row, roles),
    }
    return render(request, "seals/file.html", context)
