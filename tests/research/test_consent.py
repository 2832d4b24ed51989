"""Everybody says for themselves: organisation, programme, each of the two; and takes it back."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from ithaca.accounts.models import Person
from ithaca.cli.worker import Worker
from ithaca.journal.dispatch import dispatch_waiting
from ithaca.journal.models import Event
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.kernel.ids import new_id
from ithaca.kernel.states import ForbiddenTransition
from ithaca.networks import actions as networks
from ithaca.networks.models import Membership
from ithaca.notifications.models import Message
from ithaca.programmes.models import Participation
from ithaca.research import actions, queries
from ithaca.research.models import Consent, Study
from tests.cast import Cast
from tests.factories import make_membership, make_network, make_person, stay_awake
from tests.research.world import CONTENT, SUMMER, World, at, make_pair, make_study, make_world

pytestmark = pytest.mark.django_db
SignIn = Callable[[Person], Client]


@pytest.fixture
def rosa(db: None) -> Person:
    return make_person("Rosa Recherche")


@pytest.fixture
def study(cast: Cast, rosa: Person) -> Study:
    """An open study that Alma's organisation may agree to."""
    network = make_network(rosa)
    make_membership(network, cast.organisation)
    return make_study(network, rosa)


@pytest.fixture
def asking(cast: Cast, study: Study) -> Study:
    """The same once the organisation agrees and the programme takes part."""
    actions.agree(actor=cast.administrator, study=study, organisation=cast.organisation)
    actions.join(actor=cast.coordinator, study=study, programme=cast.programme, adults=True)
    return study


def consent_page(study: Study, one: Participation) -> str:
    return reverse("research:consent", args=[study.pk, one.pk])


def seen(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return re.sub(r"\s+", " ", answer.content.decode())


def test_nobody_is_asked_before_the_organisation_and_the_programme_have_said_yes(
    cast: Cast, study: Study, sign_in: SignIn
) -> None:
    page = consent_page(study, cast.mentoring)
    assert sign_in(cast.mentor).get(page).status_code == 404
    with pytest.raises(Refusal):
        actions.join(actor=cast.coordinator, study=study, programme=cast.programme, adults=True)
    sign_in(cast.administrator).post(reverse("research:agree", args=[cast.organisation.slug, study.pk]))
    assert sign_in(cast.mentor).get(page).status_code == 404
    join = reverse("research:join", args=[cast.programme.slug, study.pk])
    assert sign_in(cast.coordinator).post(join).status_code == 422  # minors take part, for all that is said
    sign_in(cast.coordinator).post(join, {"adults": "on"})
    assert CONTENT.title in seen(sign_in(cast.mentor), page)
    assert CONTENT.title in seen(sign_in(cast.mentor), "/")
    for other in (cast.mentee, cast.coordinator, cast.administrator, cast.outsider):
        assert sign_in(other).get(page).status_code == 404


def test_yes_needs_a_grown_up_and_can_be_taken_back(cast: Cast, asking: Study, sign_in: SignIn) -> None:
    browser, page = sign_in(cast.mentor), consent_page(asking, cast.mentoring)
    assert browser.post(page, {"give": "1"}).status_code == 422
    assert browser.post(page, {"give": "1", "adult": "on"}).status_code == 302
    row = Consent.objects.get(participation=cast.mentoring)
    assert row.state == "given"
    assert CONTENT.title not in seen(browser, "/")
    assert browser.post(page, {"withdraw": "1"}).status_code == 302
    row.refresh_from_db()
    assert row.state == "withdrawn"
    assert browser.post(page, {"give": "1", "adult": "on"}).status_code == 302
    assert CONTENT.title in seen(browser, reverse("research:mine"))


def test_no_is_asked_for_once_and_told_to_nobody(
    cast: Cast, asking: Study, sign_in: SignIn, rosa: Person
) -> None:
    browser = sign_in(cast.mentee)
    browser.post(consent_page(asking, cast.being_mentored), {"refuse": "1"})
    assert CONTENT.title not in seen(browser, "/")
    assert queries.waiting_for(cast.mentee) == []
    page = seen(sign_in(rosa), reverse("research:study", args=[asking.network.slug, asking.pk]))
    assert cast.mentee.name not in page
    assert cast.programme.name["fr"] not in page


def test_somebody_withdraws_also_after_the_study_and_their_part_in_the_programme_are_over(
    cast: Cast, asking: Study, rosa: Person
) -> None:
    one = cast.mentoring
    actions.give_consent(actor=cast.mentor, study=asking, participation=one, adult=True)
    actions.close_study(actor=rosa, study=asking)
    with pytest.raises(Refusal):
        actions.give_consent(actor=cast.mentee, study=asking, participation=cast.being_mentored, adult=True)
    actions.withdraw_consent(actor=cast.mentor, study=asking, participation=one)
    assert Consent.objects.get(participation=one).state == "withdrawn"


def test_what_was_never_given_cannot_be_withdrawn(cast: Cast, asking: Study) -> None:
    with pytest.raises(ForbiddenTransition):
        actions.withdraw_consent(actor=cast.mentor, study=asking, participation=cast.mentoring)


def test_a_programme_that_notes_a_safeguarding_check_later_goes_out_in_no_edition() -> None:
    world: World = make_world()
    house = world.houses[0]
    with at(SUMMER):
        Event.objects.create(verb="safeguarding.noted", subject_id=new_id(), programme_id=house.programme.pk)
        with pytest.raises(Refusal):  # two organisations are left
            world.publish()
        actions.end_lapsed(study=world.study)
    assert not queries.takes_part(world.study, house.programme)
    assert queries.takes_part(world.study, world.houses[1].programme)


def test_what_people_agree_to_never_changes(study: Study, rosa: Person) -> None:
    with pytest.raises(Refusal):
        actions.change_study(actor=rosa, study=study, content=CONTENT)
    with pytest.raises(ForbiddenTransition):
        actions.open_study(actor=rosa, study=study)


@pytest.mark.parametrize(("field", "value"), [("k", 9), ("variables", ["ending"]), ("variables", ["place"])])
def test_a_study_hides_people_among_ten_and_tells_circumstances_and_outcomes(
    rosa: Person, field: str, value: object
) -> None:
    network = make_network(rosa)
    content = type(CONTENT)(**{**CONTENT.__dict__, field: value})
    with pytest.raises(Refusal):
        actions.draft_study(actor=rosa, network=network, id=new_id(), content=content)


def test_ones_own_line_is_shown_as_it_would_go_out(sign_in: SignIn) -> None:
    world: World = make_world(pairs=0)
    pair = make_pair(world.houses[0], kind="joint early end")
    with at(SUMMER):
        browser = sign_in(pair.mentee.person)
        (line, gone) = browser.get(consent_page(world.study, pair.mentee)).context["lines"][0]
    told = dict(line)
    assert not gone
    assert {"Pays de la Loire", "trimestre 1 de 2026", "1–3"} <= set(told.values())
    assert pair.mentor.person.name not in str(told)


def test_administrators_coordinators_and_people_are_told_by_mail(cast: Cast, study: Study) -> None:
    people = (cast.administrator, cast.coordinator, cast.mentor, cast.mentee)
    stay_awake(*people)

    def mails(person: Person) -> list[str]:
        Worker().work_once()
        return list(Message.objects.filter(to=person.email).values_list("subject", flat=True))

    assert any("étude" in subject for subject in mails(cast.administrator))
    actions.agree(actor=cast.administrator, study=study, organisation=cast.organisation)
    assert any("étude" in subject for subject in mails(cast.coordinator))
    assert mails(cast.mentor) == []
    actions.join(actor=cast.coordinator, study=study, programme=cast.programme, adults=True)
    asked = [subject for subject in mails(cast.mentor) if "recherche" in subject]
    assert len(asked) == 1
    assert mails(cast.mentor).count(asked[0]) == 1  # once, however often the worker looks
    assert any("recherche" in subject for subject in mails(cast.mentee))


def test_who_said_yes_for_others_hears_that_a_study_is_closed(
    cast: Cast, asking: Study, rosa: Person
) -> None:
    stay_awake(cast.administrator, cast.coordinator, cast.mentor)
    actions.give_consent(actor=cast.mentor, study=asking, participation=cast.mentoring, adult=True)
    actions.close_study(actor=rosa, study=asking)
    dispatch_waiting()
    told = Message.objects.filter(subject__contains="est close")
    assert sorted(told.values_list("to", flat=True)) == sorted(
        [cast.administrator.email, cast.coordinator.email]
    )
    assert all("Durer ensemble" in message.text for message in told)


def test_who_has_answered_gets_no_mail(cast: Cast, asking: Study) -> None:
    actions.refuse_consent(actor=cast.mentor, study=asking, participation=cast.mentoring)
    due = {row.pk for _study, row in queries.unanswered_since(clock.now() - timedelta(days=14))}
    assert cast.mentoring.pk not in due
    assert cast.being_mentored.pk in due


def test_leaving_the_network_ends_the_agreement(cast: Cast, asking: Study) -> None:
    membership = Membership.objects.get(organisation=cast.organisation)
    networks.leave(actor=cast.administrator, membership=membership)
    Worker().work_once()
    assert queries.agreeing(asking) == []
    assert queries.waiting_for(cast.mentor) == []


def test_consent_ends_with_the_account_also_between_editions(cast: Cast, asking: Study) -> None:
    actions.give_consent(actor=cast.mentor, study=asking, participation=cast.mentoring, adult=True)
    cast.mentor.is_active = False
    cast.mentor.save()
    assert queries.consenting(asking) == 1
    Worker().work_once()
    assert queries.consenting(asking) == 0
    assert Consent.objects.get(participation=cast.mentoring).state == "lapsed"
