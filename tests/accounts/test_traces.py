"""Closing an account: what runs ends as if its owner withdrew, and nothing that is left tells who they were."""

import json

from django.db.models import Q

from ithaca.accounts.closing import close_account, obstacles
from ithaca.accounts.models import Person
from ithaca.accounts.queries import person_by_email
from ithaca.certification.models import File
from ithaca.certification.states import RUNNING as CERTIFYING
from ithaca.directory.models import Request
from ithaca.journal.dispatch import dispatch_waiting
from ithaca.kernel import clock
from ithaca.matching.models import MatchProposal, RunPerson
from ithaca.mentorships.models import Mentorship
from ithaca.mentorships.states import RUNNING
from ithaca.notifications.models import Message, Notice
from ithaca.organisations.models import AdministratorLetter, Organisation, Position
from ithaca.programmes.models import Invitation, Participation, Programme
from ithaca.programmes.states import ASKING, INSIDE
from ithaca.research.models import Consent
from ithaca.trainings.models import SignUp
from tests.everywhere import every_row
from tests.matching.crowd import make_solved_run


def named(email: str) -> Person:
    found = person_by_email(f"{email}@demo.example.org")
    assert found is not None
    return found


def traces_of(*words: str) -> list[str]:
    """Tables that hold one of the words, however a JSON column writes it."""
    wanted = [form.encode() for word in words for form in (word, json.dumps(word)[1:-1])]
    return sorted({where for where, cell in every_row() if any(word in cell for word in wanted)})


def told_elsewhere(person: Person, programme: Programme) -> None:
    """What names somebody in rows of others: who invited them, leads them, matched them, was told of them."""
    clemence = named("clemence")
    Invitation.objects.create(
        programme=programme, email=person.email, name=person.name, role="mentor", token="t", state="used"
    )
    AdministratorLetter.objects.create(
        organisation=programme.organisation, email=person.email, language="fr", sent_at=clock.now()
    )
    other = Organisation.objects.exclude(pk=programme.organisation_id).first()
    assert other is not None
    Position.objects.create(organisation=other, email=person.email, name=person.name, person=person)
    run, line = make_solved_run(programme), f"{person.name} vous a écrit"
    place = person.participations.filter(programme=programme).first()
    RunPerson.objects.create(run=run, number=900, side="mentor", participation=place, name=person.name)
    Notice.objects.create(person=clemence, key="n", kind="pair", subject_id=run.pk, title=line, path="/")
    letter = {"to": clemence.email, "person_id": clemence.pk, "subject": line, "text": line}
    Message.objects.create(key="waiting", **letter)
    Message.objects.create(key="sent", state="sent", **letter)
    Message.objects.create(key="own", to=person.email, person_id=person.pk, subject="Bonjour", text="")


def test_nothing_is_left_that_tells_who_they_were(demo: Programme) -> None:
    """The demo's first people go, but those on whom others depend."""
    told_elsewhere(named("ines"), demo)
    people = Person.objects.filter(email__endswith="@demo.example.org").order_by("pk")
    going = [each for each in people if not obstacles(each)]
    words = [word for each in going for word in (each.name, each.email, each.name.lower())]
    before = {where.removeprefix("row of ") for where in traces_of(*words)}
    assert before >= {
        "accounts_person",
        "account_emailaddress",
        "credentials_credential",
        "directory_entry",
        "matching_runperson",
        "mentorships_attestation",
        "notifications_message",
        "notifications_notice",
        "organisations_administratorletter",
        "organisations_position",
        "programmes_invitation",
    }, "the scan sees them as long as they are there"
    for each in going:
        close_account(each)
    while dispatch_waiting():
        pass
    assert len(going) > 12
    assert traces_of(*words) == []
    nothing_is_left_open(going)


def nothing_is_left_open(gone: list[Person]) -> None:
    """Nobody waits for somebody who never comes."""
    either = Q(mentor__person__in=gone) | Q(mentee__person__in=gone)
    assert not Mentorship.objects.filter(either, state__in=(*RUNNING, "proposed")).exists()
    assert not Request.objects.filter(either, state="sent").exists()
    seats = Q(mentor__participation__person__in=gone) | Q(mentee__participation__person__in=gone)
    assert not MatchProposal.objects.filter(seats, state="open").exists()
    assert not Participation.objects.filter(person__in=gone, state__in=(*INSIDE, *ASKING)).exists()
    places = SignUp.objects.filter(person__in=gone, training__starts_at__gt=clock.now())
    assert not places.exclude(state="given up").exists()
    assert not File.objects.filter(person__in=gone, state__in=CERTIFYING).exists()
    assert not Consent.objects.filter(participation__person__in=gone, state="given").exists()
