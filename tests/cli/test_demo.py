"""The demo world: believable, the same every time, its rooms open to their members' keys alone; never in production."""

import uuid
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pyrage
import pytest
from click.testing import CliRunner, Result
from django.contrib.auth import authenticate
from django.db import transaction
from django.test import Client
from pytest_django import Settings

from ithaca.accounts.models import Person
from ithaca.cli import serve
from ithaca.cli.demo import command
from ithaca.cli.demo.accounts import ACCOUNTS, PASSWORD
from ithaca.cli.demo.world import build
from ithaca.indicators.models import GroupBand
from ithaca.mentorships.models import Meeting, Mentorship
from ithaca.mentorships.states import MentorshipState
from ithaca.programmes.models import Participation, Programme
from ithaca.programmes.queries import coordinators_of
from ithaca.research.models import Release
from ithaca.seals import actions
from ithaca.seals import queries as seals
from ithaca.seals.models import SealFile
from ithaca.seals.queries import documents
from ithaca.seals.rules import Conflict
from ithaca.vault import depot, queries
from ithaca.vault.client import CopySource, Keyring, Place, Tampered, open_copy, open_grant, read_card
from ithaca.vault.client import demo as demo_vaults
from ithaca.vault.client.shown import open_shown
from ithaca.vault.models import Revision, Room
from tests.database import kept

pytestmark = pytest.mark.django_db
Keyrings = dict[uuid.UUID, Keyring]


def run(command: object, *arguments: str) -> Result:
    return CliRunner().invoke(command, arguments)  # type: ignore[arg-type]


def told() -> dict[str, object]:
    """What a world tells, without the ids that are drawn anew each time."""
    return {
        "people": sorted(Person.objects.values_list("email", "name", "time_zone")),
        "participations": sorted(Participation.objects.values_list("person__email", "role", "state")),
        "mentorships": sorted(
            Mentorship.objects.values_list(
                "mentor__person__email", "mentee__person__email", "state", "contacts"
            )
        ),
        "meetings": Counter(Meeting.objects.values_list("state", flat=True)),
        "written": Counter(Revision.objects.values_list("content__kind", flat=True)),
    }


def test_it_is_the_same_world_every_time_and_holds_every_state() -> None:
    with transaction.atomic():
        build()
        anew = told()
        transaction.set_rollback(True)
    kept("demo", build)
    assert told() == anew
    assert 90 <= Person.objects.count() <= 120
    assert set(Mentorship.objects.values_list("state", flat=True)) == set(MentorshipState)
    assert {"self-assessment", "audit", "reported", "deciding", "sealed"} <= set(
        SealFile.objects.values_list("state", flat=True)
    )
    for account in ACCOUNTS:
        assert authenticate(request=None, email=account.email, password=PASSWORD), account.email


def texts(keyrings: Keyrings, room: Room, person: Person) -> list[object]:
    """What somebody's keyring opens of a room, read as a browser reads it."""
    state = queries.room_state(person, room.pk)
    cards = [read_card(card.jws) for card in state.cards]
    (grant,) = state.grants
    key = open_grant(
        keyrings[person.pk],
        str(room.pk),
        bytes(grant.file),
        [epoch.recipient for epoch in state.epochs],
        cards,
    )
    found = []
    for content in state.contents:
        last = state.revisions[content.pk][-1]
        place = Place(
            str(content.pk),
            content.kind,
            last.number,
            last.previous_sha256 or None,
            str(content.about) if content.about else None,
        )
        found.append(key.open(state.files[content.pk], place, str(last.author_id)).content)
    return found


def members_of(room: Room) -> list[uuid.UUID]:
    return list(room.members.values_list("person_id", flat=True))


def test_its_rooms_open_with_their_members_keys_and_with_no_others(demo: Programme) -> None:
    keyrings = {vault.person_id: vault.keyring for vault in demo_vaults.load().vaults}
    rooms = Room.objects.filter(contents__isnull=False).distinct()
    assert rooms.count() >= 10
    for room in rooms:
        members = list(Person.objects.filter(pk__in=members_of(room)))
        read = [texts(keyrings, room, person) for person in members]
        assert read[0]
        assert all(one == read[0] for one in read)
        stranger = next(k for pk, k in keyrings.items() if pk not in members_of(room))
        (grant,) = queries.room_state(members[0], room.pk).grants
        with pytest.raises((Tampered, pyrage.DecryptError)):
            open_grant(stranger, str(room.pk), bytes(grant.file), [""], [])


def test_whoever_audits_opens_the_documents_and_nobody_binds_them(demo: Programme) -> None:
    keyrings = {vault.person_id: vault.keyring for vault in demo_vaults.load().vaults}
    row = SealFile.objects.select_related(*seals.WITH).get(state="audit")
    readers = documents.readers_of(row)
    assert len(readers) == 2
    for reader in readers:
        assert seals.stands_against(reader.pk, row) == [Conflict.AUDITED]
        for each in documents.shown_to(row, readers)[reader.pk]:
            assert each.copy is not None
            piece = each.piece
            room, sent = str(each.copy.content.room_id), str(each.copy.pk)
            source = CopySource(room, str(piece.object), piece.kind, piece.revision, piece.sha256)
            owner = keyrings[each.copy.owner_id].card
            told = open_copy(keyrings[reader.pk], [owner], sent, source, bytes(each.copy.file)).content
            file = depot.read(uuid.UUID(told["attachment"])).read()
            assert len(open_shown(file, told["key"])) == told["size"]


def test_a_vote_is_lacking_for_a_seal(demo: Programme) -> None:
    row = SealFile.objects.select_related(*seals.WITH).get(state="deciding")
    assert actions.levels_to_award(row) == ["recognised"]
    edmond = Person.objects.get(email="edmond@demo.example.org")
    actions.vote(actor=edmond, file=row, step="award", reasons="D’accord.")
    actions.decide(actor=edmond, file=row, reasons="Le rapport convainc.", level="recognised")
    row.refresh_from_db()
    assert row.state == "sealed"


def test_the_cohort_before_is_published_and_compared(demo: Programme) -> None:
    release = Release.objects.get()
    assert release.lines >= release.study.k
    assert GroupBand.objects.filter(fact="charter_accepted", group="all").exists()


def test_it_is_not_built_over_people_who_are_there() -> None:
    Person.objects.create_user("vrai@example.org", "x", name="Vraie Personne")
    result = run(command.command)
    assert result.exit_code == 1
    assert "empty folder" in result.output
    assert run(command.command, "--if-empty").exit_code == 0
    assert Person.objects.count() == 1


def test_production_neither_builds_nor_serves_it(settings: Settings, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path  # `serve` collects anew, while other tests read the folder of all
    settings.PRODUCTION = True
    assert "public passwords" in run(command.command).output
    Person.objects.create_user("demo@demo.example.org", "x", name="Démo", is_demo=True)
    settings.BASE_URL = "https://ithaca.example.org"
    for server in ([serve.command], [serve.command, "--no-worker"]):
        result = run(*server)  # type: ignore[arg-type]
        assert result.exit_code == 1
        assert "demo accounts" in result.output


def test_a_large_world_is_built_by_number_and_can_grow(sign_in: Callable[[Person], Client]) -> None:
    for built in (1, 2):
        result = run(command.command, "--people", "1000")
        assert result.exit_code == 0, result.output
        assert "1000 people" in result.output
        assert Participation.objects.filter(role="mentor").count() == 500 * built
        assert Mentorship.objects.count() == 100 * built
    programme = Programme.objects.order_by("pk").last()
    assert programme is not None
    client = sign_in(coordinators_of(programme)[0])
    for page in ("", "directory/", "steering/", "pairs/", "participants/"):
        assert client.get(f"/programmes/{programme.slug}/{page}").status_code == 200, page
    found = client.get(f"/programmes/{programme.slug}/directory/", {"q": "equipe"}).context["found"]
    assert 0 < found.total <= 500
    assert not Person.objects.filter(is_demo=False).exists()


def test_fewer_than_a_thousand_make_no_large_world() -> None:
    assert run(command.command, "--people", "999").exit_code == 2
