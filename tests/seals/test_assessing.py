"""Several people answer the standards of a file beside the facts that speak of them."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from ithaca.access.rules import Denied
from ithaca.accounts.models import Person
from ithaca.journal.models import Event
from ithaca.kernel.errors import Refusal
from ithaca.kernel.ids import new_id
from ithaca.seals import actions, cases, queries
from ithaca.seals.merging import Said
from ithaca.seals.models import Answer, SealFile, Variant
from tests.seals.sealers import Sealers

SignIn = Callable[[Person], Client]
NOTHING = Said()
JSON = {"Accept": "application/json"}


def save(world: Sealers, row: SealFile, person: Person, standard: str, base: Said, mine: Said) -> Any:
    return actions.save_answer(actor=person, file=row, standard=standard, base=base, mine=mine)


def test_two_people_answer_two_standards_and_two_parts_of_one_without_noticing_each_other(
    world: Sealers,
) -> None:
    row = world.begun()
    save(world, row, world.clemence, "a1", NOTHING, Said("done"))
    save(world, row, world.claude, "a1", NOTHING, Said("", "Nous le faisons."))
    save(world, row, world.claude, "b1", NOTHING, Said("shown"))
    answers = queries.answers_of(row)
    assert (answers["a1"].step, answers["a1"].words) == ("done", "Nous le faisons.")
    assert answers["a1"].changed_by == world.claude
    assert answers["b1"].step == "shown"
    assert not queries.variants_of(row)


def test_where_two_change_the_same_words_nothing_is_lost_and_one_of_them_chooses(world: Sealers) -> None:
    row = world.begun()
    save(world, row, world.clemence, "a1", NOTHING, Said("done", "D’une façon."))
    found = save(world, row, world.claude, "a1", NOTHING, Said("", "D’une autre."))
    assert (found.both, found.said.words) == (True, "D’une façon.")
    # Whoever goes on writing keeps one text beside, the latest.
    save(world, row, world.claude, "a1", NOTHING, Said("", "D’une autre, mieux dite."))
    (variant,) = queries.variants_of(row)
    assert variant.words == "D’une autre, mieux dite."
    actions.choose_text(actor=world.clemence, file=row, variant=variant, keep="both")
    answer = queries.answers_of(row)["a1"]
    assert answer.words == "D’une façon.\n\nD’une autre, mieux dite."
    assert answer.step == "done"
    assert not Variant.objects.exists()
    with pytest.raises(Refusal):
        actions.choose_text(actor=world.claude, file=row, variant=variant, keep="mine")


def test_the_text_that_is_chosen_brings_its_step_along(world: Sealers) -> None:
    row = world.begun()
    save(world, row, world.clemence, "a1", NOTHING, Said("nothing", "Pas encore."))
    save(world, row, world.claude, "a1", NOTHING, Said("done", "Si, déjà."))
    (variant,) = queries.variants_of(row)
    actions.choose_text(actor=world.claude, file=row, variant=variant, keep="mine")
    answer = queries.answers_of(row)["a1"]
    assert (answer.step, answer.words) == ("done", "Si, déjà.")


def test_what_was_not_changed_writes_nothing_and_what_was_one_line_in_the_journal(world: Sealers) -> None:
    row = world.begun()
    save(world, row, world.clemence, "a1", NOTHING, Said("done"))
    save(world, row, world.clemence, "a1", Said("done"), Said("done"))
    written = Event.objects.filter(verb="seal.written")
    assert [event.facts["about"] for event in written] == ["a1"]


def test_a_step_is_one_of_the_scale_and_only_an_optional_standard_does_not_apply(world: Sealers) -> None:
    row = world.begun()
    save(world, row, world.clemence, "b4", NOTHING, Said("not_applicable"))
    for standard, step in (("a1", "not_applicable"), ("a1", "invented"), ("zz", "done")):
        with pytest.raises(Refusal):
            save(world, row, world.clemence, standard, NOTHING, Said(step))


def test_nobody_writes_in_a_file_that_is_not_theirs_or_was_handed_in(world: Sealers) -> None:
    row = world.begun()
    for stranger in (world.oriane, world.cast.mentor, world.cast.outsider, world.auditors[0]):
        with pytest.raises(Denied):
            save(world, row, stranger, "a1", NOTHING, Said("done"))
    SealFile.objects.filter(pk=row.pk).update(state="handed in")
    with pytest.raises(Refusal):
        save(world, row, world.clemence, "a1", NOTHING, Said("done"))


def test_what_facts_alone_decide_is_answered_in_one_go_and_only_where_nobody_has(world: Sealers) -> None:
    row = world.begun()
    assert actions.take_facts_over(actor=world.clemence, file=row) == 1
    assert queries.answers_of(row)["a2"].step == "done"
    Answer.objects.filter(file=row, standard="a2").update(step="shown")
    assert actions.take_facts_over(actor=world.clemence, file=row) == 0
    assert queries.answers_of(row)["a2"].step == "shown"


def test_with_minors_more_standards_apply(world: Sealers) -> None:
    row = world.begun()
    assert not cases.result_of(row).standings["b3"].applies
    actions.say_of_minors(actor=world.clemence, file=row, minors=True)
    assert cases.result_of(world.now(row)).standings["b3"].applies


# --- On the pages ---


def test_a_requirements_page_shows_standards_with_facts_and_its_buttons_save(
    world: Sealers, sign_in: SignIn
) -> None:
    row, client = world.begun(), sign_in(world.clemence)
    page = client.get(reverse("seals:requirement", args=[row.pk, "a"])).content.decode()
    assert "Ici, les faits décident à eux seuls" in page
    assert f"/programmes/{world.cast.programme.slug}/facts/" in page
    sent = {"step": "done", "words": "Oui.", "base_step": "", "base_words": ""}
    answer = client.post(reverse("seals:answer", args=[row.pk, "a1"]), sent)
    assert answer.headers["Location"].endswith("/requirements/a/#standard-a1")
    assert queries.answers_of(row)["a1"].words == "Oui."
    assert client.get(reverse("seals:requirement", args=[row.pk, "zz"])).status_code == 404


def test_what_sends_itself_gets_what_stands_now(world: Sealers, sign_in: SignIn) -> None:
    row, client = world.begun(), sign_in(world.clemence)
    address = reverse("seals:answer", args=[row.pk, "a1"])
    sent = {"step": "done", "words": "Ligne 1\r\nLigne 2 ", "base_step": "", "base_words": ""}
    told = client.post(address, sent, headers=JSON).json()
    assert told == {"step": "done", "words": "Ligne 1\nLigne 2", "both": False, "message": ""}
    theirs = {"step": "done", "words": "Autre chose", "base_step": "", "base_words": ""}
    told = sign_in(world.claude).post(address, theirs, headers=JSON).json()
    assert told["both"] is True
    page = client.get(reverse("seals:requirement", args=[row.pk, "a"])).content.decode()
    assert "Autre chose" in page
    assert "Ligne 1" in page
    assert client.post(address, {"step": "no"}, headers=JSON).status_code == 422


def test_an_answer_that_the_facts_contradict_is_said_so(world: Sealers, sign_in: SignIn) -> None:
    row = world.begun()
    world.cast.programme.objectives = {}
    world.cast.programme.save()
    world.says(row, a2="shown")
    page = sign_in(world.clemence).get(reverse("seals:requirement", args=[row.pk, "a"])).content.decode()
    assert "les faits disent le contraire" in page


def test_reflections_context_and_remarks(world: Sealers, sign_in: SignIn) -> None:
    row, client = world.begun(), sign_in(world.clemence)
    client.post(reverse("seals:reflection", args=[row.pk, "a"]), {"words": "À revoir.", "base_words": ""})
    client.post(reverse("seals:context", args=[row.pk]), {"words": "Un port.", "base_words": ""})
    client.post(reverse("seals:minors", args=[row.pk]), {"minors": "on"})
    remark = {"id": str(new_id()), "words": "Tu regardes ?"}
    client.post(reverse("seals:remark", args=[row.pk, "a1"]), remark)
    client.post(reverse("seals:remark", args=[row.pk, "a1"]), remark)
    said = queries.reflections_of(row)
    assert (said["a"].words, said[""].words) == ("À revoir.", "Un port.")
    page = sign_in(world.claude).get(reverse("seals:requirement", args=[row.pk, "a"])).content.decode()
    assert page.count("Tu regardes ?") == 1
    assert "checked" in sign_in(world.claude).get(reverse("seals:context", args=[row.pk])).content.decode()


def test_the_network_reads_none_of_these_pages(world: Sealers, sign_in: SignIn) -> None:
    row = world.begun()
    pages = [reverse("seals:requirement", args=[row.pk, "a"]), reverse("seals:context", args=[row.pk])]
    for stranger in (world.oriane, world.auditors[0], world.cast.mentee, world.cast.outsider):
        assert [sign_in(stranger).get(page).status_code for page in pages] == [404, 404]
