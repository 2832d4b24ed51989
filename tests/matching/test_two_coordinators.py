"""Two coordinate one run at once: nothing is lost, and whoever comes second reads who was first."""

from collections.abc import Callable

import pytest
from django.test import Client

from ithaca.accounts.models import Person
from ithaca.kernel.errors import Refusal
from ithaca.kernel.ids import new_id
from ithaca.matching import actions
from ithaca.matching.models import MatchProposal, Note, Run, RunChange
from ithaca.matching.queries import desk
from ithaca.organisations.models import DeclaredConflict
from tests import factories
from tests.cast import Cast
from tests.matching.boards import board_of, page, solved, swap
from tests.matching.crowd import make_people

SignIn = Callable[[Person], Client]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("everybody_in_english")]


@pytest.fixture
def run(cast: Cast) -> Run:
    make_people(cast.programme, "mentor", 8, capacity=1)
    make_people(cast.programme, "mentee", 8)
    return solved(cast)


@pytest.fixture
def samuel(cast: Cast) -> Person:
    person = factories.make_person("Samuel Okoye", language="en")
    factories.make_coordinator(person, cast.programme)
    return person


def four(run: Run) -> list[object]:
    """Mentees of mentors with one place: whom one exchanges without touching the others."""
    board = board_of(run)
    return [one for one, place in board.places.items() if board.people[place.mentor].capacity == 1][:4]


def test_each_takes_back_their_own_change_though_the_other_has_changed_something_since(
    cast: Cast, run: Run, samuel: Person, sign_in: SignIn
) -> None:
    a, b, c, d = four(run)
    before = board_of(run).places
    first = swap(cast, run, a, b)
    second = swap(cast, run, c, d, actor=samuel)
    shown = sign_in(samuel).get(page(run, "changes")).content.decode()
    assert f'value="{first.number}"' in shown
    assert f'value="{second.number}"' in shown
    actions.undo_change(actor=cast.coordinator, run=run, number=first.number)
    after = board_of(run).places
    assert [after[one].mentor for one in (a, b)] == [before[one].mentor for one in (a, b)]  # type: ignore[index]
    assert after[c].mentor == before[d].mentor  # type: ignore[index]
    with pytest.raises(Refusal, match="taken back already"):
        actions.undo_change(actor=samuel, run=run, number=first.number)


def test_a_change_that_a_colleague_has_built_upon_is_not_torn_out(
    cast: Cast, run: Run, samuel: Person
) -> None:
    a, b, c, _d = four(run)
    first = swap(cast, run, a, b)
    second = swap(cast, run, b, c, actor=samuel)
    assert [one.number for one in desk.undoable(run)] == [second.number]
    with pytest.raises(Refusal, match="Samuel Okoye has changed the same people"):
        actions.undo_change(actor=cast.coordinator, run=run, number=first.number)
    actions.undo_change(actor=samuel, run=run, number=second.number)
    actions.undo_change(actor=cast.coordinator, run=run, number=first.number)
    assert desk.undoable(run) == []


def test_the_page_of_the_second_says_who_was_first_and_how_things_stand(
    cast: Cast, run: Run, samuel: Person, sign_in: SignIn
) -> None:
    a, b, _c, _d = four(run)
    client = sign_in(samuel)
    client.get(page(run))
    swap(cast, run, a, b)
    mentor = board_of(run).places[b].mentor  # type: ignore[index]
    stale = {"mentee": str(a), "other": str(b), "revision": "0"}
    text = client.post(page(run, "move"), stale, follow=True).content.decode()
    assert "Clémence Roy has changed these people" in text
    assert "Undo the last change, by Clémence Roy" in text
    gone = {"mentee": str(a), "mentor": str(mentor), "locked": "yes"}
    actions.move_pairs(actor=cast.coordinator, run=run, revision=1, moves={a: None})  # type: ignore[dict-item]
    assert "no longer one" in client.post(page(run, "lock"), gone, follow=True).content.decode()
    assert RunChange.objects.filter(run=run).count() == 2


def test_what_somebody_looks_at_is_how_a_colleague_has_left_it(
    cast: Cast, run: Run, samuel: Person, sign_in: SignIn
) -> None:
    a, b, _c, _d = four(run)
    client, address = sign_in(samuel), page(run, "beside", a)
    client.get(address)
    other = board_of(run).people[board_of(run).places[b].mentor].name  # type: ignore[index]
    swap(cast, run, a, b)
    assert f"and {other}" in client.get(address).content.decode()
    one, mentor = board_of(run).people[b], board_of(run).people[board_of(run).places[a].mentor]  # type: ignore[index]
    mentee, theirs = (Person.objects.get(name=each.name) for each in (one, mentor))
    DeclaredConflict.objects.create(organisation=cast.organisation, person=mentee, other=theirs)
    effect = client.get(page(run, "move"), {"mentee": str(a), "other": str(b)}, headers={"X-Part": "effect"})
    assert "No conflict of interest" in effect.content.decode(), "asked anew, not a minute old"


def test_notes_of_both_are_kept_and_a_second_click_makes_no_second_note(
    cast: Cast, run: Run, samuel: Person
) -> None:
    (about, *_others) = four(run)
    number = new_id()
    for _click in range(2):
        actions.write_note(actor=cast.coordinator, run=run, id=number, about=about, text="Se connaissent")  # type: ignore[arg-type]
    actions.write_note(actor=samuel, run=run, id=new_id(), about=about, text="À vérifier")  # type: ignore[arg-type]
    assert [note.author.name for note in desk.notes_about(run, about)] == ["Clémence Roy", "Samuel Okoye"]  # type: ignore[arg-type, union-attr]
    assert Note.objects.count() == 2


def test_what_one_publishes_the_other_neither_changes_nor_publishes_twice(
    cast: Cast, run: Run, samuel: Person, sign_in: SignIn
) -> None:
    a, b, _c, _d = four(run)
    actions.publish_run(actor=cast.coordinator, run=run, revision=0)
    count = MatchProposal.objects.count()
    client = sign_in(samuel)
    change = {"mentee": str(a), "other": str(b), "revision": "0"}
    assert "are fixed" in client.post(page(run, "move"), change, follow=True).content.decode()
    client.post(page(run, "publish"), {"revision": "0"})
    assert MatchProposal.objects.count() == count


def test_a_run_that_a_colleague_has_put_aside_says_so(cast: Cast, run: Run, sign_in: SignIn) -> None:
    actions.discard_run(actor=cast.coordinator, run=run)
    shown = sign_in(cast.administrator).get(page(run)).content.decode()
    assert "This run is put aside" in shown
    assert "Publish…" not in shown
