"""Reads of rounds. What was answered leaves this module only as `rules.Result`."""

from datetime import datetime
from uuid import UUID

from django.core import signing

from ithaca import catalogue
from ithaca.accounts.models import Person
from ithaca.catalogue import Questionnaire
from ithaca.catalogue.models.questionnaire import RECOMMENDATION
from ithaca.kernel import clock
from ithaca.kernel.ids import read_id
from ithaca.mentorships.queries import mentorships_of
from ithaca.perspectives import rules
from ithaca.perspectives.models import Invitation, Round
from ithaca.perspectives.rules import Item, Result

QUESTIONNAIRE = "perspectives"
SALT = "ithaca perspectives"


def questionnaire_of(row: Round) -> Questionnaire:
    return catalogue.questionnaire(row.questionnaire)


def items_of(questionnaire: Questionnaire) -> list[Item]:
    """Its questions, and the recommendation as the last of them."""
    scale, last = questionnaire.scale, questionnaire.recommendation
    items = [Item(each.slug, scale.low, scale.high, each.reversed) for each in questionnaire.items]
    return [*items, Item(RECOMMENDATION, last.low, last.high)]


def round_by_id(round_id: UUID) -> Round | None:
    return Round.objects.select_related("person").filter(pk=round_id).first()


def rounds_of(person: Person) -> list[Round]:
    """A mentor's, the latest first."""
    return list(Round.objects.filter(person=person).select_related("person"))


def is_over(row: Round, now: datetime | None = None) -> bool:
    return row.ended or row.ends_at <= (now or clock.now())


def open_round(person: Person) -> Round | None:
    return Round.objects.filter(person=person, ended=False, ends_at__gt=clock.now()).first()


def result_of(row: Round) -> Result | None:
    """Once nobody can answer any more, and from three answers on: two looks never tell what came in between."""
    if not is_over(row):
        return None
    return rules.result(row.counts, items_of(questionnaire_of(row)))


def shown_by(person: Person) -> list[Round]:
    """The rounds that a mentor shows as evidence, with enough answers."""
    return [row for row in Round.objects.filter(person=person, shown=True) if result_of(row) is not None]


def asked_in(row: Round) -> list[Invitation]:
    return list(row.invitations.select_related("person"))


def mentees_of(person: Person) -> list[Person]:
    """Everybody somebody is or was the mentor of, each once."""
    rows = mentorships_of(person).filter(mentor__person=person, begun_at__isnull=False)
    return list({row.mentee.person_id: row.mentee.person for row in rows}.values())


def waiting_for(person: Person) -> list[Invitation]:
    """Who would like to hear from somebody, still in time."""
    rows = Invitation.objects.filter(person=person, answered=False, round__ended=False)
    return list(rows.filter(round__ends_at__gt=clock.now()).select_related("round__person"))


def unanswered_between(begin: datetime, end: datetime) -> list[Invitation]:
    """Of people with an account, in rounds that end within this time."""
    rows = Invitation.objects.filter(answered=False, person__isnull=False, round__ended=False)
    ending = rows.filter(round__ends_at__gt=begin, round__ends_at__lte=end)
    return list(ending.select_related("person", "round__person"))


def over_since(since: datetime, now: datetime) -> list[Round]:
    """Rounds that came to their end in this time."""
    rows = Round.objects.filter(ended=False, ends_at__gt=since, ends_at__lte=now)
    return list(rows.select_related("person"))


def token_of(row: Invitation) -> str:
    """What the link carries: nothing in the database makes one, only the installation's secret."""
    return signing.Signer(salt=SALT).sign(row.pk.hex)


def invitation_by_token(token: str) -> Invitation | None:
    try:
        id = read_id(signing.Signer(salt=SALT).unsign(token))
    except signing.BadSignature:
        return None
    return Invitation.objects.select_related("round__person").filter(pk=id).first() if id else None
