from typing import Any, cast

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.credentials.queries import listed_of
from ithaca.design.views import perform, route
from ithaca.directory import actions, policies, presentation, queries, rules, sentences
from ithaca.directory.entries import takes_mentees
from ithaca.directory.forms import ProfileForm
from ithaca.directory.models import Profile
from ithaca.kernel import clock
from ithaca.programmes.models import Participation
from ithaca.programmes.policies import own_participation
from ithaca.programmes.queries import participation_in, prepared_for
from ithaca.programmes.texts import localised
from ithaca.vault.queries import has_keyring


@route(Permission.EDIT_OWN_PARTICIPATION, own_participation)
def edit(request: HttpRequest, participation: Participation) -> HttpResponse:
    """My profile as mentor or as mentee of one programme."""
    person = cast(Person, request.user)
    profile = queries.profile_of(participation)
    prepared = prepared_for(participation) if profile is None else None
    form = ProfileForm(
        request.POST or None,
        request.FILES or None,
        participation=participation,
        profile=profile,
        prepared=prepared.prepared if prepared else {},
    )
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
        "prepared": prepared,
        "needs_vault": participation.role == "mentor" and not has_keyring(person),
    }
    return render(request, "directory/profile_form.html", context, status=422 if form.errors else 200)


def photo_url(profile: Profile | None, slug: str) -> str:
    if profile is None or not profile.photo:
        return ""
    return reverse("directory:photo", args=[slug, profile.participation_id])


def _shown(found: Participation) -> dict[str, Any]:
    """What a profile's page shows of anybody."""
    profile = queries.profile_of(found)
    return {
        **presentation.shown(found, profile),
        "programme": found.programme,
        "programme_name": localised(found.programme.name, get_language() or "fr"),
        "photo": photo_url(profile, found.programme.slug),
    }


@route(Permission.SEARCH_DIRECTORY, policies.person_in_directory)
def person(request: HttpRequest, found: Participation) -> HttpResponse:
    """One mentor, with one clear thing to do; or a mentee, for the mentor whom they turned to."""
    viewer = cast(Person, request.user)
    context = _shown(found) | {"own_page": found.person_id == viewer.pk}
    if found.role == "mentee":
        return render(request, "directory/mentee.html", context)
    own = participation_in(viewer, found.programme, "mentee")
    reason = rules.obstacle(queries.standing(own, found)) if own else None
    context |= {
        "available": takes_mentees(found),
        "certificates": listed_of([found.person_id], found.programme.organisation).get(found.person_id, []),
        "may_ask": own is not None and reason is None and not context["own_page"],
        "obstacle": sentences.obstacle(reason) if reason else "",
        "promised": rules.reply_by(clock.now(), found.programme.reply_days),
    }
    return render(request, "directory/mentor.html", context)


@route(Permission.SEARCH_DIRECTORY, policies.portrait_in_directory)
def photo(request: HttpRequest, profile: Profile) -> HttpResponseBase:
    return presentation.portrait(profile)
