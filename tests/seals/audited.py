"""A file on its way through audit and committee, as far as a test wants it."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction

from ithaca.accounts.models import Person
from ithaca.kernel import clock
from ithaca.kernel.ids import new_id
from ithaca.networks.models import NetworkRole
from ithaca.networks.queries import people_of
from ithaca.seals import actions, freezing, queries
from ithaca.seals.actions import Found, Held
from ithaca.seals.actions.files import move
from ithaca.seals.models import Audit, AuditSession, Finding, SealFile
from tests import factories
from tests.seals.sealers import Sealers

MET = {"a1": "done", "a2": "done", "b1": "done"}
# A procedure in which one person is enough for everything.
ALONE = {
    "auditors": 1,
    "mentors": 1,
    "mentees": 1,
    "report_days": 2,
    "answer_days": 10,
    "quorum": 1,
    "appeal_days": 7,
}


def handed_in(world: Sealers, level: str = "first", **steps: str) -> SealFile:
    """With everything basic met, as far as `steps` do not say otherwise."""
    row = world.begun(level)
    world.says(row, **{**MET, **steps})
    row.frozen = freezing.freeze(row)
    row.sha256, row.handed_in_at = freezing.digest(row.frozen), clock.now()
    with transaction.atomic():
        move(world.clemence, row, "hand in", "frozen", "sha256", "handed_in_at")
    return world.now(row)


def audited(world: Sealers, row: SealFile, people: Sequence[Person] = ()) -> SealFile:
    """Under audit, by Aude and Aziz if nobody else is named."""
    chosen = people or world.auditors[:2]
    actions.name_auditors(actor=world.oriane, file=row, people=chosen)
    return world.now(row)


def audit_of(row: SealFile) -> Audit:
    found = queries.audit_of(row)
    assert found is not None
    return found


def auditors_of(row: SealFile) -> list[Person]:
    return [part.person for part in queries.parts_of(row)]


def hold(row: SealFile, session: AuditSession, at: datetime | None = None) -> None:
    held = Held(at or clock.now() - timedelta(hours=1), "Ce que nous avons vu.")
    actions.note_session(actor=auditors_of(row)[0], file=row, session=session, held=held)


def hold_all(row: SealFile, at: datetime | None = None) -> None:
    for each in queries.sessions_of(audit_of(row)):
        hold(row, each, at)


def find(row: SealFile, standard: str = "b1", kind: str = "remediable", words: str = "À revoir.") -> Finding:
    id = new_id()
    actions.note_finding(actor=auditors_of(row)[0], file=row, id=id, found=Found(standard, kind, words))
    return Finding.objects.get(pk=id)


def reported(world: Sealers, row: SealFile, at: datetime | None = None) -> SealFile:
    """All sessions held, and the report made."""
    hold_all(row, at)
    actions.report(actor=auditors_of(row)[0], file=row, summary="Un programme solide.")
    return world.now(row)


def before_the_committee(world: Sealers, level: str = "first", **steps: str) -> SealFile:
    row = reported(world, audited(world, handed_in(world, level, **steps)))
    actions.hand_over(actor=auditors_of(row)[0], file=row)
    return world.now(row)


def join_network(world: Sealers, name: str, role: str) -> Person:
    person = factories.make_person(name)
    NetworkRole.objects.create(network=world.network, person=person, role=role)
    return person


def seats(world: Sealers, role: str) -> list[Person]:
    return [each.person for each in people_of(world.network, role)]


def willing(world: Sealers, row: SealFile, count: int) -> list[Person]:
    people = [factories.make_person(f"Mentor{n}") for n in range(count)]
    for person in people:
        factories.make_participation(person, world.cast.programme, "mentor")
        actions.volunteer(actor=person, file=row, role="mentor", of_age=True)
    return people


def drawn_people(row: SealFile) -> list[Person]:
    sessions = queries.sessions_of(audit_of(row))
    return [each.volunteer.participation.person for each in sessions if each.volunteer]
