"""What a network recognises stays what somebody looked at: later versions elsewhere change nothing in silence."""

from collections.abc import Callable

import pytest
from django.test import Client

from ithaca.access.rules import Denied
from ithaca.accounts.models import Person
from ithaca.journal.dispatch import dispatch_waiting
from ithaca.kernel.errors import Refusal
from ithaca.kernel.ids import new_id
from ithaca.notifications.models import Message
from ithaca.schemes import actions, editing, keeping, lineage, presentation, queries
from ithaca.schemes.actions import RecognitionContent
from ithaca.schemes.document import Content
from ithaca.schemes.editing import Said
from ithaca.schemes.models import Recognition, SchemeVersion
from tests.schemes.networks import Schemers, dropped, reworded

pytestmark = pytest.mark.django_db
SignIn = Callable[[Person], Client]


@pytest.fixture
def theirs(world: Schemers) -> SchemeVersion:
    return world.published()


@pytest.fixture
def recognised(world: Schemers, theirs: SchemeVersion) -> Recognition:
    """Deux Rives, whose scheme is as Grand Large's, takes its first level for its own."""
    ours = world.derived(theirs)
    actions.publish_scheme(actor=world.joel, version=ours)
    ours.refresh_from_db()
    content = RecognitionContent(ours=ours, level="recognised", theirs=theirs, their_level="recognised")
    row = actions.declare_recognition(actor=world.joel, network=world.rives, id=new_id(), content=content)
    told(world.joel)
    return row


def told(person: Person) -> list[str]:
    """The subjects of the mail about recognition that somebody has got since the last look."""
    while dispatch_waiting():
        pass
    found = Message.objects.filter(to=person.email, subject__contains="reconnai").values_list(
        "subject", flat=True
    )
    subjects = list(found.order_by("created_at", "id"))
    Message.objects.all().delete()
    return subjects


def without_level(content: Content) -> Content:
    """Without the first level, the other one standing alone."""
    (last,) = (each for each in content["levels"] if each["slug"] == "advanced")
    new = editing.without_level(content, "recognised")
    new["levels"] = [{key: value for key, value in last.items() if key != "after"}]
    return new


def new_level(content: Content) -> Content:
    """A level that bears the name of one that was dropped."""
    new = without_level(content)
    said = Said({"label": {"fr": "Bronze", "en": "Bronze"}, "description": {"fr": "", "en": ""}})
    rules = [{"rule": "percent", "overall": 10, "each_requirement": 0}]
    return editing.with_level(new, "recognised", {"rules": rules}, said)


def test_what_takes_nothing_away_stays_recognised_without_a_word(
    world: Schemers, theirs: SchemeVersion, recognised: Recognition
) -> None:
    advanced = next(one.slug for one in queries.scheme(theirs).standards.values() if one.tier == "additional")
    world.next_with(theirs, dropped(advanced))
    assert keeping.moved(queries.recognitions_of(world.rives)[0]) is None
    assert told(world.joel) == []


def test_a_dropped_standard_is_shown_and_told_and_changes_nothing_until_somebody_says(
    world: Schemers, theirs: SchemeVersion, recognised: Recognition, sign_in: SignIn
) -> None:
    later = world.next_with(theirs, dropped("data_breach"), reworded("aims_fit", "Autrement dit."))
    assert told(world.joel) == ["Grand Large a modifié un référentiel dont vous reconnaissez le label"]
    client, address = sign_in(world.joel), f"/networks/{world.rives.slug}/recognition/"
    best = client.get(address).context["offers"][0]
    basic = {one.slug for one in queries.scheme(theirs).standards.values() if one.tier == "basic"}
    assert set(best.moved.dropped) == {"data_breach", "aims_fit"} & basic
    assert best.percent == 100, "until then it counts as it was declared"
    with pytest.raises(Denied):
        actions.keep_recognition(actor=world.oriane, recognition=recognised, looked_at=later)
    with pytest.raises(Refusal):
        actions.keep_recognition(actor=world.joel, recognition=recognised, looked_at=theirs)
    keep = f"{address}{recognised.pk}/keep/"
    for _click in range(2):
        assert client.post(keep, {"looked_at": str(later.pk)}).status_code == 302
    recognised.refresh_from_db()
    assert recognised.theirs_id == later.pk
    now = client.get(address).context["offers"][0]
    assert now.moved is None
    assert now.percent < 100, "the supplement has grown"


@pytest.mark.parametrize("change", [without_level, new_level])
def test_a_dropped_level_is_not_recognised_by_another_one_of_its_name(
    world: Schemers,
    theirs: SchemeVersion,
    recognised: Recognition,
    change: Callable[[Content], Content],
    sign_in: SignIn,
) -> None:
    if change is new_level:
        later = world.next_with(world.next_with(theirs, without_level), new_level)
    else:
        later = world.next_with(theirs, change)
    assert told(world.joel)
    moved = keeping.moved(queries.recognitions_of(world.rives)[0])
    assert moved is not None
    assert moved.level_gone
    client, address = sign_in(world.joel), f"/networks/{world.rives.slug}/recognition/"
    shown = client.get(address)
    assert shown.context["offers"][0].moved.level_gone
    assert "Le niveau n’y figure plus" in shown.content.decode()
    client.post(f"{address}{recognised.pk}/keep/", {"looked_at": str(later.pk)})
    recognised.refresh_from_db()
    assert (recognised.theirs_id, recognised.reviewed_id) == (theirs.pk, later.pk)
    assert keeping.moved(queries.recognitions_of(world.rives)[0]) is None
    assert client.get(address).context["offers"][0].recognition == recognised, "it can still be ended"


def test_a_name_that_was_dropped_and_used_anew_is_not_shared(world: Schemers, theirs: SchemeVersion) -> None:
    """Both say the same again, and nobody knows any more whether answers of before mean the same."""
    ours = world.derived(theirs)
    before = next(one for one in ours.content["requirements"][0]["standards"] if one["slug"] == "aims_fit")
    words = {code: texts["standards"]["aims_fit"]["label"] for code, texts in ours.content["texts"].items()}
    actions.change_scheme(actor=world.joel, version=ours, edit=dropped("aims_fit"))
    world.explain(world.joel, ours)
    actions.publish_scheme(actor=world.joel, version=ours)
    second = actions.begin_next_version(actor=world.joel, version=ours, id=new_id())

    def back(content: Content) -> Content:
        return editing.with_standard(content, "aims", before, Said({"label": words}))

    actions.change_scheme(actor=world.joel, version=second, edit=back)
    second.refresh_from_db()
    found = queries.supplement_between(second, "recognised", theirs, "recognised")
    assert "standard.aims_fit" in lineage.renewed(second)
    assert "aims_fit" in found.remaining
    assert "aims_written" in found.covered


def test_a_new_part_takes_no_name_that_was_ever_used(
    world: Schemers, theirs: SchemeVersion, sign_in: SignIn
) -> None:
    client = sign_in(world.oriane)

    def added(row: SchemeVersion, french: str) -> str:
        address = f"/seal-schemes/{row.pk}/edit/requirements/aims/new/"
        form = client.get(address).context["form"]
        sent = {
            name: form[name].value() for name in form.fields if form[name].value() not in (None, False, "")
        }
        sent |= {"text_fr": french, "text_en": french, "seen": form.made_from}
        assert client.post(address, sent).status_code == 302
        row.refresh_from_db()
        found = queries.scheme(row).text("fr").standards
        return next(slug for slug, words in found.items() if words.label == french)

    second = actions.begin_next_version(actor=world.oriane, version=theirs, id=new_id())
    assert added(second, "Un premier ajout.") == "aims_1"
    world.explain(world.oriane, second)
    actions.give_reasons(actor=world.oriane, version=second, reasons={"aims_1": "Il manquait."})
    actions.publish_scheme(actor=world.oriane, version=second)
    third = actions.begin_next_version(actor=world.oriane, version=second, id=new_id())
    actions.change_scheme(actor=world.oriane, version=third, edit=dropped("aims_1"))
    assert added(third, "Tout autre chose.") == "aims_2"


def test_two_schemes_of_one_title_are_told_apart(
    world: Schemers, theirs: SchemeVersion, recognised: Recognition, sign_in: SignIn
) -> None:
    other = world.published()
    client = sign_in(world.joel)
    offers = client.get(f"/networks/{world.rives.slug}/recognition/").context["offers"]
    titles = {each.their_title for each in offers}
    assert titles == {
        "Qualité d’un programme de mentorat (n° 1)",
        "Qualité d’un programme de mentorat (n° 2)",
    }
    assert presentation.titles([other], "fr") == {other.series: "Qualité d’un programme de mentorat"}
    choices = client.get(f"/networks/{world.rives.slug}/recognition/").context["form"]["offer"].field.choices
    assert len({label for _value, label in choices}) == len(choices)


def test_an_origin_is_called_by_its_name(world: Schemers, theirs: SchemeVersion) -> None:
    derived = world.derived(theirs)
    assert presentation.called(queries.origin_of(derived)) == "Grand Large, version 1"
    assert presentation.called(queries.origin_of(theirs)) == "Qualité d’un programme de mentorat, version 1"
    assert presentation.called(None, "gone@1") == "gone@1"
