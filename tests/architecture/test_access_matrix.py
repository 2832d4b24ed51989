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
from ithaca.programmes.models import Participation, Programme
from tests.architecture.addresses import EVERYBODY, arguments, every_route, filled

OPEN = {
    Permission.SEE_PUBLIC_PAGES,
    Permission.USE_SIGN_IN,
    Permission.SWITCH_MAIL_OFF,
    Permission.SET_UP_INSTALLATION,
    Permission.JOIN_PROGRAMME,
    Permission.SEE_DEMO_MAILBOX,
    Permission.VERIFY_CREDENTIAL,
    Permission.ANSWER_PERSPECTIVE,  # by one's own link: tests/perspectives
    Permission.READ_CALENDAR_FEED,  # by an address that nobody can guess: tests/notifications/test_feed.py
}
OWN = {Permission.USE_OWN_ACCOUNT, Permission.USE_OWN_VAULT}
# Clémence coordinates, Alma administers, Marc and Inès are the pair, Nadia and Paul take part too, Nathan has applied;
# Hélène coordinates and administers another organisation's programme and is the outsider everywhere.
# Joël administers a network that the organisation is a member of: he is an outsider in all that the member does.
TEAM = {"clemence", "alma"}
NETWORK = {"joel"}
PAIR = {"marc", "ines"}
MAY: dict[Permission, set[str]] = {
    Permission.SEE_ORGANISATION: TEAM,
    Permission.MANAGE_ORGANISATION: TEAM,
    Permission.CREATE_ORGANISATION: set(),
    Permission.CREATE_NETWORK: set(),
    Permission.SEE_NETWORK: NETWORK,
    Permission.MANAGE_NETWORK: NETWORK,
    Permission.MANAGE_SCHEMES: NETWORK,
    Permission.MANAGE_RESEARCH: NETWORK,
    Permission.AGREE_TO_RESEARCH: TEAM,
    Permission.TAKE_PART_IN_RESEARCH: TEAM,
    Permission.CONSENT_TO_RESEARCH: {"marc"},
    Permission.HOLD_CREDENTIAL: {"nadia"},
    Permission.ASK_PERSPECTIVES: {"marc"},
    Permission.CALIBRATE: {"nadia"},
    Permission.MANAGE_CREDENTIALS: TEAM,
    Permission.MANAGE_ISSUER_KEYS: TEAM,
    Permission.CREATE_PROGRAMME: TEAM,
    Permission.CONFIGURE_PROGRAMME: TEAM,
    Permission.MANAGE_PARTICIPANTS: TEAM,
    Permission.IMPORT_PEOPLE: TEAM,
    Permission.SEE_PROGRAMME: TEAM | PAIR | {"nadia", "paul", "nathan"},
    Permission.SEARCH_DIRECTORY: TEAM | PAIR | {"nadia", "paul"},
    Permission.EDIT_OWN_PARTICIPATION: {"marc", "nadia"},  # the addresses are asked for as mentor
    Permission.SEND_REQUEST: {"ines", "paul"},
    Permission.SEE_REQUEST: PAIR,
    Permission.ANSWER_REQUEST: {"marc"},
    Permission.WITHDRAW_REQUEST: {"ines"},
    Permission.PAIR_PEOPLE: TEAM,
    Permission.RUN_MATCHING: TEAM,
    Permission.ANSWER_MATCH: PAIR,
    Permission.SEE_HOW_MATCHING_WORKS: TEAM | PAIR | {"nadia", "paul", "nathan"},
    Permission.SEE_TRAININGS: TEAM | PAIR | {"nadia", "paul"},
    Permission.SIGN_UP_FOR_TRAINING: PAIR | {"nadia", "paul"},
    Permission.MANAGE_TRAININGS: TEAM,
    Permission.SEE_RESOURCES: TEAM | PAIR | {"nadia", "paul"},
    Permission.MANAGE_RESOURCES: TEAM,
    Permission.SEE_MENTORSHIP_FACTS: TEAM | PAIR,
    Permission.TAKE_PART_IN_MENTORSHIP: PAIR,
    Permission.OFFER_INTRODUCTION: {"marc"},
    Permission.ANSWER_INTRODUCTION: {"ines"},
    Permission.CONFIRM_WILLINGNESS: {"ines"},
    Permission.TICK_DUTIES: TEAM | PAIR,
    Permission.NUDGE_PAIR: TEAM,
    Permission.EXCLUDE_FROM_MENTORSHIP: TEAM,
    Permission.OPEN_ROOM: PAIR,
    Permission.DECIDE_ON_PRIVATE_TOPIC: {"ines"},
    Permission.REVOKE_COPY: {"ines"},
    Permission.READ_COPY: {"clemence"},
    Permission.EVALUATE: PAIR,
    Permission.PROPOSE_REPLACEMENTS: {"marc"},
    Permission.ANSWER_REPLACEMENT: {"ines"},
    Permission.SETTLE_SUCCESSION: TEAM | {"ines"},
    Permission.ANSWER_FOLLOW_UP: PAIR,
    Permission.RECEIVE_ATTESTATION: PAIR,
    Permission.SEE_FRAMEWORKS: TEAM | {"marc", "nadia"},
    Permission.MANAGE_FRAMEWORKS: TEAM,
    Permission.BEGIN_PORTFOLIO: {"marc", "nadia"},
    Permission.KEEP_PORTFOLIO: {"marc"},
    Permission.CONSENT_TO_EVIDENCE: {"ines"},
    # Nadia assesses Marc's file and Nathan may decide on it; the ratings are being compared.
    Permission.MANAGE_CERTIFICATION: TEAM,
    Permission.APPLY_FOR_CERTIFICATION: {"marc", "nadia"},
    Permission.SEE_CERTIFICATION_FILE: TEAM | {"marc", "nadia", "nathan"},
    Permission.KEEP_OWN_FILE: {"marc"},
    Permission.ASSESS_CANDIDATE: {"nadia"},
    Permission.READ_EVIDENCE: {"nadia"},
    Permission.READ_ASSESSMENT: {"nadia"},
    Permission.DECIDE_ON_CERTIFICATION: {"nathan"},
    Permission.CHANGE_CERTIFICATION: TEAM,
    # Nadia has audited the programme's seal file, and Nathan may decide on it; Joël's network has it.
    Permission.KEEP_SEAL_FILE: TEAM,
    Permission.SEE_SEAL_FILE: TEAM | NETWORK | {"nadia", "nathan"},
    Permission.MANAGE_SEALS: NETWORK,
    Permission.AUDIT_SEAL_FILE: {"nadia"},
    Permission.READ_SEAL_EVIDENCE: set(),  # over with the audit: tests/seals
    Permission.VOLUNTEER_FOR_AUDIT: set(),  # likewise
    Permission.DECIDE_ON_SEAL: {"nathan"},
    Permission.CHANGE_SEAL: NETWORK,
    Permission.SEE_STEERING: TEAM,
    Permission.EXPORT_STEERING: TEAM,
    Permission.SEE_FACTS: TEAM,
}
# What organisations and networks both have is asked at the addresses of both.
OF_NETWORKS = {Permission.MANAGE_CREDENTIALS: NETWORK, Permission.MANAGE_ISSUER_KEYS: NETWORK}
# Addresses whose subject depends on more than the address: their own tests say who.
ASKED_ELSEWHERE = {
    "shown_document",
    "new_in",
    "photo",
    "portrait",
    "mail",
    "mail_invitation",
    "change",
    "check",
    "new_question",
    "remove_coordinator",
    "answer_letter",
    "remove_person",
    # Of a programme that holds a seal: tests/seals.
    "take_along",
    "badge_lines",
    "begin_recognised",
}


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
@pytest.mark.usefixtures("brief_refusals")
def test_everybody_is_let_in_where_the_table_says_and_nowhere_else(
    sign_in: Callable[[Person], Client], demo: Programme
) -> None:
    programme = demo
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
            held = OF_NETWORKS if address.startswith("networks/") and permission in OF_NETWORKS else MAY
            allowed = {"ines"} if own else held[permission]
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
