from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.programmes import queries as programmes
from ithaca.trainings import events, policies, queries, sentences
from ithaca.trainings.actions.changes import has_room, locked, move_up, place, record
from ithaca.trainings.models import Audience, SignUp, Training
from ithaca.trainings.states import SIGN_UP, SignUpState, TrainingState


@transaction.atomic
def sign_up(*, person: Person, training: Training) -> SignUp:
    """Takes a place, or one in the line where none is free; a second click finds the sign-up of the first."""
    row = locked(training.pk)
    policies.require(person, row, Permission.SIGN_UP_FOR_TRAINING)
    existing = SignUp.objects.filter(training=row, person=person).first()
    if existing is not None and existing.state != SignUpState.GIVEN_UP:
        return existing
    against = queries.obstacle(row)
    if against is not None:
        raise Refusal(sentences.obstacle(against))
    found = _in_line(existing, person, row)
    if has_room(row):
        place(person, row, found, from_waiting_list=False)
    else:
        record(events.Waits, person, row, person_id=person.pk)
    return found


def _in_line(existing: SignUp | None, person: Person, row: Training) -> SignUp:
    if existing is None:
        return SignUp.objects.create(training=row, person=person)
    existing.state = SIGN_UP.after("sign up again", existing.state)
    existing.since, existing.minutes = clock.now(), 0
    existing.save()
    return existing


@transaction.atomic
def give_up(*, person: Person, training: Training) -> None:
    """Gives one's place back, or leaves the line; the first in the line moves up."""
    row = locked(training.pk)
    policies.require(person, row, Permission.SIGN_UP_FOR_TRAINING)
    found = SignUp.objects.filter(training=row, person=person).first()
    if found is None or found.state == SignUpState.GIVEN_UP:
        return
    if row.starts_at is not None and row.starts_at <= clock.now():
        raise Refusal(_("It has begun already. Tell your coordinator if you could not come."))
    _give_up(person, row, found)


def _give_up(actor: Person | None, row: Training, found: SignUp) -> None:
    had_place = found.state == SignUpState.PLACED
    found.state = SIGN_UP.after("give up", found.state)
    found.save(update_fields=["state"])
    if had_place:
        row.taken -= 1
        row.save(update_fields=["taken"])
    record(events.GivenUp, actor, row, person_id=found.person_id, had_place=had_place)
    move_up(row)


@transaction.atomic
def add_person(*, actor: Person, training: Training, person: Person) -> SignUp:
    """A coordinator gives a place to somebody of the programme, also after the deadline, or to whoever came unannounced."""
    row = locked(training.pk)
    policies.require(actor, row, Permission.MANAGE_TRAININGS)
    if row.state not in (TrainingState.OPEN, TrainingState.HELD):
        raise Refusal(_("Open it first: nobody can have a place in a draft, or in what is cancelled."))
    existing = SignUp.objects.filter(training=row, person=person).first()
    if existing is not None and existing.coming:
        return existing
    role = "" if row.audience == Audience.BOTH else row.audience
    if not programmes.people_in(row.programme, role).filter(person=person).exists():
        raise Refusal(
            _("Choose somebody who takes part in the programme and whom it is for."), field="person"
        )
    if not has_room(row):
        raise Refusal(_("Every place is taken. Raise the number of places first."), field="person")
    waits = existing is not None and existing.state == SignUpState.WAITING
    found = existing if existing is not None and waits else _in_line(existing, person, row)
    place(actor, row, found, from_waiting_list=waits)
    return found


@transaction.atomic
def remove_person(*, actor: Person, sign_up: SignUp) -> None:
    """A coordinator takes somebody off the list; the person is told, and the first in the line moves up."""
    row = locked(sign_up.training_id)
    policies.require(actor, row, Permission.MANAGE_TRAININGS)
    found = SignUp.objects.get(pk=sign_up.pk)
    if found.state != SignUpState.GIVEN_UP:
        _give_up(actor, row, found)


@transaction.atomic
def leave_all(*, person_id: UUID, programme_id: UUID) -> None:
    """Somebody has left a programme: the places that they had in what is to come go to others."""
    inside = programmes.everybody().filter(programme=programme_id, person=person_id)
    roles = {each.role for each in inside if each.inside}
    mine = SignUp.objects.filter(
        person=person_id,
        training__programme=programme_id,
        training__state=TrainingState.OPEN,
        training__starts_at__gt=clock.now(),
        state__in=[SignUpState.WAITING, SignUpState.PLACED],
    ).order_by("training_id")
    for training_id in list(mine.values_list("training_id", flat=True)):
        row = locked(training_id)
        if row.audience in roles or (row.audience == Audience.BOTH and roles):
            continue
        found = SignUp.objects.get(training=row, person=person_id)
        if found.state in (SignUpState.WAITING, SignUpState.PLACED):
            _give_up(None, row, found)
