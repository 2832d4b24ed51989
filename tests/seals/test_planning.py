"""What is lacking, by what meeting it changes; what is planned, by whom; and what goes on in the next file."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from ithaca.access.rules import Denied
from ithaca.accounts.models import Person
from ithaca.editions.document import digest
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.kernel.ids import new_id
from ithaca.schemes import rules
from ithaca.schemes.document import scheme_of
from ithaca.schemes.rules import Case
from ithaca.seals import actions, gaps, queries, seen
from ithaca.seals.actions import Planned, Progress
from ithaca.seals.models import Improvement, SealFile
from tests.schemes import oracle, small
from tests.seals.sealers import Sealers, publish, small_scheme

SignIn = Callable[[Person], Client]


# --- Gaps ---


@given(st.data())
def test_a_gap_closes_what_the_level_no_longer_lacks_once_the_standard_is_met(data: st.DataObject) -> None:
    content = data.draw(small.schemes())
    known = data.draw(small.cases(content))
    scheme = scheme_of(content)
    level = scheme.levels[-1].slug
    case = Case(**{**known, "facts": {}})
    found = gaps.gaps(scheme, case, level, {})
    at = oracle.places(content, known["answers"], {}, known["minors"])
    standards = {one["slug"]: one for _requirement, one in oracle.every_standard(content)}
    assert {each.standard for each in found} == {
        slug for slug, place in at.items() if place < oracle.enough(content, standards[slug])
    }
    long_ago = {each["slug"]: 1000 for each in content["levels"]}
    told = next(each for each in content["levels"] if each["slug"] == level)
    for each in found:
        enough = oracle.enough(content, standards[each.standard])
        after = oracle.holds(content, told, {**at, each.standard: enough}, long_ago)
        before = oracle.holds(content, told, at, long_ago)
        # Whatever alone reaches the level closes something and stands on the short way.
        if after and not before:
            assert each.closes
            assert each.on_the_way or len([one for one in found if one.closes]) > 1
        if before:
            assert not each.closes


def test_gaps_stand_by_what_they_change_then_by_how_little_they_take() -> None:
    scheme = scheme_of(small_scheme())
    case = Case(answers={"a1": "done", "a2": "done"})
    assert next(each.standard for each in gaps.gaps(scheme, case, "first", {})) == "b1"
    further = [
        each.standard
        for each in gaps.gaps(
            scheme, replace(case, answers={**case.answers, "b1": "done"}), "first", {"a3": 3, "b2": 1}
        )
    ]
    assert further == ["b2", "a3"]


# --- The plan ---


def planned(world: Sealers, **more: object) -> Planned:
    told = {
        "step": "done",
        "words": "Écrire la procédure.",
        "owner": world.claude,
        "due": clock.today() + timedelta(days=30),
    }
    return Planned(**{**told, **more})  # type: ignore[arg-type]


def test_a_line_of_the_plan_has_an_owner_a_day_and_a_history(world: Sealers) -> None:
    row = world.begun()
    id = new_id()
    for _click in range(2):
        line = actions.plan_improvement(
            actor=world.clemence, file=row, standard="b1", planned=planned(world), id=id
        )
    actions.change_improvement(
        actor=world.claude, improvement=line, planned=planned(world), progress=Progress(40, "Premier jet.")
    )
    line.refresh_from_db()
    assert (line.state, line.progress) == ("going", 40)
    actions.move_improvement(actor=world.claude, improvement=line, step="finish", words="")
    assert [(each.by, each.state, each.progress, each.words) for each in queries.history_of(line)] == [
        (world.claude, "done", 100, ""),
        (world.claude, "going", 40, "Premier jet."),
        (world.clemence, "planned", 0, ""),
    ]


def test_dropping_asks_for_a_reason_and_a_standard_stands_in_the_plan_once(world: Sealers) -> None:
    row = world.begun()
    line = actions.plan_improvement(
        actor=world.clemence, file=row, standard="b1", planned=planned(world), id=new_id()
    )
    with pytest.raises(Refusal):
        actions.plan_improvement(
            actor=world.claude, file=row, standard="b1", planned=planned(world), id=new_id()
        )
    with pytest.raises(Refusal):
        actions.move_improvement(actor=world.clemence, improvement=line, step="drop", words="")
    actions.move_improvement(actor=world.clemence, improvement=line, step="drop", words="Hors de portée.")
    actions.move_improvement(actor=world.clemence, improvement=line, step="take up again", words="")
    line.refresh_from_db()
    assert line.state == "planned"


def test_a_dropped_line_is_not_taken_up_beside_the_one_that_follows_it(
    world: Sealers, sign_in: SignIn
) -> None:
    row = world.begun()

    def plan() -> Improvement:
        return actions.plan_improvement(
            actor=world.clemence, file=row, standard="b1", planned=planned(world), id=new_id()
        )

    dropped = plan()
    actions.move_improvement(actor=world.clemence, improvement=dropped, step="drop", words="Plus tard.")
    plan()
    again = reverse("seals:move_improvement", args=[dropped.pk])
    answer = sign_in(world.clemence).post(again, {"step": "take up again", "words": ""}, follow=True)
    assert "déjà dans le plan" in answer.content.decode()
    assert [each.state for each in Improvement.objects.order_by("created_at")] == ["dropped", "planned"]


def test_only_the_programmes_people_plan_and_only_they_can_own_it(world: Sealers) -> None:
    row = world.begun()
    for stranger in (world.oriane, world.cast.outsider, world.cast.mentor):
        with pytest.raises(Denied):
            actions.plan_improvement(
                actor=stranger, file=row, standard="b1", planned=planned(world), id=new_id()
            )
    with pytest.raises(Refusal):
        actions.plan_improvement(
            actor=world.clemence,
            file=row,
            standard="b1",
            planned=planned(world, owner=world.cast.mentor),
            id=new_id(),
        )


def test_the_plan_on_its_pages_from_the_gap_to_the_end(world: Sealers, sign_in: SignIn) -> None:
    row, client = world.begun(), sign_in(world.clemence)
    world.says(row, a1="done", a2="done")
    plan = reverse("seals:plan", args=[row.pk])
    page = client.get(plan).content.decode()
    assert "Sur un chemin court vers" in page
    assert "sans réponse" in page
    client.post(reverse("seals:effort", args=[row.pk, "b1"]), {"effort": "1"})
    assert queries.answers_of(row)["b1"].effort == 1
    add = reverse("seals:add_improvement", args=[row.pk, "b1"])
    assert client.get(add).status_code == 200
    due = clock.today() + timedelta(days=10)
    sent = {
        "id": str(new_id()),
        "step": "done",
        "words": "Former.",
        "owner": str(world.claude.pk),
        "due": str(due),
    }
    assert client.post(add, sent | {"due": ""}).status_code == 422
    assert client.post(add, sent).status_code == 302
    line = Improvement.objects.get()
    page = reverse("seals:improvement", args=[line.pk])
    assert "Claude Roux" in client.get(page).content.decode()
    made_from = digest(seen.improvement(line))
    client.post(page, sent | {"progress": "50", "remark": "À mi-chemin.", "seen": made_from})
    client.post(reverse("seals:move_improvement", args=[line.pk]), {"step": "finish", "words": "Fait."})
    assert "À mi-chemin." in client.get(page).content.decode()
    assert "first" in client.get(plan).content.decode()
    for stranger in (world.oriane, world.cast.outsider):
        assert sign_in(stranger).get(page).status_code == 404
        assert sign_in(stranger).get(plan).status_code == 404


# --- The next file ---


def test_the_next_file_begins_with_what_the_last_one_said_and_asks_to_look_again(
    world: Sealers, sign_in: SignIn
) -> None:
    first = world.begun()
    world.says(first, a1="done", b4="not_applicable")
    actions.save_reflection(actor=world.clemence, file=first, requirement="a", base="", mine="Bien.")
    line = actions.plan_improvement(
        actor=world.clemence, file=first, standard="b1", planned=planned(world), id=new_id()
    )
    actions.leave_file(actor=world.clemence, file=first)
    second = world.begun()
    answers = queries.answers_of(second)
    assert {slug: (each.step, each.carried) for slug, each in answers.items()} == {
        "a1": ("done", True),
        "b4": ("not_applicable", True),
    }
    assert queries.reflections_of(second)["a"].words == "Bien."
    assert [each.pk for each in queries.improvements_of(second)] == [line.pk]
    page = sign_in(world.clemence).get(reverse("seals:requirement", args=[second.pk, "a"])).content.decode()
    assert "de la dernière fois, à revoir" in page
    # Saved as it stands, it has been looked at.
    sent = {"step": "done", "words": "", "base_step": "done", "base_words": ""}
    sign_in(world.clemence).post(reverse("seals:answer", args=[second.pk, "a1"]), sent)
    assert not queries.answers_of(second)["a1"].carried


def test_handing_in_answers_of_last_time_says_so_beside_the_button(world: Sealers, sign_in: SignIn) -> None:
    first, client = world.begun(), sign_in(world.clemence)
    answered = ("a1", "a2", "a3", "b1", "b2")
    world.says(first, **dict.fromkeys(answered, "done"))
    actions.leave_file(actor=world.clemence, file=first)
    second = world.begun()
    hub, hand_in = reverse("seals:file", args=[second.pk]), reverse("seals:hand_in", args=[second.pk])
    assert "Revoir les réponses de la dernière fois" in client.get(hub).content.decode()
    assert "Remettre, avec 5 réponses de la dernière fois" in client.get(hand_in).content.decode()
    for standard in answered:
        sent = {"step": "done", "words": "", "base_step": "done", "base_words": ""}
        client.post(reverse("seals:answer", args=[second.pk, standard]), sent)
    assert "de la dernière fois" not in client.get(hub).content.decode()
    assert "de la dernière fois" not in client.get(hand_in).content.decode()


def test_nothing_is_carried_from_another_scheme(world: Sealers) -> None:
    row = world.begun()
    world.says(row, a1="done")
    SealFile.objects.filter(pk=row.pk).update(state="left")
    other = replace(world, version=publish(world.network, small_scheme()))
    assert queries.answers_of(other.begun()) == {}


def test_what_is_vouched_for_counts_as_met_whatever_is_answered_and_facts_say() -> None:
    scheme = scheme_of(small_scheme())
    case = Case(answers={"a1": "done", "b1": "done"}, facts={"aims_described": 0}, vouched={"a2"})
    assert rules.evaluate(scheme, case).level == "first"
