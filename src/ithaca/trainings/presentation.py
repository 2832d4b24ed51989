"""What the pages of trainings show to one reader."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.utils.translation import get_language

from ithaca.access.permissions import Permission
from ithaca.access.rules import allowed
from ithaca.accounts.models import Person
from ithaca.kernel import clock
from ithaca.programmes.models import Participation, Programme
from ithaca.programmes.policies import roles_in_programme
from ithaca.programmes.queries import participations_of
from ithaca.programmes.texts import localised
from ithaca.trainings import policies, queries, sentences, wording
from ithaca.trainings.forms import AddPersonForm
from ithaca.trainings.models import SignUp, Training
from ithaca.trainings.rules import free
from ithaca.trainings.states import TRAINING, SignUpState, TrainingState

PER_PAGE = 50
PAST_AT_FIRST = 9


def own_participations(person: Person, programme: Programme) -> list[Participation]:
    return [each for each in participations_of(person).filter(programme=programme) if each.inside]


def index_page(person: Person, programme: Programme, *, everything: bool = False) -> dict[str, Any]:
    manages = allowed(roles_in_programme(person, programme), Permission.MANAGE_TRAININGS)
    seen = policies.audiences_seen_by(person, programme)
    rows = queries.trainings_of(programme, audiences=seen, drafts=manages)
    mine = queries.states_of(person, rows)
    missing = queries.missing(own_participations(person, programme))
    shown: list[dict[str, Any]] = [{"row": row, "mine": mine.get(row.pk, "")} for row in rows]
    over = [each for each in reversed(shown) if _is_over(each["row"])]
    return {
        "programme": programme,
        "manages": manages,
        "drafts": [each for each in shown if each["row"].state == TrainingState.DRAFT],
        "coming": [each for each in shown if _is_coming(each["row"])],
        "over": over if everything else over[:PAST_AT_FIRST],
        "more": not everything and len(over) > PAST_AT_FIRST,
        "missing": {row.pk: row for rows_ in missing.values() for row in rows_}.values(),
        "figures": queries.figures(programme) if manages else None,
    }


def _is_coming(row: Training) -> bool:
    since = clock.now() - queries.BEGUN_SINCE
    return row.state == TrainingState.OPEN and row.last_starts_at is not None and row.last_starts_at >= since


def _is_over(row: Training) -> bool:
    return row.state != TrainingState.DRAFT and not _is_coming(row)


def detail_page(person: Person, training: Training, *, number: str = "") -> dict[str, Any]:
    roles = policies.roles_in_training(person, training)
    manages = allowed(roles, Permission.MANAGE_TRAININGS)
    mine = queries.sign_up_of(person, training)
    state = mine.state if mine else ""
    line = queries.waiting(training)
    against = queries.obstacle(training)
    begun = training.starts_at is not None and training.starts_at <= clock.now()
    open_ = training.state == TrainingState.OPEN
    context = {
        "programme": training.programme,
        "training": training,
        "dates": queries.dates(training),
        "mine": mine if state != SignUpState.GIVEN_UP else None,
        "manages": manages,
        "may_sign_up": allowed(roles, Permission.SIGN_UP_FOR_TRAINING)
        and against is None
        and state in ("", SignUpState.GIVEN_UP),
        "is_full": bool(line) or free(training.places, training.taken) == 0,
        "may_give_up": open_ and not begun and state in (SignUpState.PLACED, SignUpState.WAITING),
        "against": sentences.obstacle(against) if open_ and against else "",
        "in_line": next((n for n, each in enumerate(line, start=1) if each.person_id == person.pk), 0),
        "shows_link": bool(training.link) and (manages or (mine is not None and mine.coming)),
    }
    return context | (_for_coordinators(training, line, number) if manages else {})


def _for_coordinators(training: Training, line: list[SignUp], number: str) -> dict[str, Any]:
    people = queries.coming(training)
    may_add = training.state in (TrainingState.OPEN, TrainingState.HELD)
    verbs = ("change", "open", "cancel")
    return {
        "can": {verb: TRAINING.allows(verb, training.state) for verb in verbs},
        "people": people,
        "page": Paginator(people, PER_PAGE).get_page(number),
        "line": line,
        "may_note": queries.may_be_noted(training),
        "add_form": AddPersonForm() if may_add else None,
        "addable": queries.addable(training) if may_add else [],
    }


@dataclass(frozen=True)
class Line:
    """What one person has followed in a programme, in one role."""

    place: Participation
    events: int
    minutes: int
    missing: list[Training]


def lines(programme: Programme, places: Sequence[Participation]) -> list[Line]:
    """The hours of each of these people; three queries for any number."""
    followed = queries.followed_by(programme, [place.person_id for place in places])
    missing = queries.missing(places)
    return [
        Line(place, *followed.get(place.person_id, (0, 0)), missing.get(place.pk, [])) for place in places
    ]


def own_page(person: Person) -> dict[str, Any]:
    rows = queries.sign_ups_of(person)
    language = get_language() or "fr"
    shown: list[dict[str, Any]] = [
        {
            "sign_up": row,
            "training": row.training,
            "programme": localised(row.training.programme.name, language),
        }
        for row in rows
    ]
    coming = [
        each
        for each in shown
        if each["sign_up"].state in (SignUpState.PLACED, SignUpState.WAITING)
        and each["training"].state == TrainingState.OPEN
    ]
    past = [each for each in shown if each["sign_up"].state in wording.NOTES]
    inside = [each for each in participations_of(person) if each.inside]
    missing = queries.missing(inside)
    return {
        "coming": list(reversed(coming)),
        "past": past,
        "hours": wording.hours(sum(row.minutes for row in rows)),
        "followed": sum(row.state == SignUpState.PRESENT for row in rows),
        "missing": {row.pk: (each, row) for each in inside for row in missing.get(each.pk, [])}.values(),
        "programmes": {each.programme_id: each.programme for each in inside}.values(),
    }
