"""A network's own schemes: drafted, changed, explained, published, never changed again; recognised by others."""

import pytest

from ithaca import catalogue
from ithaca.access.rules import Denied
from ithaca.journal.models import Event
from ithaca.kernel.errors import Refusal
from ithaca.kernel.ids import new_id
from ithaca.kernel.states import ForbiddenTransition
from ithaca.schemes import actions, document, queries
from ithaca.schemes.actions import RecognitionContent
from ithaca.schemes.models import SchemeVersion
from tests.mentorships.rooms import mails
from tests.schemes.networks import Schemers, dropped, reworded

SHIPPED = catalogue.scheme("programme-quality")


def test_the_shipped_scheme_becomes_ones_own_and_keeps_its_origin(world: Schemers) -> None:
    row = world.published()
    assert row.content == document.content_of(SHIPPED)
    assert (row.origin, row.family, row.number) == ("programme-quality@1", "programme-quality", 1)
    assert row.sha256 == document.digest(row.content)


def test_a_published_version_never_changes_and_the_next_stands_beside_it(world: Schemers) -> None:
    row = world.published()
    with pytest.raises(Refusal):
        actions.change_scheme(actor=world.oriane, version=row, edit=dropped("aims_fit"))
    with pytest.raises(ForbiddenTransition):
        actions.publish_scheme(actor=world.oriane, version=row)
    with pytest.raises(Refusal):
        actions.discard_scheme(actor=world.oriane, version=row)
    later = world.next_with(row, reworded("aims_fit", "Autrement dit."))
    assert (later.number, later.series) == (2, row.series)
    assert queries.scheme(row).text("fr").standards["aims_fit"].label != "Autrement dit."
    assert [each.pk for each in queries.published_of(world.large)] == [later.pk]


def test_two_people_who_change_two_standards_lose_neither(world: Schemers) -> None:
    row = world.adopted()
    stale = SchemeVersion.objects.get(pk=row.pk)
    actions.change_scheme(actor=world.oriane, version=row, edit=reworded("aims_fit", "Un."))
    actions.change_scheme(actor=world.oriane, version=stale, edit=reworded("aims_change", "Deux."))
    words = queries.scheme(SchemeVersion.objects.get(pk=row.pk)).text("fr").standards
    assert (words["aims_fit"].label, words["aims_change"].label) == ("Un.", "Deux.")


def test_what_would_not_be_whole_is_refused(world: Schemers) -> None:
    row = world.adopted()
    with pytest.raises(Refusal):
        actions.change_scheme(actor=world.oriane, version=row, edit=lambda content: {**content, "kinds": []})
    actions.change_scheme(actor=world.oriane, version=row, edit=dropped("aims_fit"))
    with pytest.raises(Refusal, match="plus là"):
        actions.change_scheme(actor=world.oriane, version=row, edit=reworded("aims_fit", "Trop tard."))


def test_only_the_networks_administrators_write(world: Schemers) -> None:
    row = world.published()
    for person in (world.joel, world.oscar):
        with pytest.raises(Denied):
            actions.begin_next_version(actor=person, version=row, id=new_id())
        with pytest.raises(Denied):
            actions.adopt_scheme(actor=person, network=world.large, id=new_id(), slug="programme-quality")
    with pytest.raises(Denied):
        actions.derive_scheme(actor=world.oscar, network=world.rives, id=new_id(), source=row)


def test_a_derived_scheme_is_published_once_every_difference_has_its_reason(world: Schemers) -> None:
    row = world.derived(world.published())
    for edit in (dropped("data_breach"), reworded("aims_fit", "Autrement dit.")):
        actions.change_scheme(actor=world.joel, version=row, edit=edit)
    row.refresh_from_db()
    assert {each.slug for each in queries.departures(row)} == {"data_breach", "aims_fit"}
    with pytest.raises(Refusal):
        actions.publish_scheme(actor=world.joel, version=row)
    why = {"data_breach": "La loi y suffit.", "aims_fit": "Plus court.", "aims_change": "Rien à dire."}
    actions.give_reasons(actor=world.joel, version=row, reasons=why)
    actions.publish_scheme(actor=world.joel, version=row)
    row.refresh_from_db()
    assert set(row.reasons) == {"data_breach", "aims_fit"}, "what does not differ needs none"
    assert (row.origin, row.family) == ("grand-large@1", "programme-quality")


def test_later_changes_of_the_origin_are_merged_and_its_people_told(world: Schemers) -> None:
    first = world.published()
    row = world.derived(first)
    actions.change_scheme(actor=world.joel, version=row, edit=reworded("aims_fit", "Chez nous."))
    assert queries.later_origin(row) is None
    world.next_with(first, reworded("aims_fit", "Là-bas."), reworded("aims_change", "Mieux dit."))
    told = [subject for to, subject in mails() if to == world.joel.email]
    assert told == ["Grand Large a modifié le référentiel dont le vôtre est dérivé"]
    later = queries.later_origin(row)
    assert later is not None
    assert later.reference == "grand-large@2"
    with pytest.raises(Refusal):
        actions.merge_origin(actor=world.joel, version=row, reference=later.reference, chosen={})
    with pytest.raises(Refusal):
        actions.merge_origin(actor=world.joel, version=row, reference="grand-large@1", chosen={})
    actions.merge_origin(
        actor=world.joel, version=row, reference=later.reference, chosen={"standard.aims_fit": "ours"}
    )
    row.refresh_from_db()
    words = queries.scheme(row).text("fr").standards
    assert (words["aims_fit"].label, words["aims_change"].label) == ("Chez nous.", "Mieux dit.")
    assert (row.state, row.origin, queries.later_origin(row)) == ("draft", "grand-large@2", None)
    assert {each.slug for each in queries.departures(row)} == {"aims_fit"}


def recognised(world: Schemers, ours: SchemeVersion, theirs: SchemeVersion) -> RecognitionContent:
    return RecognitionContent(ours=ours, level="recognised", theirs=theirs, their_level="recognised")


def test_a_recognition_covers_what_both_share_and_asks_for_the_rest(world: Schemers) -> None:
    ours = world.published()
    theirs = world.derived(ours)
    for edit in (dropped("referral_elsewhere"), reworded("aims_fit", "Chez nous.")):
        actions.change_scheme(actor=world.joel, version=theirs, edit=edit)
    world.explain(world.joel, theirs)
    actions.give_reasons(actor=world.joel, version=theirs, reasons={"referral_elsewhere": "Sans objet."})
    actions.publish_scheme(actor=world.joel, version=theirs)
    theirs.refresh_from_db()
    found = queries.supplement_between(ours, "recognised", theirs, "recognised")
    assert set(found.remaining) == {"referral_elsewhere", "aims_fit"}
    id, content = new_id(), recognised(world, ours, theirs)
    made = actions.declare_recognition(actor=world.oriane, network=world.large, id=id, content=content)
    again = actions.declare_recognition(actor=world.oriane, network=world.large, id=id, content=content)
    assert made == again
    with pytest.raises(Refusal):
        actions.declare_recognition(actor=world.oriane, network=world.large, id=new_id(), content=content)
    actions.end_recognition(actor=world.oriane, recognition=made)
    assert queries.recognitions_of(world.large) == []
    actions.declare_recognition(actor=world.oriane, network=world.large, id=new_id(), content=content)


def test_nobody_recognises_for_another_network(world: Schemers) -> None:
    ours = world.published()
    theirs = world.derived(ours)
    content = recognised(world, ours, theirs)
    with pytest.raises(Denied):
        actions.declare_recognition(actor=world.joel, network=world.large, id=new_id(), content=content)
    with pytest.raises(Refusal, match="publiés"):
        actions.declare_recognition(actor=world.oriane, network=world.large, id=new_id(), content=content)


def test_schemes_of_another_family_share_nothing(world: Schemers) -> None:
    ours = world.published()
    row = actions.import_scheme(actor=world.joel, network=world.rives, id=new_id(), scheme=SHIPPED)
    actions.publish_scheme(actor=world.joel, version=row)
    row.refresh_from_db()
    assert queries.supplement_between(ours, "recognised", row, "recognised").covered == ()


def test_each_step_leaves_a_fact(world: Schemers) -> None:
    row = world.published()
    verbs = Event.objects.filter(subject_id=row.pk).order_by("id").values_list("verb", flat=True)
    assert list(verbs) == ["seal scheme.drafted", "seal scheme.published"]
