"""Texts about the same are nearer than others, within a language and across four; and it is said which words did it."""

from itertools import product

import numpy as np
import pytest

from ithaca.engine.text import rarity, similarity, vectors, words_in_common

ABOUT = {
    "leading a team": {
        "fr": "Je dirige une petite équipe depuis un an et je veux apprendre à encadrer sans étouffer mes collègues.",
        "en": "I have led a small team for a year and want to learn how to manage people without smothering them.",
        "es": "Dirijo un equipo pequeño desde hace un año y quiero aprender a gestionar sin ahogar a mis colegas.",
        "de": "Ich leite seit einem Jahr ein kleines Team und möchte lernen zu führen, ohne andere zu erdrücken.",
    },
    "a second career in health": {
        "fr": "Après vingt ans de comptabilité, je prépare une reconversion vers la santé, comme infirmière.",
        "en": "After twenty years in accounting I am preparing a change towards health, as a nurse.",
        "es": "Tras veinte años de contabilidad preparo un cambio hacia la salud, como enfermera.",
        "de": "Nach zwanzig Jahren Buchhaltung bereite ich einen Wandel hin zur Gesundheit und Pflege vor.",
    },
    "founding something green": {
        "fr": "Je veux fonder une entreprise durable pour le climat et je cherche des contacts dans l'écologie.",
        "en": "I want to found a sustainable company for the climate and am looking for contacts in ecology.",
        "es": "Quiero emprender un negocio sostenible para el clima y busco contactos en ecología.",
        "de": "Ich will ein nachhaltiges Unternehmen für das Klima gründen und suche Kontakte in der Ökologie.",
    },
    "a thesis": {
        "fr": "Doctorante, j'écris ma thèse et je veux parler de la recherche en public sans stress.",
        "en": "A doctoral student, I am writing my thesis and want to speak about research in public without stress.",
        "es": "Doctoranda, escribo mi tesis y quiero hablar en público de mi investigación sin estrés.",
        "de": "Als Doktorandin schreibe ich meine Thesis und will öffentlich ohne Stress über Forschung reden.",
    },
}
TEXTS = [text for versions in ABOUT.values() for text in versions.values()]
RARE = rarity(TEXTS)


@pytest.mark.parametrize(("one", "other"), list(product(["fr", "en", "es", "de"], repeat=2)))
def test_the_same_said_in_another_language_is_nearest(one: str, other: str) -> None:
    for subject, versions in ABOUT.items():
        near = {about: similarity(versions[one], texts[other], RARE) for about, texts in ABOUT.items()}
        assert max(near, key=lambda about: near[about]) == subject, near


def test_it_is_said_which_words_made_them_near() -> None:
    found = words_in_common(ABOUT["a thesis"]["fr"], ABOUT["a thesis"]["de"], RARE)
    assert ("thèse", "Thesis") in found or ("Doctorante", "Doktorandin") in found
    assert ("stress", "Stress") in found


def test_a_text_is_nearest_to_itself_and_an_empty_one_to_nothing() -> None:
    assert similarity(TEXTS[0], TEXTS[0], RARE) >= 98
    assert similarity(TEXTS[0], "", RARE) == 0
    assert similarity("", "", RARE) == 0


def test_vectors_are_small_integers_and_the_same_every_time() -> None:
    found = vectors(TEXTS, RARE)
    assert found.dtype == np.int8
    assert (found == vectors(TEXTS, RARE)).all()
    assert (np.linalg.norm(found.astype(float), axis=1) < 132).all()


def test_common_words_make_nothing_near() -> None:
    assert (
        words_in_common(
            "the and with ich und nous avec para como", "the and with ich und nous avec para como", RARE
        )
        == ()
    )
