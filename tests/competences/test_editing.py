"""The frame of a framework as an editor changes it: areas, their order, the scale. Without a database."""

import pytest

from ithaca import catalogue
from ithaca.competences import document, editing
from ithaca.competences.document import Content
from ithaca.competences.editing import AbilityEdit, StepEdit

SHIPPED = document.content_of(catalogue.framework("business-mentor"))
LANGUAGES = list(SHIPPED["texts"])


def said(words: str) -> dict[str, str]:
    return {language: f"{words} ({language})" for language in LANGUAGES}


def order(content: Content) -> list[tuple[str, list[str]]]:
    """As it is kept, and as it is read back: whole, with its words in the same order."""
    found = document.framework_of(content)
    for words in content["texts"].values():
        assert list(words["competences"]) == [each.slug for each in found.competences]
        assert list(words["areas"]) == [each.slug for each in found.areas]
    return [(area.slug, [each.slug for each in area.competences]) for area in found.areas]


def test_an_area_moves_and_stays_at_the_end_of_its_way() -> None:
    areas = [slug for slug, _mine in order(SHIPPED)]
    moved = editing.with_area_moved(SHIPPED, areas[1], -1)
    assert [slug for slug, _mine in order(moved)] == [areas[1], areas[0], *areas[2:]]
    assert order(editing.with_area_moved(moved, areas[1], -1)) == order(moved)
    assert order(editing.with_area_moved(moved, areas[1], 1)) == order(SHIPPED)


def test_a_competence_moves_into_the_area_beside_its_own_and_back() -> None:
    (first, mine), (second, others), *rest = order(SHIPPED)
    last = mine[-1]
    moved = editing.with_competence_moved(SHIPPED, last, 1)
    assert order(moved) == [(first, mine[:-1]), (second, [last, *others]), *rest]
    assert order(editing.with_competence_moved(moved, last, -1)) == order(SHIPPED)
    swapped = order(editing.with_competence_moved(SHIPPED, mine[0], 1))[0][1]
    assert swapped == [mine[1], mine[0], *mine[2:]]
    assert order(editing.with_competence_moved(SHIPPED, mine[0], -1)) == order(SHIPPED)


def test_the_last_competence_of_an_area_stays_in_it() -> None:
    content = SHIPPED
    (_first, mine), *_rest = order(SHIPPED)
    for slug in mine[1:]:
        content = editing.without_competence(content, slug)
    for by in (-1, 1):
        assert order(editing.with_competence_moved(content, mine[0], by)) == order(content)


def test_a_new_area_begins_with_a_competence() -> None:
    content, area = editing.with_new_area(SHIPPED, said("Réseau"), said("Ce qui relie"))
    ability = AbilityEdit("", said("Présente des gens"), ("document",), 1, False, ())
    content, slug = editing.with_new_competence(content, area, said("Relier"), ability)
    assert order(content) == [*order(SHIPPED), (area, [slug])]
    found = document.framework_of(content).text("fr")
    assert found.areas[area].label == "Réseau (fr)"
    renamed = editing.with_area(content, area, said("Liens"), said(""))
    assert document.framework_of(renamed).text("fr").areas[area].label == "Liens (fr)"
    assert order(editing.without_competence(content, slug)) == order(SHIPPED), "an empty area goes"


@pytest.mark.parametrize("gone", [0, 1])
def test_the_scale_takes_steps_in_and_lets_them_go(gone: int) -> None:
    scale = SHIPPED["scale"]
    kept = [slug for n, slug in enumerate(scale) if n != gone]
    steps = [
        StepEdit("", said("Jamais vu"), said("")),
        *(StepEdit(slug, said(slug), said("")) for slug in kept),
    ]
    content = editing.with_scale(SHIPPED, steps, practising=kept[-1])
    found = document.framework_of(content)
    assert found.scale == ("step1", *kept)
    assert (found.practising, found.text("en").scale["step1"].label) == (kept[-1], "Jamais vu (en)")
    assert scale[gone] not in found.text("fr").scale
