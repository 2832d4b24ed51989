"""A portfolio: what counts as evidence, whom it speaks of, what is frozen of it, and that it is its owner's alone."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ithaca.access.rules import Denied
from ithaca.competences import actions, queries
from ithaca.competences.actions import ItemContent
from ithaca.competences.models import FrozenPortfolio, Item
from ithaca.competences.rules import Status
from ithaca.journal.models import Event
from ithaca.kernel.errors import IdInUse, Refusal
from ithaca.kernel.ids import new_id
from ithaca.vault.client import Place
from ithaca.vault.models import ContentObject
from ithaca.vault.rules import MAX_DOCUMENT, MAX_RECORDING, largest_document
from tests import factories
from tests.cast import Cast
from tests.competences.portfolios import Kept, keep, pair, publish, today

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(cast: Cast) -> Kept:
    return keep(cast.mentor, publish(cast))


def status(kept: Kept, slug: str) -> Status:
    return queries.coverage_of(kept.portfolio).coverages[slug].status


def test_an_item_counts_once_its_words_are_written(kept: Kept) -> None:
    item = kept.item("document", "c1a", "c1b", written=False)
    assert status(kept, "c1a") == Status.MISSING
    kept.write(item.pk)
    assert (status(kept, "c1a"), status(kept, "c1b"), status(kept, "c1c")) == (
        Status.PROVEN,
        Status.PROVEN,
        Status.MISSING,
    )


def test_three_files_come_from_three_mentorships(cast: Cast, kept: Kept) -> None:
    one = pair(cast.mentoring, cast.being_mentored)
    two = pair(cast.mentoring, cast.second_being_mentored)
    third = factories.make_participation(factories.make_person("Lise Roux"), cast.programme, "mentee")
    for each in (one, one, two):
        kept.item("document", "c3a", mentorship=each)
    found = queries.coverage_of(kept.portfolio).coverages["c3a"]
    assert (found.status, found.files, found.lacks_files) == (Status.CLAIMED, 2, 1)
    kept.item("case", "c3a", mentorship=pair(cast.mentoring, third))
    assert status(kept, "c3a") == Status.PROVEN


def test_facts_come_by_themselves(cast: Cast, kept: Kept) -> None:
    pair(cast.mentoring, cast.being_mentored, goals_set=2, reviews_held=1, introductions_made=1)
    covered = queries.coverage_of(kept.portfolio)
    assert covered.known.practice.mentorships_completed == 1
    proven = {slug for slug, each in covered.coverages.items() if each.status == Status.PROVEN}
    assert proven == {"c3d", "c4a", "c4d", "c8b", "c8g", "c14a"}  # not every ability that takes documents


def test_nobody_elses_practice_is_mine(cast: Cast, kept: Kept) -> None:
    pair(cast.second_mentoring, cast.being_mentored, goals_set=2)
    assert queries.coverage_of(kept.portfolio).known.counts() == {}


def test_what_speaks_of_the_mentee_waits_for_their_word(cast: Cast, kept: Kept) -> None:
    row = pair(cast.mentoring, cast.being_mentored, contacts=0)
    item = kept.item("case", "c1a", mentorship=row, speaks=True)
    assert status(kept, "c1a") == Status.MISSING
    for person in (cast.mentor, cast.second_mentee, cast.coordinator, cast.outsider):
        with pytest.raises(Denied):
            actions.give_consent(actor=person, item=item)
    actions.give_consent(actor=cast.mentee, item=item)
    assert status(kept, "c1a") == Status.PROVEN
    actions.withdraw_consent(actor=cast.mentee, item=item)
    assert status(kept, "c1a") == Status.MISSING
    verbs = Event.objects.filter(subject_id=kept.portfolio.pk).order_by("id").values_list("verb", flat=True)
    assert list(verbs)[-3:] == [
        "portfolio.consent asked",
        "portfolio.consent answered",
        "portfolio.consent answered",
    ]


def test_another_mentee_is_asked_anew_and_the_same_is_not(cast: Cast, kept: Kept) -> None:
    first = pair(cast.mentoring, cast.being_mentored)
    second = pair(cast.mentoring, cast.second_being_mentored)
    item = kept.item("case", "c1a", mentorship=first, speaks=True)

    def change(**fields: object) -> str:
        content = ItemContent(kind="case", made_on=today(), abilities=("c1a", "c1b"), **fields)  # type: ignore[arg-type]
        actions.change_item(actor=cast.mentor, item=item, content=content)
        return Item.objects.get(pk=item.pk).consent

    assert change(mentorship=second, speaks_of_mentee=True) == "waiting"
    assert change(mentorship=second, speaks_of_mentee=False) == "not needed"
    assert change(mentorship=first, speaks_of_mentee=True) == "waiting"
    actions.give_consent(actor=cast.mentee, item=item)
    assert change(mentorship=first, speaks_of_mentee=True) == "given"
    actions.withdraw_consent(actor=cast.mentee, item=item)
    for fields in ({"mentorship": second, "speaks_of_mentee": True}, {"mentorship": first}, {}):
        with pytest.raises(Refusal):
            change(**fields)
    assert Item.objects.get(pk=item.pk).consent == "withdrawn", "the item does not get away from their no"


def test_a_changed_item_loses_its_validation(cast: Cast, kept: Kept) -> None:
    item = kept.item("journal", "c15a")
    assert status(kept, "c15a") == Status.CLAIMED
    actions.note_validation(referent=cast.second_mentor, item=item, ability="c15a")
    assert status(kept, "c15a") == Status.PROVEN
    with pytest.raises(Refusal):
        actions.note_validation(referent=cast.mentor, item=item, ability="c15a")
    content = ItemContent(kind="case", made_on=today(), abilities=("c15a",))
    actions.change_item(actor=cast.mentor, item=item, content=content)
    assert status(kept, "c15a") == Status.CLAIMED


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"kind": "papyrus"}, "kind"),
        ({"abilities": ()}, "abilities"),
        ({"abilities": ("c99",)}, "abilities"),
        ({"made_on": today() + timedelta(days=2)}, "made_on"),
        ({"speaks_of_mentee": True}, "mentorship"),
    ],
)
def test_what_does_not_fit_is_refused_at_its_field(kept: Kept, fields: dict[str, object], field: str) -> None:
    content = {"kind": "document", "made_on": today(), "abilities": ("c1a",), **fields}
    with pytest.raises(Refusal) as caught:
        actions.add_item(
            actor=kept.owner,
            portfolio=kept.portfolio,
            id=new_id(),
            content=ItemContent(**content),  # type: ignore[arg-type]
        )
    assert caught.value.field == field


def test_anothers_mentorship_cannot_be_cited(cast: Cast, kept: Kept) -> None:
    theirs = pair(cast.second_mentoring, cast.being_mentored)
    with pytest.raises(Refusal):
        kept.item("case", "c1a", mentorship=theirs)


def test_a_portfolio_is_its_owners_alone(cast: Cast, kept: Kept) -> None:
    item = kept.item()
    content = ItemContent(kind="document", made_on=today(), abilities=("c1a",))
    for person in (cast.administrator, cast.coordinator, cast.second_mentor, cast.mentee, cast.outsider):
        for act in (
            lambda who: actions.add_item(actor=who, portfolio=kept.portfolio, id=new_id(), content=content),
            lambda who: actions.change_item(actor=who, item=item, content=content),
            lambda who: actions.remove_item(actor=who, item=item),
            lambda who: actions.mark_abilities(actor=who, portfolio=kept.portfolio, marks={}),
            lambda who: actions.freeze(actor=who, portfolio=kept.portfolio, readers=[], id=new_id()),
        ):
            with pytest.raises(Denied):
                act(person)


def test_a_second_click_makes_one_item_and_anothers_id_none(cast: Cast, kept: Kept) -> None:
    item = kept.item()
    content = ItemContent(kind="document", made_on=today(), abilities=("c1a",))
    again = actions.add_item(actor=cast.mentor, portfolio=kept.portfolio, id=item.pk, content=content)
    assert again == item
    other = actions.begin_portfolio(person=cast.second_mentor, version=kept.portfolio.version, id=new_id())
    with pytest.raises(IdInUse):
        actions.add_item(actor=cast.second_mentor, portfolio=other, id=item.pk, content=content)


def test_an_item_is_removed_once_its_words_are_erased(kept: Kept) -> None:
    item, empty = kept.item(), kept.item(written=False)
    with pytest.raises(Refusal):
        actions.remove_item(actor=kept.owner, item=item)
    actions.remove_item(actor=kept.owner, item=empty)
    assert list(Item.objects.values_list("pk", flat=True)) == [item.pk]


def test_a_recording_may_be_larger_than_a_document() -> None:
    assert largest_document("portfolio") == MAX_RECORDING > 200 * 1024 * 1024
    assert largest_document("") == largest_document("journal") == MAX_DOCUMENT


# --- Self-assessment ---


def test_self_assessments_are_kept_one_after_the_other(kept: Kept) -> None:
    def assess(**marks: str) -> None:
        actions.mark_abilities(actor=kept.owner, portfolio=kept.portfolio, marks=marks)
        actions.finish_assessment(actor=kept.owner, portfolio=kept.portfolio)

    actions.mark_abilities(actor=kept.owner, portfolio=kept.portfolio, marks={"c1a": "mastering"})
    assert status(kept, "c1a") == Status.MISSING, "an open one counts for nothing yet"
    assess(c1a="practising", c1b="discovering")
    assess(c1b="mastering")
    assert [each.marks for each in queries.assessments_of(kept.portfolio)] == [
        {"c1a": "practising", "c1b": "discovering"},
        {"c1b": "mastering"},
    ]
    assert (status(kept, "c1a"), status(kept, "c1b")) == (Status.CLAIMED, Status.CLAIMED)
    facts = Event.objects.filter(verb="portfolio.self-assessed").values_list("facts", flat=True)
    assert [each["abilities"] for each in facts] == [2, 1], "how many, never which step"


def test_marks_of_another_framework_are_refused(kept: Kept) -> None:
    for marks in ({"c99": "practising"}, {"c1a": "wizard"}):
        with pytest.raises(Refusal):
            actions.mark_abilities(actor=kept.owner, portfolio=kept.portfolio, marks=marks)
    actions.mark_abilities(actor=kept.owner, portfolio=kept.portfolio, marks={"c1a": "practising"})
    actions.mark_abilities(actor=kept.owner, portfolio=kept.portfolio, marks={"c1a": ""})
    with pytest.raises(Refusal):
        actions.finish_assessment(actor=kept.owner, portfolio=kept.portfolio)


# --- Carried over and frozen ---


def test_a_newer_version_keeps_what_is_still_an_ability(cast: Cast, kept: Kept) -> None:
    item = kept.item("document", "c1a", "c1b")
    draft = actions.begin_next_version(actor=cast.administrator, version=kept.portfolio.version, id=new_id())
    content = draft.content
    content["areas"][0]["competences"][0]["abilities"].pop(0)
    for words in content["texts"].values():
        del words["abilities"]["c1a"]
    actions.change_framework(actor=cast.administrator, version=draft, edit=lambda _: content)
    actions.publish_framework(actor=cast.administrator, version=draft)
    actions.carry_over(actor=cast.mentor, portfolio=kept.portfolio)
    kept.portfolio.refresh_from_db()
    assert kept.portfolio.version_id == draft.pk
    assert Item.objects.get(pk=item.pk).abilities == ["c1b"]


def test_what_is_frozen_names_no_mentee_and_takes_only_what_counts(cast: Cast, kept: Kept) -> None:
    row = pair(cast.mentoring, cast.being_mentored)
    shown = kept.item("document", "c1a", mentorship=row)
    kept.item("case", "c1b", mentorship=row, speaks=True)  # nobody has agreed
    kept.item("case", "c1c", written=False)
    frozen = actions.freeze(
        actor=cast.mentor, portfolio=kept.portfolio, readers=[cast.coordinator], id=new_id()
    )
    (item,) = frozen.manifest["items"]
    assert (item["id"], item["file"], item["revision"]) == (str(shown.pk), "A", 1)
    assert len(item["sha256"]) == 64
    told = str(frozen.manifest)
    assert str(row.pk) not in told
    assert str(cast.mentee.pk) not in told
    assert cast.mentee.name not in told
    kept.item("document", "c1d")
    assert FrozenPortfolio.objects.get(pk=frozen.pk).manifest == frozen.manifest


def test_nobody_reads_their_own_and_nothing_is_not_handed_in(cast: Cast, kept: Kept) -> None:
    for readers in ([cast.mentor], [cast.coordinator]):
        with pytest.raises(Refusal):
            actions.freeze(actor=cast.mentor, portfolio=kept.portfolio, readers=readers, id=new_id())


def test_coverage_asks_the_same_number_of_queries_however_full(cast: Cast, kept: Kept) -> None:
    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            queries.coverage_of(kept.portfolio)
        return len(seen)

    kept.item("document", "c1a", mentorship=pair(cast.mentoring, cast.being_mentored))
    few = asked()
    for _n in range(6):
        kept.item("document", "c1b", mentorship=pair(cast.mentoring, cast.second_being_mentored))
    assert asked() == few


def test_files_lie_where_the_browser_puts_them_and_hold_their_item(kept: Kept) -> None:
    item = Item(pk=UUID("0192eeee-1111-7000-8000-000000000001"))
    assert [
        str(each) for each in queries.exhibits_of(item)[:2]
    ] == [  # as frontend/room/facts/portfolio.test.ts
        "5d187a52-b02f-80fc-8cf6-1f09bac81c40",
        "adaaa5e6-f3fd-8091-8f20-9aa825c1f99c",
    ]
    item = kept.item(written=False)
    place = queries.exhibits_of(item)[0]
    text = kept.key.sealed_revision(
        kept.keyring, Place(str(place), "exhibit", about=str(place)), {"name": "x"}
    )
    ContentObject.objects.create(
        id=place, room_id=UUID(kept.key.id), kind=text.kind, about=place, author=kept.owner
    )
    with pytest.raises(Refusal):
        actions.remove_item(actor=kept.owner, item=item)


def test_a_kind_of_evidence_shows_only_what_the_framework_says(kept: Kept) -> None:
    with pytest.raises(Refusal, match="1a, 7b") as refused:
        kept.item("testimony", "c1a", "c7b", "c7d")
    assert refused.value.field == "abilities"
    assert not Item.objects.exists()
    kept.item("testimony", "c7d")
    assert status(kept, "c7d") == Status.PROVEN
