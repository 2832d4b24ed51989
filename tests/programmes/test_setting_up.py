"""A coordinator sets a programme up, from a ready one to open for applications."""

import pytest

from ithaca import catalogue
from ithaca.access.rules import Denied
from ithaca.accounts import actions as accounts
from ithaca.kernel.errors import Refusal
from ithaca.kernel.ids import new_id
from ithaca.programmes import actions, queries
from ithaca.programmes.models import Coordinator, Programme
from ithaca.programmes.texts import digest
from tests.cast import Cast


def create(cast: Cast, template: str = "association-directory", **given: object) -> Programme:
    fields = {"id": new_id(), "languages": ["fr", "en"], "name": {}} | given
    return actions.create_programme(
        actor=cast.administrator,
        organisation=cast.organisation,
        template=template,
        **fields,  # type: ignore[arg-type]
    )


@pytest.mark.parametrize("ready", [p.slug for p in catalogue.programmes()])
def test_every_ready_programme_opens_as_it_is(cast: Cast, ready: str) -> None:
    programme = create(cast, ready)
    assert programme.state == "draft"
    assert queries.coordinators_of(programme) == [cast.administrator]
    assert queries.questions(programme)
    assert queries.lacks(programme) == []
    actions.open_programme(actor=cast.administrator, programme=programme)
    assert queries.programme(programme.pk).state == "open"


def test_a_second_click_finds_the_first_programme(cast: Cast) -> None:
    chosen = new_id()
    assert create(cast, id=chosen).pk == create(cast, id=chosen).pk


def test_two_programmes_of_one_name_have_two_addresses(cast: Cast) -> None:
    assert create(cast, name={"fr": "Cap Ouest"}).slug == "cap-ouest-2"


@pytest.mark.parametrize(
    ("name", "slug"),
    [("Premiers nœuds", "premiers-noeuds"), ("ÆGIR", "aegir"), ("Été à Straße", "ete-a-strasse")],
)
def test_an_address_keeps_every_letter_of_the_name(cast: Cast, name: str, slug: str) -> None:
    assert create(cast, name={"fr": name}).slug == slug


def test_the_outsider_and_the_mentor_create_nothing_here(cast: Cast) -> None:
    for stranger in (cast.outsider, cast.mentor):
        with pytest.raises(Denied):
            actions.create_programme(
                actor=stranger,
                id=new_id(),
                organisation=cast.organisation,
                template="association-directory",
                languages=["fr"],
                name={},
            )


def test_what_is_missing_keeps_the_programme_closed(cast: Cast) -> None:
    programme = create(cast)
    presentation = actions.Presentation(
        languages=["fr", "en"],
        name=programme.name,
        theme={"fr": "Oser", "en": ""},
        objectives=programme.objectives,
    )
    actions.configure(actor=cast.administrator, programme=programme, section=presentation)
    [lack] = queries.lacks(queries.programme(programme.pk))
    assert (lack.section, lack.what, lack.language) == ("presentation", "theme", "en")
    with pytest.raises(Refusal):
        actions.open_programme(actor=cast.administrator, programme=programme)


def test_only_the_coordination_configures(cast: Cast) -> None:
    for stranger in (cast.outsider, cast.mentor, cast.mentee):
        with pytest.raises(Denied):
            actions.end_programme(actor=stranger, programme=cast.programme)
        with pytest.raises(Denied):
            actions.publish_charter(actor=stranger, programme=cast.programme, text={"fr": "x"}, after=1)
        with pytest.raises(Denied):
            actions.add_coordinator(actor=stranger, programme=cast.programme, email="oscar@example.org")


def test_a_charter_is_published_in_versions(cast: Cast) -> None:
    text = {"fr": "# Nouvelle", "en": "# New"}
    new = actions.publish_charter(actor=cast.coordinator, programme=cast.programme, text=text, after=1)
    assert (new.number, new.sha256) == (2, digest(text))
    again = actions.publish_charter(actor=cast.coordinator, programme=cast.programme, text=text, after=1)
    assert again.pk == new.pk
    with pytest.raises(Refusal, match="2"):
        actions.publish_charter(actor=cast.coordinator, programme=cast.programme, text={"fr": "y"}, after=1)


def test_a_second_coordinator_and_never_none(cast: Cast) -> None:
    with pytest.raises(Refusal):
        actions.remove_coordinator(actor=cast.coordinator, programme=cast.programme, person=cast.coordinator)
    with pytest.raises(Refusal):
        actions.add_coordinator(actor=cast.coordinator, programme=cast.programme, email="nobody@example.org")
    for _click in range(2):
        actions.add_coordinator(actor=cast.coordinator, programme=cast.programme, email="Nadia@example.org")
    actions.remove_coordinator(actor=cast.second_mentor, programme=cast.programme, person=cast.coordinator)
    assert [row.person for row in Coordinator.objects.filter(programme=cast.programme)] == [
        cast.second_mentor
    ]


def test_nobody_coordinates_by_an_address_that_was_never_confirmed(cast: Cast) -> None:
    accounts.create_person(email="nouvelle@example.org", name="Somebody", language="fr")
    with pytest.raises(Refusal, match="compte"):
        actions.add_coordinator(
            actor=cast.coordinator, programme=cast.programme, email="nouvelle@example.org"
        )


def test_questions_are_added_moved_and_removed(cast: Cast) -> None:
    ids = [new_id(), new_id(), new_id()]
    for each in ids:
        content = actions.QuestionContent(
            asked_of="both", kind="text", label={"fr": str(each), "en": str(each)}
        )
        actions.save_question(actor=cast.coordinator, programme=cast.programme, id=each, content=content)
    actions.move_question(actor=cast.coordinator, programme=cast.programme, id=ids[2], steps=-1)
    actions.remove_question(actor=cast.coordinator, programme=cast.programme, id=ids[0])
    assert [q.pk for q in queries.questions(cast.programme)] == [ids[2], ids[1]]


def test_closing_and_opening_again(cast: Cast) -> None:
    actions.close_applications(actor=cast.coordinator, programme=cast.programme)
    assert queries.programme(cast.programme.pk).state == "applications closed"
    actions.open_programme(actor=cast.coordinator, programme=cast.programme)
    assert queries.programme(cast.programme.pk).state == "open"
