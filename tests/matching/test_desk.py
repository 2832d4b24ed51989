"""The review desk: what a change would do is said before it is done, rules hold by hand too, and all can be taken back."""

import csv
import io
import re
import time
import zipfile
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ithaca.access.rules import Denied
from ithaca.accounts.models import Person
from ithaca.journal.models import Event
from ithaca.kernel.errors import Refusal
from ithaca.kernel.ids import new_id
from ithaca.matching import actions
from ithaca.matching.actions import solving
from ithaca.matching.desk import measuring
from ithaca.matching.desk.board import effect, exchange
from ithaca.matching.models import Note, Pair, Run, RunChange, RunPerson
from ithaca.matching.queries import desk
from ithaca.organisations.models import DeclaredConflict
from tests.cast import Cast
from tests.matching.boards import board_of, page, swap, two
from tests.matching.runs import make_run, publish

SignIn = Callable[[Person], Client]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def test_what_the_effect_says_is_what_then_happens(cast: Cast, run: Run) -> None:
    board = board_of(run)
    one, other = two(board)
    planned = effect(board, exchange(board, one, other), measuring.measuring_of(run))  # type: ignore[arg-type]
    assert planned.possible
    assert planned.gain <= 0, "nothing is better than the best"
    swap(cast, run, one, other)
    after = board_of(run)
    assert after.total == planned.then.total == board.total + planned.gain
    assert after.least == planned.then.least
    assert after.places[one].mentor == board.places[other].mentor  # type: ignore[index]
    assert after.places[one].by_hand  # type: ignore[index]
    fact = Event.objects.get(verb="matching.changed")
    assert (fact.actor_id, fact.subject_id) == (cast.coordinator.pk, run.pk)


def test_the_measure_of_a_computed_pair_is_its_score(run: Run) -> None:
    board, measure = board_of(run), measuring.measuring_of(run)
    for mentee, place in board.places.items():
        found = measure(board.people[mentee], board.people[place.mentor])
        assert (found.score, dict(found.parts), found.against) == (place.score, dict(place.parts), ())


def test_undoing_brings_back_the_pairs_as_they_were_one_change_after_the_other(cast: Cast, run: Run) -> None:
    before = dict(board_of(run).places)
    one, other = two(board_of(run))
    swap(cast, run, one, other)
    mentee = next(iter(before))
    actions.lock_pair(
        actor=cast.coordinator,
        run=run,
        mentee=mentee,
        mentor=board_of(run).places[mentee].mentor,
        locked=True,
    )
    for number in (2, 1):
        actions.undo_change(actor=cast.administrator, run=run, number=number)
    assert dict(board_of(run).places) == before
    assert [change.verb for change in desk.changes(run)] == ["undo", "undo", "lock", "move"]
    assert desk.undoable(run) == []
    with pytest.raises(Refusal):
        actions.undo_change(actor=cast.coordinator, run=run, number=1)


def test_undoing_brings_back_nobody_who_has_left_the_run_since(cast: Cast, run: Run) -> None:
    one, other = two(board_of(run))
    gone = board_of(run).places[one].mentor
    swap(cast, run, one, other)
    RunPerson.objects.filter(pk=gone).delete()
    actions.undo_change(actor=cast.coordinator, run=run, number=1)
    assert gone not in board_of(run).load
    assert other in board_of(run).places


def test_a_change_meanwhile_to_the_same_people_is_told_with_its_author(cast: Cast, run: Run) -> None:
    board = board_of(run)
    one, other = two(board)
    swap(cast, run, one, other, revision=0)
    with pytest.raises(Refusal, match="Clémence Roy has changed these people"):
        swap(cast, run, other, one, revision=0)
    assert RunChange.objects.count() == 1


def test_two_who_work_on_different_people_do_not_hinder_each_other(cast: Cast, run: Run) -> None:
    board = board_of(run)
    ids = list(board.places)
    actions.lock_pair(
        actor=cast.administrator, run=run, mentee=ids[0], mentor=board.places[ids[0]].mentor, locked=True
    )
    busy = board.places[ids[0]].mentor
    one, other = [m for m in ids[1:] if board.places[m].mentor != busy][:2]
    swap(cast, run, one, other, revision=0)
    assert Run.objects.get(pk=run.pk).revision == 2


def test_what_is_locked_stays(cast: Cast, run: Run) -> None:
    board = board_of(run)
    one, other = two(board)
    actions.lock_pair(
        actor=cast.coordinator,
        run=run,
        mentee=one,
        mentor=board.places[one].mentor,
        locked=True,  # type: ignore[arg-type, index]
    )
    with pytest.raises(Refusal, match="is locked"):
        swap(cast, run, one, other)


def test_rules_hold_by_hand_too_as_they_stand_now(cast: Cast, run: Run, sign_in: SignIn) -> None:
    board = board_of(run)
    one, other = two(board)
    mentee = RunPerson.objects.get(pk=one)  # type: ignore[misc]
    mentor = RunPerson.objects.get(pk=board.places[other].mentor)  # type: ignore[index]
    assert mentee.participation
    assert mentor.participation
    DeclaredConflict.objects.create(
        organisation=cast.organisation, person=mentee.participation.person, other=mentor.participation.person
    )
    with pytest.raises(Refusal, match="conflict"):
        swap(cast, run, one, other)
    seen = sign_in(cast.coordinator).get(page(run, "move"), {"mentee": str(one), "other": str(other)})
    assert "conflict" in seen.content.decode()
    assert "Exchange</" not in seen.content.decode()


def test_a_mentor_has_no_more_mentees_than_places(cast: Cast, run: Run) -> None:
    board = board_of(run)
    (left,) = board.without_mentor
    full = next(place.mentor for place in board.places.values() if board.free(place.mentor) == 0)
    with pytest.raises(Refusal, match="no free place"):
        actions.move_pairs(
            actor=cast.coordinator,
            run=run,
            revision=0,
            moves={left.id: full},
        )


def test_somebody_without_a_mentor_takes_the_place_of_another(cast: Cast, run: Run) -> None:
    board = board_of(run)
    (left,) = board.without_mentor
    other = next(iter(board.places))
    swap(cast, run, left.id, other)
    after = board_of(run)
    assert [one.id for one in after.without_mentor] == [other]
    assert after.places[left.id].mentor == board.places[other].mentor


def test_undoing_asks_the_rules_as_they_are_by_then(cast: Cast, run: Run) -> None:
    board = board_of(run)
    one, other = two(board)
    swap(cast, run, one, other)
    mentee = RunPerson.objects.get(pk=one)  # type: ignore[misc]
    mentor = RunPerson.objects.get(pk=board.places[one].mentor)  # type: ignore[index]
    assert mentee.participation
    assert mentor.participation
    DeclaredConflict.objects.create(
        organisation=cast.organisation, person=mentee.participation.person, other=mentor.participation.person
    )
    measuring.forget()
    with pytest.raises(Refusal, match="conflict"):
        actions.undo_change(actor=cast.coordinator, run=run, number=1)


def test_the_table_is_filtered_searched_and_ordered(cast: Cast, run: Run, sign_in: SignIn) -> None:
    client = sign_in(cast.coordinator)
    board = board_of(run)

    def names(**asked: str) -> list[str]:
        shown = client.get(page(run), asked, headers={"X-Part": "results"}).content.decode()
        assert "<html" not in shown
        return re.findall(r'/pairs/[^"]+">([^<]+)</a>', shown)

    every = names()
    assert len(every) == 10
    assert names(order="mentee") == sorted(every)
    assert names(words="INES") == ["Inès Benali"]
    assert names(words="nobody at all") == []
    most = 2000  # of Policy(): topics 10, sectors 5, roles 3, text 2
    assert len(names(below="50")) == sum(place.score < most // 2 for place in board.places.values())
    assert names(only="locked") == names(only="by_hand") == names(only="noted") == []
    assert len(names(below="nonsense", page="99", order="no")) == 10


def test_from_one_pair_to_the_next_in_the_order_of_the_table(cast: Cast, run: Run, sign_in: SignIn) -> None:
    client = sign_in(cast.coordinator)
    rows = [row["mentee"] for row in client.get(page(run), {"order": "mentee"}).context["rows"]]

    def beside(at: int, asked: str) -> tuple[object, object]:
        address = reverse("matching:beside", args=[cast.programme.slug, run.pk, rows[at].id])
        seen = client.get(address, {"in": asked}).context
        return seen["before"], seen["after"]

    assert beside(0, "order=mentee") == (None, rows[1])
    assert beside(-1, "order=mentee") == (rows[-2], None)
    assert beside(0, f"words={rows[1].name}") == (None, None), "not in that table"


def test_an_exchange_needs_no_script_and_can_be_undone_where_it_is_told(
    cast: Cast, run: Run, sign_in: SignIn
) -> None:
    client, board = sign_in(cast.coordinator), board_of(run)
    one, other = two(board)
    picked = client.get(page(run), {"take": str(one)}).content.decode()
    found = re.search(rf'href="([^"]+mentee={one}&amp;other={other}[^"]*)"', picked)
    assert found
    preview = client.get(found[1].replace("&amp;", "&"))
    fields = dict(
        re.findall(
            r'name="(revision|mentee|other|mentor|back)"[^>]*?value="([^"]*)"', preview.content.decode()
        )
    )
    told = client.post(page(run, "move"), fields, follow=True).content.decode()
    assert "in place of" in told
    assert board_of(run).places[one].mentor == board.places[other].mentor  # type: ignore[index]
    again = client.post(page(run, "move"), fields, follow=True).content.decode()
    assert RunChange.objects.count() == 1
    assert "changed these people" in again
    undo = re.search(rf'action="({page(run, "undo")}[^"]*number=1)"', told)
    assert undo
    client.post(undo[1])
    assert board_of(run).places[one].mentor == board.places[one].mentor  # type: ignore[index]


def test_notes_are_for_colleagues(cast: Cast, run: Run, sign_in: SignIn) -> None:
    client = sign_in(cast.coordinator)
    mentee = next(iter(board_of(run).places))
    address = page(run, "beside", mentee)
    form = client.get(address).context["form"]
    data = {"id": str(form["id"].value()), "about": str(mentee), "text": "Préfère le matin. <b>"}
    client.post(address, data)
    client.post(address, data)
    assert Note.objects.count() == 1
    assert "Préfère le matin. &lt;b&gt;" in sign_in(cast.administrator).get(address).content.decode()
    assert "1 note" in client.get(page(run), {"only": "noted"}).content.decode()
    assert client.post(address, {**data, "id": str(new_id()), "text": ""}).status_code == 422
    assert "Préfère" not in str(list(Event.objects.values_list("facts", flat=True)))


def test_nobody_else_comes_near_the_desk(cast: Cast, run: Run, sign_in: SignIn) -> None:
    mentee = next(iter(board_of(run).places))
    names = ("review", "without", "changes", "print", "csv", "xlsx", "publish")
    addresses = [page(run, name) for name in names] + [page(run, "beside", mentee)]
    addresses.append(f"{page(run, 'move')}?mentee={mentee}&mentor=nobody")
    for person in (cast.outsider, cast.mentor, cast.mentee):
        client = sign_in(person)
        for address in addresses:
            assert client.get(address).status_code == 404, address
        for name in ("lock", "undo", "again"):
            assert client.post(page(run, name)).status_code == 404
        with pytest.raises(Denied):
            actions.move_pairs(actor=person, run=run, revision=0, moves={mentee: None})
    stranger = page(run, "review").replace(cast.programme.slug, cast.elsewhere.slug)
    assert sign_in(cast.outsider).get(stranger).status_code == 404


def test_a_published_run_is_changed_no_more(cast: Cast, run: Run) -> None:
    publish(cast, run)
    one, other = two(board_of(run))
    with pytest.raises(Refusal, match="published"):
        swap(cast, run, one, other)


def test_sheets_hold_every_mentee_and_no_formula(cast: Cast, run: Run, sign_in: SignIn) -> None:
    RunPerson.objects.filter(run=run, name="Inès Benali").update(name='=HYPERLINK("http://evil","x")')
    client = sign_in(cast.coordinator)
    text = client.get(page(run, "csv")).content.decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(text)))
    assert len(lines) == 12
    assert all(len(line) == len(lines[0]) for line in lines)
    assert not any(cell.startswith("=") for line in lines for cell in line)
    book = zipfile.ZipFile(io.BytesIO(client.get(page(run, "xlsx")).content))
    assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")
    printed = client.get(page(run, "print")).content.decode()
    assert printed.count("<tr>") == 11


def test_computed_again_what_is_locked_stays(cast: Cast, run: Run, sign_in: SignIn) -> None:
    board = board_of(run)
    one, other = two(board)
    swap(cast, run, one, other)
    mentor = board_of(run).places[one].mentor  # type: ignore[index]
    actions.lock_pair(actor=cast.coordinator, run=run, mentee=one, mentor=mentor, locked=True)  # type: ignore[arg-type]
    client = sign_in(cast.coordinator)
    data = {"id": str(new_id())}
    client.post(page(run, "again"), data)
    client.post(page(run, "again"), data)
    assert Run.objects.count() == 2
    assert solving.solve_waiting() == 1
    new = Run.objects.exclude(pk=run.pk).get()
    kept = Pair.objects.get(run=new, locked=True)
    assert kept.mentee.name == board.people[one].name  # type: ignore[index]
    assert kept.mentor.name == board.people[mentor].name


def test_a_thousand_pairs_are_shown_and_measured_in_the_blink_of_an_eye(cast: Cast, sign_in: SignIn) -> None:
    small = make_run_of(cast, 20)
    client = sign_in(cast.coordinator)
    client.get(page(small))
    with CaptureQueriesContext(connection) as few:
        client.get(page(small))
    large = make_run_of(cast, 1000)
    with CaptureQueriesContext(connection) as many:
        client.get(page(large))
    assert len(many) == len(few)
    began = time.perf_counter()
    seen = client.get(page(large), {"words": "049"}, headers={"X-Part": "results"})
    assert time.perf_counter() - began < 1.5, "and a tenth of that on a quiet machine"
    assert len(seen.content) < 200_000
    board = board_of(large)
    began = time.perf_counter()
    one, other = list(board.places)[:2]
    found = effect(board, exchange(board, one, other), lambda mentee, mentor: measured)
    assert time.perf_counter() - began < 0.1
    assert found.possible


measured = measuring.Measure(500, {"topics": 500})


def make_run_of(cast: Cast, count: int) -> Run:

    run = make_run(cast.programme, result={"objective": 700 * count})
    sides = {}
    for side, place in (("mentee", cast.being_mentored), ("mentor", cast.mentoring)):
        sides[side] = RunPerson.objects.bulk_create(
            RunPerson(
                run=run, side=side, number=n, name=f"{side} {n:04}", participation=place, facts={"level": "A"}
            )
            for n in range(count)
        )
    Pair.objects.bulk_create(
        Pair(run=run, mentee=a, mentor=b, score=700, parts={"topics": 700})
        for a, b in zip(sides["mentee"], sides["mentor"], strict=True)
    )
    return run
