from typing import cast

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.design.views import perform, route
from ithaca.directory import actions, policies, queries, rules, sentences, topics
from ithaca.directory.entries import takes_mentees
from ithaca.directory.forms import ProfileForm
from ithaca.directory.models import Profile
from ithaca.programmes.models import Participation
from ithaca.programmes.policies import own_participation
from ithaca.programmes.queries import participation_in
from ithaca.programmes.texts import localised
from ithaca.vault.queries import has_keyring


@route(Permission.EDIT_OWN_PARTICIPATION, own_participation)
def edit(request: HttpRequest, participation: Participation) -> HttpResponse:
    """My profile as mentor or as mentee of one programme."""
    person = cast(Person, request.user)
    profile = queries.profile_of(participation)
    form = ProfileForm(request.POST or None, request.FILES or None, participation=participation, profile=profile)
    if request.method == "POST" and form.is_valid():
        content = form.content()
        done = _("Your profile is published.") if profile is None else _("Your profile is saved.")
        made = perform(
            request,
            lambda: actions.save_profile(person=person, participation=participation, content=content),
            done=done,
            form=form,
        )
        if made:
            return redirect("programmes:home", participation.programme.slug)
    context = {
        "participation": participation,
        "programme": participation.programme,
        "programme_name": localised(participation.programme.name, get_language() or "fr"),
        "profile": profile,
        "form": form,
        "needs_vault": participation.role == "mentor" and not has_keyring(person),
    }
    return render(request, "directory/profile_form.html", context, status=422 if form.errors else 200)


def photo_url(profile: Profile | None, slug: str) -> str:
    if profile is None or not profile.photo:
        return ""
    return reverse("directory:photo", args=[slug, profile.participation_id])


@route(Permission.SEARCH_DIRECTORY, policies.mentor_in_programme)
def mentor(request: HttpRequest, found: Participation) -> HttpResponse:
    """One mentor, with one clear thing to do."""
    person = cast(Person, request.user)
    profile = queries.profile_of(found)
    own = participation_in(person, found.programme, "mentee")
    reason = rules.obstacle(queries.standing(own, found)) if own else None
    context = {
        "programme": found.programme,
        "programme_name": localised(found.programme.name, get_language() or "fr"),
        "mentor": found,
        "profile": profile,
        "photo": photo_url(profile, found.programme.slug),
        "available": takes_mentees(found),
        "may_ask": own is not None and reason is None and found.person_id != person.pk,
        "obstacle": sentences.obstacle(reason) if reason else "",
        "expertise": topics.labels("expertise", profile.expertise if profile else []),
        "sectors": topics.labels("sector", profile.sectors if profile else []),
        "languages": topics.labels("language", profile.languages if profile else []),
        "roles": topics.labels("role", profile.mentor_roles if profile else []),
    }
    return render(request, "directory/mentor.html", context)


@route(Permission.SEE_PROGRAMME, policies.photo_in_programme)
def photo(request: HttpRequest, profile: Profile) -> HttpResponseBase:
    response = FileResponse(profile.photo.open("rb"), content_type="image/webp")
    response["Cache-Control"] = "private, max-age=300"
    return response
