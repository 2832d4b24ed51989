"""Mail around trainings and other events of a programme, with invitations for the calendar."""

from collections.abc import Sequence
from uuid import UUID

from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.functional import lazy
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from ithaca.accounts.models import Person
from ithaca.journal.dispatch import reacts_to
from ithaca.journal.models import Event
from ithaca.notifications.post import Calendar, Words, write
from ithaca.programmes.texts import localised, shown_language
from ithaca.trainings import calendars, queries
from ithaca.trainings.models import SignUp, Training, TrainingDate
from ithaca.trainings.rules import WORTH_A_MAIL
from ithaca.trainings.states import SignUpState, TrainingState

TO_ALL = _("You get this mail because you take part in %(programme)s.")
SIGNED_UP = _("You get this mail because you have signed up in %(programme)s.")
OPENED = Words(
    _("%(programme)s: %(title)s"),
    _("You are invited to “%(title)s”: %(dates)s. Read what it is about, and sign up here."),
    TO_ALL,
)
PLACED = Words(
    _("You have a place: %(title)s"),
    _(
        "You have a place in “%(title)s”: %(dates)s. Where: %(where)s. The invitation for your calendar is attached. If you can’t come, give your place back here, so that somebody else can."
    ),
    SIGNED_UP,
)
GIVEN = Words(
    _("You have a place: %(title)s"),
    _(
        "The coordination has given you a place in “%(title)s”: %(dates)s. Where: %(where)s. The invitation for your calendar is attached."
    ),
    TO_ALL,
)
MOVED_UP = Words(
    _("A place has become free: %(title)s"),
    _(
        "You were on the waiting list, and now you have a place in “%(title)s”: %(dates)s. Where: %(where)s. The invitation for your calendar is attached. If you can’t come any more, give your place back here, so that the next in line can."
    ),
    SIGNED_UP,
)
CHANGED = Words(
    _("Changed: %(title)s"),
    _(
        "“%(title)s” has changed. Now: %(dates)s. Where: %(where)s. The new invitation replaces the old one in your calendar."
    ),
    SIGNED_UP,
)
CHANGED_IN_LINE = Words(
    _("Changed: %(title)s"),
    _(
        "“%(title)s”, for which you are on the waiting list, has changed. Now: %(dates)s. If it no longer suits you, leave the list here."
    ),
    SIGNED_UP,
)
CANCELLED = Words(
    _("Cancelled: %(title)s"),
    _("“%(title)s” (%(dates)s) is cancelled, and we are sorry. Other events of the programme stand here."),
    SIGNED_UP,
)
GIVEN_BACK = Words(
    _("Your place is given back: %(title)s"),
    _(
        "You have given your place in “%(title)s” back. The attached file takes it from your calendar. You can sign up again as long as there is time."
    ),
    SIGNED_UP,
)
TAKEN_OFF = Words(
    _("You are no longer on the list: %(title)s"),
    _("You no longer have a place in “%(title)s” (%(dates)s). If this is a mistake, tell the coordination."),
    SIGNED_UP,
)
REMINDER = Words(
    _("A reminder: %(title)s"),
    _("“%(title)s” takes place soon, and you have a place: %(dates)s. Where: %(where)s."),
    SIGNED_UP,
)


def _training(event: Event) -> Training | None:
    return queries.training(UUID(str(event.subject_id)))


def in_words(dates: Sequence[TrainingDate]) -> str:
    """Every date, in the reader's language and time zone at the moment of writing."""
    shown = [date_format(timezone.localtime(date.starts_at), "DATETIME_FORMAT") for date in dates]
    return "; ".join(shown)


def _where(row: Training) -> str:
    return row.place or translate("by video call, the link stands on the page of the event")


def values_for(row: Training, person: Person, dates: Sequence[TrainingDate]) -> dict[str, object]:
    """What the words above are filled with."""
    language = shown_language(row.programme.languages, person.language)
    return {
        "title": localised(row.title, language),
        "programme": localised(row.programme.name, language),
        "dates": lazy(in_words, str)(dates),
        "where": lazy(_where, str)(row),
    }


def path_of(row: Training) -> str:
    return reverse("trainings:detail", args=[row.programme.slug, row.pk])


def _calendar(row: Training, person: Person, *, gone: bool = False, dropped: bool = False) -> Calendar:
    with translation.override(person.language):
        text = calendars.invitations(row, person, gone=gone, dropped=dropped)
    return Calendar("CANCEL" if gone else "REQUEST", text)


@reacts_to("training.opened")
def opened(event: Event) -> None:
    row = _training(event)
    if row is None or row.state != TrainingState.OPEN:
        return
    dates = queries.dates(row)
    for person in queries.audience_of(row):
        write(event, person, OPENED, path_of(row), values=values_for(row, person, dates))


@reacts_to("training.placed")
def placed(event: Event) -> None:
    sign_up = _sign_up(event)
    if sign_up is None or not sign_up.coming or sign_up.training.state == TrainingState.CANCELLED:
        return
    row, person = sign_up.training, sign_up.person
    own = event.actor_id == person.pk
    words = MOVED_UP if event.facts["from_waiting_list"] else PLACED if own else GIVEN
    values = values_for(row, person, queries.dates(row))
    write(event, person, words, path_of(row), values=values, calendar=_calendar(row, person))


def _sign_up(event: Event) -> SignUp | None:
    row = _training(event)
    return queries.sign_up_with_person(row, UUID(str(event.facts["person_id"]))) if row else None


@reacts_to("training.changed")
def changed(event: Event) -> None:
    row = _training(event)
    if row is None or not event.facts["was_open"] or not WORTH_A_MAIL & set(event.facts["what"]):
        return
    if row.state != TrainingState.OPEN:
        return
    dates = queries.dates(row)
    for sign_up in queries.coming(row):
        person = sign_up.person
        calendar = _calendar(row, person, dropped=True)
        values = values_for(row, person, dates)
        write(event, person, CHANGED, path_of(row), values=values, calendar=calendar)
    for sign_up in queries.waiting(row):
        person = sign_up.person
        write(event, person, CHANGED_IN_LINE, path_of(row), values=values_for(row, person, dates))


@reacts_to("training.cancelled")
def cancelled(event: Event) -> None:
    row = _training(event)
    if row is None:
        return
    dates, path = queries.dates(row), reverse("trainings:index", args=[row.programme.slug])
    for sign_up in (*queries.coming(row), *queries.waiting(row)):
        person = sign_up.person
        calendar = _calendar(row, person, gone=True) if sign_up.state == SignUpState.PLACED else None
        write(event, person, CANCELLED, path, values=values_for(row, person, dates), calendar=calendar)


@reacts_to("training.given up")
def given_up(event: Event) -> None:
    """Whoever has left the line by themselves knows it; whoever had a place has it in a calendar."""
    sign_up = _sign_up(event)
    if sign_up is None or sign_up.state != SignUpState.GIVEN_UP:
        return
    row, person, had_place = sign_up.training, sign_up.person, bool(event.facts["had_place"])
    own = event.actor_id == person.pk
    if own and not had_place:
        return
    values = values_for(row, person, queries.dates(row))
    calendar = _calendar(row, person, gone=True) if had_place else None
    write(event, person, GIVEN_BACK if own else TAKEN_OFF, path_of(row), values=values, calendar=calendar)
