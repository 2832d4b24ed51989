"""Every address × everybody: who is let in, who is sent to sign-in, and who finds nothing there.

The table is written by hand, on purpose apart from `access/permissions.py`: a role granted by mistake fails here.
"""

import re
from collections.abc import Callable

import pytest
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, get_resolver

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.cli.demo.world import build
from ithaca.directory.models import Request
from ithaca.mentorships.models import Meeting, Mentorship, PrivateTopic, Proposal
from ithaca.organisations.models import DeclaredConflict
from ithaca.programmes.models import EligibilityQuestion, Invitation, Participation, Programme
from ithaca.vault import depot
from ithaca.vault.models import Attachment, ContentObject, FrozenCopy, Room
from tests.architecture.test_routes import every_route

OPEN = {
    Permission.SEE_PUBLIC_PAGES,
    Permission.USE_SIGN_IN,
    Permission.SET_UP_INSTALLATION,
    Permission.JOIN_PROGRAMME,
    Permission.SEE_DEMO_MAILBOX,
}
OWN = {Permission.USE_OWN_ACCOUNT, Permission.USE_OWN_VAULT}
# Clémence coordinates, Alma administers, Marc and Inès are the pair, Nadia and Paul take part too, Nathan has applied;
# Hélène coordinates and administers another organisation's programme and is the outsider everywhere.
TEAM = {"clemence", "alma"}
PAIR = {"marc", "ines"}
MAY: dict[Permission, set[str]] = {
    Permission.SEE_ORGANISATION: TEAM,
    Permission.MANAGE_ORGANISATION: TEAM,
    Permission.CREATE_ORGANISATION: set(),
    Permission.CREATE_PROGRAMME: TEAM,
    Permission.CONFIGURE_PROGRAMME: TEAM,
    Permission.MANAGE_PARTICIPANTS: TEAM,
    Permission.SEE_PROGRAMME: TEAM | PAIR | {"nadia", "paul", "nathan"},
    Permission.SEARCH_DIRECTORY: TEAM | PAIR | {"nadia", "paul"},
    Permission.EDIT_OWN_PARTICIPATION: {"marc", "nadia"},  # the addresses are asked for as mentor
    Permission.SEND_REQUEST: {"ines", "paul"},
    Permission.SEE_REQUEST: PAIR,
    Permission.ANSWER_REQUEST: {"marc"},
    Permission.WITHDRAW_REQUEST: {"ines"},
    Permission.PAIR_PEOPLE: TEAM,
    Permission.SEE_MENTORSHIP_FACTS: TEAM | PAIR,
    Permission.TAKE_PART_IN_MENTORSHIP: PAIR,
    Permission.CONFIRM_WILLINGNESS: {"ines"},
    Permission.EXCLUDE_FROM_MENTORSHIP: TEAM,
    Permission.OPEN_ROOM: PAIR,
    Permission.DECIDE_ON_PRIVATE_TOPIC: {"ines"},
    Permission.REVOKE_COPY: {"ines"},
    Permission.READ_COPY: {"clemence"},
    Permission.EVALUATE: PAIR,
    Permission.SEE_STEERING: TEAM,
    Permission.EXPORT_STEERING: TEAM,
}
EVERYBODY = ("clemence", "alma", "marc", "ines", "nadia", "paul", "nathan", "helene")
# Addresses whose subject depends on more than the address: their own tests say who.
ASKED_ELSEWHERE = {
    "new_in",
    "photo",
    "mail",
    "mail_invitation",
    "change",
    "check",
    "new_question",
    "remove_coordinator",
}


def arguments(programme: Programme) -> dict[str, object]:
    """One object of Inès's and Marc's pair, or of their programme, for each name in an address."""
    pair = Mentorship.objects.get(mentee__person__email="ines@demo.example.org")
    proposal, _made = Proposal.objects.get_or_create(
        mentorship=pair, kind="end early", proposed_by=pair.mentor.person
    )
    conflict, _made = DeclaredConflict.objects.get_or_create(
        organisation=programme.organisation,
        person=Person.objects.get(email="nadia@demo.example.org"),
        other=Person.objects.get(email="karim@demo.example.org"),
    )
    attachment, _made = Attachment.objects.get_or_create(
        room=pair.room, author=pair.mentee.person, completed_at=programme.created_at
    )
    depot.write_part(attachment.pk, 0, b"sealed")
    return {
        "attachment_id": attachment.pk,
        "programme_slug": programme.slug,
        "organisation_slug": programme.organisation.slug,
        "organisation": programme.organisation.slug,
        "role": "mentor",
        "number": 1,
        "section": "format",
        "code": programme.join_code,
        "token": Invitation.objects.filter(programme=programme)[0].token,
        "question_id": EligibilityQuestion.objects.filter(programme=programme)[0].pk,
        "participation_id": pair.mentor_id,
        "invitation_id": Invitation.objects.filter(programme=programme)[0].pk,
        "mentorship_id": pair.pk,
        "meeting_id": Meeting.objects.filter(mentorship=pair)[0].pk,
        "proposal_id": proposal.pk,
        "answer": "agree",
        "request_id": Request.objects.get(mentorship=pair).pk,
        "person_id": pair.mentor.person_id,
        "conflict_id": conflict.pk,
        "room_id": pair.room_id,
        "object_id": ContentObject.objects.filter(room=pair.room, author=pair.mentee.person)[0].pk,
        "goal_id": pair.goals.all()[0].pk,
        "verb": "start",
        "topic_id": PrivateTopic.objects.get_or_create(
            mentorship=pair,
            defaults={"marked_by": pair.mentor.person, "room": Room.objects.create(purpose="private")},
        )[0].pk,
        "copy_id": FrozenCopy.objects.get_or_create(
            owner=pair.mentee.person,
            reader=Person.objects.get(email="clemence@demo.example.org"),
            content=ContentObject.objects.filter(room=pair.room)[0],
            defaults={"revision": 1, "file": b"sealed"},
        )[0].pk,
    }


def filled(address: str, values: dict[str, object]) -> str | None:
    """The address with its names filled in; None where one is not known."""
    kind = "organisation_slug" if address.startswith("organisations/") else "programme_slug"

    def put(match: re.Match[str]) -> str:
        name = match.group(1).split(":")[-1]
        return str(values[kind if name == "slug" else name])

    try:
        return "/" + re.sub(r"<([^>]+)>", put, address)
    except KeyError:
        return None


def ask(client: Client, address: str, pattern: URLPattern) -> HttpResponseBase:
    """GET, or the first method that is served, with an empty body; whatever it did is undone."""
    with transaction.atomic():
        response: HttpResponseBase = client.get(address)
        for method in ("POST", "PUT", "DELETE"):
            if response.status_code == 405:
                response = client.generic(method, address, data="{}", content_type="application/json")
        transaction.set_rollback(True)
    return response


def outcome(response: HttpResponseBase) -> str:
    if response.status_code == 404:
        return "nothing"
    if response.status_code == 401 or "/account/sign-in/" in response.headers.get("Location", ""):
        return "sign-in"
    if response.status_code == 422 and b'"malformed"' in getattr(response, "content", b""):
        return "unread"  # the API tells everybody alike that the body is none, before it looks for anything
    return "in"


@pytest.mark.django_db
def test_everybody_is_let_in_where_the_table_says_and_nowhere_else(
    sign_in: Callable[[Person], Client],
) -> None:
    build()
    programme = Programme.objects.select_related("organisation").get(slug="cap-sur-le-metier")
    assert Participation.objects.filter(
        programme=programme, person__email="nathan@demo.example.org", state="applied"
    ).exists()
    values = arguments(programme)
    clients = {name: sign_in(Person.objects.get(email=f"{name}@demo.example.org")) for name in EVERYBODY}
    wrong, unknown = [], []
    for address, pattern in every_route(get_resolver().url_patterns):
        permission = pattern.callback.permission
        if permission in OPEN or permission in OWN or pattern.name in ASKED_ELSEWHERE:
            continue
        path = filled(address, values)
        if path is None or permission not in MAY:
            unknown.append(address)
            continue
        visitor = outcome(ask(Client(), path, pattern))
        if visitor == "in":
            wrong.append(f"a visitor gets into {path}")
        for name, client in clients.items():
            # Only its author destroys a text or sends a document.
            own = re.search(r"objects/<[^>]+>$|/parts/|/complete$", address)
            allowed = {"ines"} if own else MAY[permission]
            expected = "in" if name in allowed else "nothing"
            found = outcome(ask(client, path, pattern))
            if found not in (expected, "unread"):
                wrong.append(f"{name} {path} ({permission}): {found}, expected {expected}")
    assert unknown == [], "addresses that this table does not know"
    assert wrong == []


@pytest.mark.django_db
def test_ones_own_pages_ask_visitors_to_sign_in() -> None:
    own = [
        (a, p)
        for a, p in every_route(get_resolver().url_patterns)
        if p.callback.permission in OWN and "<" not in a
    ]
    assert own
    let_in = [address for address, pattern in own if outcome(ask(Client(), f"/{address}", pattern)) == "in"]
    assert let_in == []
