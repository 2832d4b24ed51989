"""An organisation's own frameworks: drafted, changed, published, never changed again; nobody else's business."""

from collections.abc import Callable

import pytest
from django.test import Client

from ithaca import catalogue
from ithaca.access.rules import Denied
from ithaca.accounts.models import Person
from ithaca.competences import actions, document, queries
from ithaca.competences.models import FrameworkVersion
from ithaca.journal.models import Event
from ithaca.kernel.errors import Refusal
from ithaca.kernel.ids import new_id
from ithaca.kernel.states import ForbiddenTransition
from tests.cast import Cast
from tests.competences.portfolios import publish

pytestmark = pytest.mark.django_db
SignIn = Callable[[Person], Client]


def renamed(row: FrameworkVersion, title: str) -> dict[str, object]:
    content = {**row.content, "texts": {**row.content["texts"]}}
    content["texts"]["fr"] = {**content["texts"]["fr"], "title": title}
    return content


def test_the_shipped_framework_becomes_ones_own(cast: Cast) -> None:
    row = publish(cast)
    assert document.content_of(queries.framework(row)) == document.content_of(
        catalogue.framework("business-mentor")
    )
    assert (row.origin, row.number, row.state) == ("business-mentor@1", 1, "published")
    assert row.sha256 == document.digest(row.content)


def test_a_published_version_never_changes(cast: Cast) -> None:
    row = publish(cast)
    with pytest.raises(Refusal):
        actions.change_framework(actor=cast.administrator, version=row, edit=lambda _: renamed(row, "Autre"))
    with pytest.raises(Refusal):
        actions.discard_framework(actor=cast.administrator, version=row)
    with pytest.raises(ForbiddenTransition):
        actions.publish_framework(actor=cast.administrator, version=row)
    row.refresh_from_db()
    assert row.sha256 == document.digest(row.content)


def test_the_next_version_changes_beside_it(cast: Cast) -> None:
    row = publish(cast)
    draft = actions.begin_next_version(actor=cast.coordinator, version=row, id=new_id())
    again = actions.begin_next_version(actor=cast.coordinator, version=row, id=new_id())
    assert again == draft, "two tabs begin one draft"
    actions.change_framework(
        actor=cast.coordinator, version=draft, edit=lambda _: renamed(row, "Nos compétences")
    )
    actions.publish_framework(actor=cast.coordinator, version=draft)
    draft.refresh_from_db()
    assert (draft.number, draft.series) == (2, row.series)
    assert queries.framework(draft).text("fr").title == "Nos compétences"
    assert queries.framework(row).text("fr").title == catalogue.framework("business-mentor").text("fr").title
    assert queries.newer_than(row) == draft
    assert [each.pk for each in queries.open_to(cast.mentor)] == [draft.pk]


def test_what_would_not_be_whole_is_refused(cast: Cast) -> None:
    row = actions.adopt_framework(
        actor=cast.administrator, organisation=cast.organisation, id=new_id(), slug="business-mentor"
    )
    broken = {**row.content, "practising": "nowhere"}
    with pytest.raises(Refusal):
        actions.change_framework(actor=cast.administrator, version=row, edit=lambda _: broken)


def test_a_retired_version_takes_nobody_new(cast: Cast) -> None:
    row = publish(cast)
    kept = actions.begin_portfolio(person=cast.mentor, version=row, id=new_id())
    actions.retire_framework(actor=cast.administrator, version=row)
    assert queries.open_to(cast.second_mentor) == []
    with pytest.raises(Refusal):
        actions.begin_portfolio(person=cast.second_mentor, version=row, id=new_id())
    assert actions.begin_portfolio(person=cast.mentor, version=row, id=new_id()) == kept
    actions.bring_back_framework(actor=cast.administrator, version=row)
    assert [each.pk for each in queries.open_to(cast.second_mentor)] == [row.pk]


def test_each_step_leaves_a_fact(cast: Cast) -> None:
    row = publish(cast)
    verbs = list(Event.objects.filter(subject_id=row.pk).order_by("id").values_list("verb", flat=True))
    assert verbs == ["framework.drafted", "framework.published"]


def test_only_whoever_administers_or_coordinates_writes_them(cast: Cast) -> None:
    row = publish(cast)
    for person in (cast.mentor, cast.mentee, cast.outsider):
        with pytest.raises(Denied):
            actions.begin_next_version(actor=person, version=row, id=new_id())
        with pytest.raises(Denied):
            actions.adopt_framework(
                actor=person, organisation=cast.organisation, id=new_id(), slug="business-mentor"
            )
    for person in (cast.mentee, cast.outsider):
        with pytest.raises(Denied):
            actions.begin_portfolio(person=person, version=row, id=new_id())
