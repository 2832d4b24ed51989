"""Duties phase by phase: one's own are ticked, some answer by themselves, and others see no more than counts."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from ithaca.access.rules import Denied
from ithaca.accounts.models import Person
from ithaca.journal.models import Event
from ithaca.journal.queries import history
from ithaca.kernel.errors import Refusal
from ithaca.kernel.ids import new_id
from ithaca.mentorships import actions, checklist, queries
from ithaca.mentorships.actions.meetings import Plan
from ithaca.mentorships.models import Mentorship, Tick
from ithaca.programmes import actions as programmes
from ithaca.programmes import duties
from ithaca.programmes.actions import DutyContent
from ithaca.programmes.models import Participation, Programme
from ithaca.vault.models import ContentObject, Room
from tests.cast import Cast
from tests.mentorships.meetings import met

pytestmark = pytest.mark.django_db
SignIn = Callable[[Person], Client]
EXPECT = "launch/mentee/say_expectations"


@pytest.fixture
def pair(cast: Cast) -> Mentorship:
    return actions.begin(actor=cast.mentor, id=new_id(), mentor=cast.mentoring, mentee=cast.being_mentored)


def items(pair: Mentorship) -> dict[str, checklist.Item]:
    row = queries.mentorship(pair.pk)
    page = queries.page(row)
    offered = duties.duties(row.programme, "fr", duties.own_duties([row.programme]))
    facts = queries.duty_facts(row, [*page.planned, *page.past], page.goals, page.signatures)
    return {i.duty.key: i for i in checklist.items(offered, queries.ticks_of([row])[row.pk], facts)}


def test_one_ticks_ones_own_and_may_take_it_back(cast: Cast, pair: Mentorship, sign_in: SignIn) -> None:
    address = f"/mentorships/{pair.pk}/duties/"
    browser = sign_in(cast.mentee)
    for _click in range(2):
        answer = browser.post(address, {"duty": EXPECT, "done": EXPECT, "without_script": "1"})
        assert answer.headers["Location"].endswith("#checklist")
    assert items(pair)[EXPECT].done_at
    browser.post(address, {"duty": EXPECT})
    assert items(pair)[EXPECT].done_at is None
    assert [e.verb for e in history(pair.pk)][-2:] == ["duty.ticked", "duty.taken back"]
    browser.post(address, {"duty": EXPECT, "done": "on"})
    assert Tick.objects.count() == 1


def test_nobody_ticks_what_is_anothers(cast: Cast, pair: Mentorship, sign_in: SignIn) -> None:
    for somebody in (cast.mentor, cast.coordinator, cast.outsider):
        with pytest.raises(Denied):
            actions.tick(actor=somebody, mentorship=pair, duty=EXPECT)
        answer = sign_in(somebody).post(f"/mentorships/{pair.pk}/duties/", {"duty": EXPECT, "done": "on"})
        assert answer.status_code == 404
    with pytest.raises(Refusal):
        actions.tick(actor=cast.mentee, mentorship=pair, duty="launch/mentee/made_up")
    assert not Tick.objects.exists()


def test_facts_answer_by_themselves(cast: Cast, pair: Mentorship) -> None:
    first = "launch/mentee/take_first_step"
    assert items(pair)[first].done_at is None
    assert items(pair)["launch/coordinator/check_independence"].done_at
    with pytest.raises(Refusal):
        actions.tick(actor=cast.mentee, mentorship=pair, duty=first)
    plan = Plan("video", datetime.now(UTC) + timedelta(days=2), 60)
    meeting = actions.plan_meeting(actor=cast.mentor, id=new_id(), mentorship=pair, plan=plan)
    assert items(pair)[first].done_at
    assert items(pair)["launch/coordinator/check_first_meeting"].done_at
    actions.cancel_meeting(actor=cast.mentor, meeting=meeting)
    assert items(pair)[first].done_at is None
    actions.confirm_willingness(actor=cast.mentee, mentorship=pair)
    assert items(pair)["launch/mentor/check_willingness"].done_at


def test_a_cv_in_the_room_answers_for_who_sent_it(cast: Cast, pair: Mentorship) -> None:
    room = Room.objects.create(purpose="mentorship")
    Mentorship.objects.filter(pk=pair.pk).update(room=room)
    send = "launch/mentee/send_profile"
    ContentObject.objects.create(room=room, kind="cv", author=cast.mentor)
    assert items(pair)[send].done_at is None
    ContentObject.objects.create(room=room, kind="cv", author=cast.mentee)
    assert items(pair)[send].done_at
    Programme.objects.update(cv_asked=False)
    assert items(pair)[send].done_at is None
    actions.tick(actor=cast.mentee, mentorship=queries.mentorship(pair.pk), duty=send)
    assert items(pair)[send].done_at, "where no CV is asked for, it is ticked by hand"


def test_the_launch_has_a_place_for_what_is_exchanged_before(
    cast: Cast, pair: Mentorship, sign_in: SignIn
) -> None:
    address = f"/mentorships/{pair.pk}/"
    for person, profile in ((cast.mentee, cast.mentoring), (cast.mentor, cast.being_mentored)):
        page = sign_in(person).get(address).content.decode()
        assert "Avant votre première rencontre" in page
        assert f"/directory/{profile.pk}/" in page
        assert "Vos CV" in page
    Participation.objects.filter(pk=cast.mentoring.pk).update(state="accepted")
    assert "Il n’est pas encore écrit" in sign_in(cast.mentee).get(address).content.decode()
    assert "Avant votre première rencontre" not in sign_in(cast.coordinator).get(address).content.decode()
    Programme.objects.update(cv_asked=False)
    assert "Vos CV" not in sign_in(cast.mentee).get(address).content.decode()
    met(cast, pair, -2)
    assert "Avant votre première rencontre" not in sign_in(cast.mentee).get(address).content.decode()


def test_what_was_ticked_stays_when_the_programme_leaves_it_out(cast: Cast, pair: Mentorship) -> None:
    other = "launch/mentee/confidentiality"
    actions.tick(actor=cast.mentee, mentorship=pair, duty=EXPECT)
    every = {d.key for d in duties.duties(cast.programme, "fr", [])}
    programmes.choose_duties(actor=cast.coordinator, programme=cast.programme, kept=every - {EXPECT, other})
    said = Event.objects.filter(verb="duties.chosen").get().facts
    assert set(said["left_out"]) == {EXPECT, other}
    found = items(pair)
    assert other not in found
    assert found[EXPECT].done_at
    assert not found[EXPECT].kept
    lists = checklist.lists(
        duties.phases(cast.programme, "fr"), found.values(), role="mentee", current="launch"
    )
    assert (lists[0].done, lists[0].total) == (0, 5)


def test_a_programme_adds_its_own(cast: Cast, pair: Mentorship) -> None:
    content = DutyContent(phase="launch", role="mentor", text={"fr": "Je lis le livret.", "en": "I read it."})
    same = new_id()
    for _click in range(2):
        own = programmes.add_duty(actor=cast.coordinator, programme=cast.programme, id=same, content=content)
    key = f"own/{own.pk}"
    assert items(pair)[key].duty.text == "Je lis le livret."
    actions.tick(actor=cast.mentor, mentorship=pair, duty=key)
    programmes.take_duty_out(actor=cast.coordinator, programme=cast.programme, id=own.pk)
    assert items(pair)[key].done_at
    assert not items(pair)[key].kept
    for somebody in (cast.mentor, cast.outsider):
        with pytest.raises(Denied):
            programmes.add_duty(actor=somebody, programme=cast.programme, id=new_id(), content=content)
        with pytest.raises(Denied):
            programmes.choose_duties(actor=somebody, programme=cast.programme, kept=[])


def test_the_coordinator_sees_counts_and_their_own_duties(
    cast: Cast, pair: Mentorship, sign_in: SignIn
) -> None:
    actions.tick(actor=cast.mentee, mentorship=pair, duty=EXPECT)
    sentence = "Je dis ce que j’attends de mon ou ma mentor·e"
    page = sign_in(cast.coordinator).get(f"/mentorships/{pair.pk}/").content.decode()
    assert "Inès Benali 1 sur 7" in page
    assert sentence not in page
    assert "J’indique comment me joindre" in page
    assert sentence in sign_in(cast.mentee).get(f"/mentorships/{pair.pk}/").content.decode()
    actions.tick(actor=cast.administrator, mentorship=pair, duty="launch/coordinator/introduce")
    page = sign_in(cast.coordinator).get(f"/mentorships/{pair.pk}/").content.decode()
    assert "Alma Ferrand" in page, "one list for all who coordinate: who ticked is said"


def test_the_set_up_pages_keep_and_add(cast: Cast, sign_in: SignIn) -> None:
    browser, address = sign_in(cast.coordinator), "/programmes/cap-ouest/set-up/duties/"
    page = browser.get(address)
    assert "Je dis ce que j’attends" in page.content.decode()
    kept = {name: page.context["form"][name].value() for name in page.context["form"].fields}
    kept["launch_mentee"] = [key for key in kept["launch_mentee"] if key != EXPECT]
    assert browser.post(address, kept).status_code == 302
    cast.programme.refresh_from_db()
    assert cast.programme.duties_left_out == [EXPECT]
    assert "duties" in cast.programme.checked_sections
    data = {"id": str(new_id()), "phase": "launch", "role": "mentee", "text_fr": "Je viens.", "text_en": ""}
    assert browser.post(f"{address}new/", data).status_code == 422
    assert browser.post(f"{address}new/", data | {"text_en": "I come."}).status_code == 302
    assert "Je viens." in browser.get(address).content.decode()
    own = cast.programme.own_duties.get()
    assert sign_in(cast.outsider).post(f"{address}{own.pk}/out/").status_code == 404
    browser.post(f"{address}{own.pk}/out/")
    assert "Je viens." not in browser.get(address).content.decode()
