"""What was handed in is shown to those who judge, by its owner alone, as it was, and no longer than they judge."""

import uuid
from collections.abc import Callable

import pytest
from django.test import Client

from ithaca.access.rules import Denied
from ithaca.accounts.models import Person
from ithaca.certification import actions, handover, queries
from ithaca.certification.actions import SchemeContent
from ithaca.certification.models import File
from ithaca.competences import actions as competences
from ithaca.competences.models import Item
from ithaca.journal.dispatch import dispatch_waiting
from ithaca.kernel.errors import Refusal
from ithaca.kernel.ids import new_id
from ithaca.kernel.states import ForbiddenTransition
from ithaca.mentorships.queries import mentorships_of
from ithaca.notifications.models import Message
from ithaca.vault import actions as vault
from ithaca.vault.client import CopySource, Keyring, open_copy, seal_copy
from ithaca.vault.handing_over import Piece, Shown, Standing
from ithaca.vault.models import FrozenCopy
from ithaca.vault.sealed import SealedCopy
from tests.certification.candidates import Stage
from tests.vault.people import give_keyring

pytestmark = pytest.mark.django_db
WORDS = {"title": "Analyse", "text": "Ce que personne d’autre ne lit."}


@pytest.fixture
def keyrings(stage: Stage) -> dict[uuid.UUID, Keyring]:
    people = (*stage.assessors, stage.decider, stage.second_decider)
    return {person.pk: give_keyring(person) for person in people}


def pieces(row: File, reader: Person) -> list[Shown]:
    return handover.shown_to(row, [reader])[reader.pk]


def show(stage: Stage, row: File, reader: Person, to: Keyring, which: Shown) -> FrozenCopy:
    """As the candidate's browser does it."""
    piece, id = which.piece, new_id()
    source = CopySource(stage.kept.key.id, str(piece.object), piece.kind, piece.revision, piece.sha256)
    file = seal_copy(stage.kept.keyring, to.card, str(id), source, WORDS)
    sealed = SealedCopy(id, piece.object, piece.revision, file)
    return actions.release_evidence(actor=stage.candidate, file=row, reader_id=reader.pk, sealed=sealed)


def show_all(stage: Stage, row: File, reader: Person, to: Keyring) -> None:
    for each in pieces(row, reader):
        if each.standing == Standing.WAITING:
            show(stage, row, reader, to, each)


def waiting(row: File) -> dict[Person, int]:
    return dict(handover.waiting_for(row))


def test_each_assessor_waits_until_the_candidate_has_shown_all(
    stage: Stage, keyrings: dict[uuid.UUID, Keyring]
) -> None:
    row, (one, two) = stage.assessing(), stage.assessors
    assert set(waiting(row)) == {one, two}
    show_all(stage, row, one, keyrings[one.pk])
    assert set(waiting(row)) == {two}
    copy = vault.open_copy(actor=one, copy_id=pieces(row, one)[0].copy.pk)  # type: ignore[union-attr]
    source = CopySource(
        str(copy.content.room_id), str(copy.content_id), copy.content.kind, copy.revision, copy.sha256
    )
    opened = open_copy(keyrings[one.pk], [stage.kept.keyring.card], str(copy.pk), source, bytes(copy.file))
    assert opened.content == WORDS
    (counts,) = (counts for reader, counts in handover.progress_of(row) if reader == one)
    assert counts["opened"] == 1
    with pytest.raises(Denied):
        vault.open_copy(actor=two, copy_id=copy.pk)


def test_a_second_click_shows_nothing_twice(stage: Stage, keyrings: dict[uuid.UUID, Keyring]) -> None:
    row, one = stage.assessing(), stage.assessors[0]
    first = pieces(row, one)[0]
    copy = show(stage, row, one, keyrings[one.pk], first)
    assert show(stage, row, one, keyrings[one.pk], first) == copy
    assert FrozenCopy.objects.count() == 1


def test_what_is_shown_is_what_was_handed_in_though_it_was_rewritten_since(
    stage: Stage, keyrings: dict[uuid.UUID, Keyring]
) -> None:
    row, one = stage.assessing(), stage.assessors[0]
    first = pieces(row, one)[0]
    stage.kept.rewrite(first.piece.object, "Mieux tourné.")
    assert show(stage, row, one, keyrings[one.pk], first).revision == 1
    late = Shown(
        Piece(first.piece.item, first.piece.object, first.piece.kind, 2, first.piece.sha256),
        Standing.WAITING,
        None,
    )
    two = stage.assessors[1]
    with pytest.raises(Refusal):
        show(stage, row, two, keyrings[two.pk], late)


def test_nobody_but_those_who_judge_is_shown_anything(
    stage: Stage, keyrings: dict[uuid.UUID, Keyring]
) -> None:
    row = stage.assessing()
    first = pieces(row, stage.assessors[0])[0]
    for reader in (stage.decider, stage.second_decider):
        with pytest.raises(Refusal):
            show(stage, row, reader, keyrings[reader.pk], first)
    sealed = SealedCopy(new_id(), first.piece.object, 1, b"")
    with pytest.raises(Denied):
        actions.release_evidence(
            actor=stage.manager, file=row, reader_id=stage.assessors[0].pk, sealed=sealed
        )


def test_a_copy_lasts_as_long_as_somebody_judges(stage: Stage, keyrings: dict[uuid.UUID, Keyring]) -> None:
    row, (one, two) = stage.assessing(), stage.assessors
    for person in (one, two):
        show_all(stage, row, person, keyrings[person.pk])
    actions.declare_tie(actor=one, file=row, person=one)
    assert not FrozenCopy.objects.filter(reader=one, revoked_at=None).exists()
    assert FrozenCopy.objects.filter(reader=two, revoked_at=None).exists()
    actions.leave(actor=stage.candidate, file=row)
    assert not FrozenCopy.objects.exclude(file=b"").exists()


def test_whoever_decides_reads_where_the_scheme_says_so(
    stage: Stage, keyrings: dict[uuid.UUID, Keyring]
) -> None:
    row = stage.deciding()
    assert handover.readers_of(row) == []
    actions.change_scheme(
        actor=stage.cast.administrator, scheme=stage.scheme, content=SchemeContent(deciders_read=True)
    )
    row = stage.now(row)
    assert set(waiting(row)) == {stage.decider, stage.second_decider}
    show_all(stage, row, stage.decider, keyrings[stage.decider.pk])
    actions.decide(actor=stage.decider, file=row, step="certify", reasons="Tout est là.")
    assert not FrozenCopy.objects.exclude(file=b"").exists()


def test_new_keys_of_a_reader_need_new_copies(stage: Stage, keyrings: dict[uuid.UUID, Keyring]) -> None:
    row, one = stage.assessing(), stage.assessors[0]
    show_all(stage, row, one, keyrings[one.pk])
    FrozenCopy.objects.update(created_at="2020-01-01T00:00Z")
    assert one in waiting(row)


def speaking(stage: Stage) -> Item:
    """An item that speaks of a mentee who agrees."""
    pair = mentorships_of(stage.candidate).filter(mentee__person=stage.cast.mentee)[0]
    item = stage.kept.item("case", "c7b", mentorship=pair, speaks=True)
    competences.give_consent(actor=stage.cast.mentee, item=item)
    return item


def test_a_consent_withdrawn_closes_the_copies_and_counts_no_more(
    stage: Stage, keyrings: dict[uuid.UUID, Keyring]
) -> None:
    item = speaking(stage)
    row, one = stage.assessing(), stage.assessors[0]
    show_all(stage, row, one, keyrings[one.pk])
    assert FrozenCopy.objects.filter(content=item.pk, revoked_at=None).count() == 1
    others = FrozenCopy.objects.filter(revoked_at=None).count()
    competences.withdraw_consent(actor=stage.cast.mentee, item=item)
    assert bytes(FrozenCopy.objects.get(content=item.pk).file) == b""
    assert FrozenCopy.objects.filter(revoked_at=None).count() == others - 1
    assert item.pk not in {each.piece.item for each in pieces(row, one)}
    assert str(item.pk) not in {each["id"] for each in queries.manifest_of(row)["items"]}


def test_without_consent_nothing_is_shown(stage: Stage, keyrings: dict[uuid.UUID, Keyring]) -> None:
    item = speaking(stage)
    row, one = stage.assessing(), stage.assessors[0]
    (piece,) = (each for each in pieces(row, one) if each.piece.item == item.pk)
    competences.withdraw_consent(actor=stage.cast.mentee, item=item)
    with pytest.raises(Refusal):
        show(stage, row, one, keyrings[one.pk], piece)


def test_everybody_is_told_when_it_is_their_turn(
    stage: Stage, keyrings: dict[uuid.UUID, Keyring], sign_in: Callable[[Person], Client]
) -> None:
    row, one = stage.assessing(), stage.assessors[0]
    assert f"/certification/files/{row.pk}/handover/" in sign_in(stage.candidate).get("/").text
    assert "ne vous a pas encore tout montré" in sign_in(one).get("/").text
    show_all(stage, row, one, keyrings[one.pk])
    dispatch_waiting()  # nothing is sent: what was sent has no text any more
    links = dict(Message.objects.values_list("subject", "text"))
    told = [text for subject, text in links.items() if subject.startswith("Un dossier à lire")]
    assert len(told) == 1
    assert f"/certification/files/{row.pk}/reading/" in told[0]
    assert any(f"/certification/files/{row.pk}/handover/" in text for text in links.values())


def test_who_may_ask_for_what(stage: Stage, sign_in: Callable[[Person], Client]) -> None:
    row = stage.assessing()
    base = f"/api/certification/{row.pk}"
    for person in (stage.manager, stage.decider, stage.cast.mentee, stage.candidate):
        assert sign_in(person).get(f"{base}/reading").status_code == 404
        assert sign_in(person).get(f"/certification/files/{row.pk}/reading/").status_code == 404
    for person in (stage.manager, stage.decider, stage.cast.mentee, stage.assessors[0]):
        assert sign_in(person).get(f"{base}/handover").status_code == 404
    assert sign_in(stage.candidate).get(f"{base}/handover").json()["readers"]
    page = sign_in(stage.assessors[0]).get(f"{base}/reading").json()
    assert page["rates"]
    assert {each["standing"] for each in page["pieces"]} == {"waiting"}


def test_ratings_are_kept_and_given_where_the_evidence_is_read(
    stage: Stage, sign_in: Callable[[Person], Client]
) -> None:
    row, one = stage.assessing(), stage.assessors[0]
    client, base = sign_in(one), f"/api/certification/{row.pk}"
    page = client.get(f"{base}/reading").json()
    slugs = [ability["slug"] for each in page["competences"] for ability in each["abilities"]]
    kind = "application/json"
    marks = {slugs[0]: {"mark": "partly", "comment": "Il manque un second dossier."}}
    assert client.put(f"{base}/ratings", {"marks": marks}, content_type=kind).status_code == 204
    assert client.post(f"{base}/ratings/giving").status_code == 422
    marks |= {slug: {"mark": "met"} for slug in slugs[1:]}
    client.put(f"{base}/ratings", {"marks": marks}, content_type=kind)
    assert client.post(f"{base}/ratings/giving").status_code == 204
    assert not client.get(f"{base}/reading").json()["rates"]
    wrong = {slugs[0]: {"mark": "splendid"}}
    assert client.put(f"{base}/ratings", {"marks": wrong}, content_type=kind).status_code == 422


def test_a_referent_validates_single_items_on_a_page_of_their_own(
    stage: Stage, sign_in: Callable[[Person], Client]
) -> None:
    row, (referent, other) = stage.assessing(), stage.assessors
    address = f"/certification/files/{row.pk}/validate/"
    page = sign_in(referent).get(address).text
    assert "Valider cette pièce" in page
    assert "Valider cette pièce" not in sign_in(other).get(address).text
    framework = queries.framework_of(row.scheme)
    item = next(
        (each, slug)
        for each in Item.objects.filter(portfolio=row.portfolio)
        for slug in each.abilities
        if framework.abilities[slug].referent
    )
    data = {"item": item[0].pk, "ability": item[1]}
    sign_in(other).post(address, data)
    assert (item[0].pk, item[1]) not in queries.validated_in(row)
    sign_in(referent).post(address, data)
    assert (item[0].pk, item[1]) in queries.validated_in(row)
    assert sign_in(stage.manager).get(address).status_code == 404


def test_nothing_is_validated_once_the_file_is_out_of_the_assessors_hands(stage: Stage) -> None:
    row = stage.deciding()
    item = Item.objects.filter(portfolio=row.portfolio)[0]
    with pytest.raises(ForbiddenTransition):
        actions.validate_item(actor=stage.assessors[0], file=row, item=item, ability=item.abilities[0])
