"""Attestations of participation: for whoever took part, and for whoever holds one and doubts."""

from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.access.rules import Denied
from ithaca.accounts.models import Person
from ithaca.design.views import open_route, perform, route
from ithaca.mentorships import actions, policies, queries, rules
from ithaca.mentorships.models import Mentorship
from ithaca.mentorships.presentation import attestation


@route(Permission.RECEIVE_ATTESTATION, policies.mentorship_by_id)
def own(request: HttpRequest, mentorship: Mentorship) -> HttpResponse:
    """Says what the attestation will say; one click issues it."""
    person = cast(Person, request.user)
    if not rules.may_attest(mentorship.state, mentorship.end_kind, mentorship.contacts):
        return redirect("mentorships:detail", mentorship.pk)
    if request.method == "POST":
        done = _("Your attestation is issued.")
        perform(request, lambda: actions.issue_attestation(actor=person, mentorship=mentorship), done=done)
        return redirect("mentorships:attestation", mentorship.pk)
    found = queries.attestation(mentorship, person)
    context = {
        "mentorship": mentorship,
        "other": queries.counterpart(mentorship, person),
        "attestation": found,
        "facts": attestation.facts(found, get_language() or "fr") if found else [],
        "address": attestation.address(found) if found else "",
    }
    return render(request, "mentorships/attestation.html", context)


@route(Permission.RECEIVE_ATTESTATION, policies.mentorship_by_id)
def paper(request: HttpRequest, mentorship: Mentorship) -> HttpResponse:
    """The attestation as a PDF, in the language of the page."""
    found = queries.attestation(mentorship, cast(Person, request.user))
    if found is None:
        return redirect("mentorships:attestation", mentorship.pk)
    response = HttpResponse(attestation.pdf(found, get_language() or "fr"), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="attestation-{found.code}.pdf"'
    return response


@open_route(Permission.SEE_PUBLIC_PAGES)
def check(request: HttpRequest) -> HttpResponse:
    """Where the number on the paper is typed in."""
    code = rules.read_code(request.GET.get("code", ""))
    if not code:
        return render(request, "mentorships/check.html")
    if len(code) == rules.CODE_LENGTH and code.isalnum():
        return redirect("mentorships:checked", code)
    return render(request, "mentorships/check.html", {"unreadable": True}, status=422)


@open_route(Permission.SEE_PUBLIC_PAGES)
def checked(request: HttpRequest, code: str) -> HttpResponse:
    """What the paper with this number says, and no more."""
    try:
        found = queries.attestation_by_code(rules.read_code(code))
    except Denied:
        if len(code) > 2 * rules.CODE_LENGTH:
            raise Http404
        return render(request, "mentorships/check.html", {"unknown": True}, status=404)
    context = {"attestation": found, "facts": attestation.facts(found, get_language() or "fr")}
    response = render(request, "mentorships/checked.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response
