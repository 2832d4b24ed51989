"""From a mentee's request to the mentor's answer."""

import uuid

import pytest
import time_machine
from django.urls import reverse

from ithaca.access.rules import Denied
from ithaca.directory import actions, queries
from ithaca.directory.models import Request
from ithaca.directory.rules import LATELY, MOST_A_DAY, MOST_OPEN, MOST_TO_ONE
from ithaca.journal.dispatch import dispatch_waiting
from ithaca.journal.models import Event
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.kernel.ids import new_id
from ithaca.mentorships import actions as mentorships
from ithaca.organisations.models import DeclaredConflict
from ithaca.programmes import actions as programmes
from ithaca.programmes.models import Participation
from ithaca.vault.models import Room, RoomMember
from tests import factories
from tests.cast import Cast
from tests.directory.people import Keys, SignIn, give_profile


def more_mentors(cast: Cast, count: int) -> list[Participation]:
    people = [factories.make_person(f"Mentor {n}", email=f"mentor{n}@example.org") for n in range(count)]
    return [factories.make_participation(person, cast.programme, "mentor") for person in people]


def verbs(request: Request) -> list[str]:
    return list(Event.objects.filter(subject_id=request.pk).order_by("id").values_list("verb", flat=True))


def test_a_request_makes_a_room_of_the_two_and_promises_an_answer(cast: Cast, keys: Keys) -> None:
    request = keys.ask(cast.being_mentored, cast.mentoring)
    assert request.state == "sent"
    assert (request.reply_by - request.created_at).days in (6, 7)
    members = RoomMember.objects.filter(room=request.room).values_list("person_id", flat=True)
    assert set(members) == {cast.mentee.pk, cast.mentor.pk}
    assert request.content.kind == "request"
    assert verbs(request) == ["request.sent"]


def test_a_second_click_sends_one_request(cast: Cast, keys: Keys) -> None:
    sealed, chosen = keys.seal(cast.mentee, cast.mentor), new_id()
    first, second = (
        actions.send_request(actor=cast.mentee, id=chosen, mentor=cast.mentoring, sealed=sealed)
        for _click in range(2)
    )
    assert first == second
    assert Request.objects.count() == 1


def test_nobody_has_more_than_three_open_requests_nor_two_to_the_same_mentor(cast: Cast, keys: Keys) -> None:
    first, *others = more_mentors(cast, MOST_OPEN + 1)
    keys.ask(cast.being_mentored, first)
    with pytest.raises(Refusal, match="already asked"):
        keys.ask(cast.being_mentored, first)
    for mentor in others[: MOST_OPEN - 1]:
        keys.ask(cast.being_mentored, mentor)
    with pytest.raises(Refusal, match="the most at once"):
        keys.ask(cast.being_mentored, others[-1])
    assert Room.objects.count() == MOST_OPEN  # a refusal leaves no room behind


def test_nobody_is_pressed_by_the_same_request_over_and_over(cast: Cast, keys: Keys) -> None:
    first, *others = more_mentors(cast, MOST_A_DAY + 1)
    for _time in range(MOST_TO_ONE):
        actions.decline_request(actor=first.person, request=keys.ask(cast.being_mentored, first))
    with pytest.raises(Refusal, match="somebody else"):
        keys.ask(cast.being_mentored, first)
    for mentor in others[: MOST_A_DAY - MOST_TO_ONE]:
        actions.withdraw_request(actor=cast.mentee, request=keys.ask(cast.being_mentored, mentor))
    with pytest.raises(Refusal, match="tomorrow"):
        keys.ask(cast.being_mentored, others[-1])
    with time_machine.travel(clock.now() + LATELY):
        keys.ask(cast.being_mentored, first)


def test_a_busy_mentor_can_be_asked_a_gone_one_cannot(cast: Cast, keys: Keys) -> None:
    programmes.set_busy(person=cast.mentor, participation=cast.mentoring)
    cast.mentoring.refresh_from_db()
    assert keys.ask(cast.being_mentored, cast.mentoring).state == "sent"
    programmes.exclude(actor=cast.coordinator, participation=cast.second_mentoring)
    cast.second_mentoring.refresh_from_db()
    with pytest.raises(Refusal, match="no longer takes part"):
        keys.ask(cast.being_mentored, cast.second_mentoring)


def test_neither_mentors_nor_outsiders_nor_dependent_people_send_requests(cast: Cast, keys: Keys) -> None:
    for person in (cast.second_mentor, cast.outsider, cast.coordinator):
        with pytest.raises(Denied):
            actions.send_request(
                actor=person, id=new_id(), mentor=cast.mentoring, sealed=keys.seal(person, cast.mentor)
            )
    DeclaredConflict.objects.create(organisation=cast.organisation, person=cast.mentor, other=cast.mentee)
    with pytest.raises(Refusal, match="not independent"):
        keys.ask(cast.being_mentored, cast.mentoring)


def test_a_room_that_is_not_for_the_two_or_holds_no_request_is_refused(cast: Cast, keys: Keys) -> None:
    strange = [keys.seal(cast.mentee, cast.second_mentor), keys.seal(cast.mentee, cast.mentor, kind="note")]
    for sealed in strange:
        with pytest.raises(Refusal):
            actions.send_request(actor=cast.mentee, id=new_id(), mentor=cast.mentoring, sealed=sealed)
    assert not Request.objects.exists()


def test_a_yes_begins_the_mentorship_in_the_same_room_and_ends_the_mentees_other_requests(
    cast: Cast, keys: Keys
) -> None:
    request = keys.ask(cast.being_mentored, cast.mentoring)
    other = keys.ask(cast.being_mentored, cast.second_mentoring)
    mentorship = actions.accept_request(actor=cast.mentor, request=request)
    assert (mentorship.state, mentorship.room) == ("launch", request.room)
    assert actions.accept_request(actor=cast.mentor, request=request) == mentorship  # a second click
    cast.mentoring.refresh_from_db()
    assert cast.mentoring.pairs == 1
    other.refresh_from_db()
    assert other.state == "withdrawn"
    with pytest.raises(Refusal, match="withdrawn meanwhile"):
        actions.accept_request(actor=cast.second_mentor, request=other)
    assert verbs(request) == ["request.sent", "request.accepted"]


def test_a_full_mentor_cannot_say_yes_and_the_request_stays_open(cast: Cast, keys: Keys) -> None:
    Participation.objects.filter(pk=cast.mentoring.pk).update(capacity=1)
    first = keys.ask(cast.being_mentored, cast.mentoring)
    second = keys.ask(cast.second_being_mentored, cast.mentoring)
    actions.accept_request(actor=cast.mentor, request=first)
    with pytest.raises(Refusal, match="as many people as possible"):
        actions.accept_request(actor=cast.mentor, request=second)
    second.refresh_from_db()
    assert second.state == "sent"
    actions.decline_request(actor=cast.mentor, request=second)  # the answer that is owed


def test_only_the_mentor_answers_and_only_the_mentee_withdraws(cast: Cast, keys: Keys) -> None:
    request = keys.ask(cast.being_mentored, cast.mentoring)
    for person in (cast.mentee, cast.second_mentor, cast.coordinator, cast.outsider):
        for answer in (actions.accept_request, actions.decline_request):
            with pytest.raises(Denied):
                answer(actor=person, request=request)
    with pytest.raises(Denied):
        actions.withdraw_request(actor=cast.mentor, request=request)
    actions.withdraw_request(actor=cast.mentee, request=request)
    with pytest.raises(Refusal, match="withdrawn meanwhile"):
        actions.decline_request(actor=cast.mentor, request=request)


def test_whoever_leaves_or_finds_a_mentor_through_the_coordinator_has_no_open_request_left(
    cast: Cast, keys: Keys
) -> None:
    left = keys.ask(cast.being_mentored, cast.mentoring)
    paired = keys.ask(cast.second_being_mentored, cast.mentoring)
    programmes.leave(person=cast.mentee, participation=cast.being_mentored)
    mentorships.begin(
        actor=cast.coordinator, id=new_id(), mentor=cast.second_mentoring, mentee=cast.second_being_mentored
    )
    dispatch_waiting()
    for request in (left, paired):
        request.refresh_from_db()
        assert request.state == "withdrawn"
        assert "request.withdrawn" in verbs(request)


def test_old_news_of_a_pair_that_is_over_ends_no_request_sent_since(cast: Cast, keys: Keys) -> None:
    asked_before = keys.ask(cast.being_mentored, cast.mentoring)
    pair = mentorships.begin(
        actor=cast.coordinator, id=new_id(), mentor=cast.second_mentoring, mentee=cast.being_mentored
    )
    mentorships.withdraw(actor=cast.second_mentor, mentorship=pair)
    third = more_mentors(cast, 1)[0]
    give_profile(third)
    asked_since = keys.ask(cast.being_mentored, third)
    dispatch_waiting()  # the worker had been away all along
    for request, state in ((asked_before, "withdrawn"), (asked_since, "sent")):
        request.refresh_from_db()
        assert request.state == state


def test_after_a_no_three_others_are_suggested_the_nearest_first(cast: Cast, keys: Keys) -> None:
    give_profile(cast.being_mentored, expertise=["finance", "law"])
    give_profile(cast.mentoring, expertise=["finance", "law"])
    give_profile(cast.second_mentoring, expertise=["finance"])
    near, *rest = more_mentors(cast, 3)
    give_profile(near, expertise=["finance", "law"])
    for mentor in rest:
        give_profile(mentor, expertise=["sales"])
    request = keys.ask(cast.being_mentored, cast.mentoring)
    actions.decline_request(actor=cast.mentor, request=request)
    offered = [profile.participation for profile in queries.suggestions(queries.request(request.pk))]
    assert offered[:2] == [near, cast.second_mentoring]
    assert len(offered) == 3
    assert cast.mentoring not in offered


def test_the_pages_of_a_request_are_there_for_the_two_alone(cast: Cast, keys: Keys, sign_in: SignIn) -> None:
    request = keys.ask(cast.being_mentored, cast.mentoring)
    address = reverse("directory:request", args=[request.pk])
    for person in (cast.mentee, cast.mentor):
        assert sign_in(person).get(address).status_code == 200
    for person in (cast.coordinator, cast.administrator, cast.second_mentee, cast.outsider):
        client = sign_in(person)
        assert client.get(address).status_code == 404
        assert client.get(f"/api/requests/{request.pk}").status_code == 404
        assert client.post(reverse("directory:withdraw_request", args=[request.pk])).status_code == 404


def test_the_list_says_who_owes_what_and_a_mentee_withdraws_there(
    cast: Cast, keys: Keys, sign_in: SignIn
) -> None:
    request = keys.ask(cast.being_mentored, cast.mentoring)
    page = reverse("directory:requests")
    received = sign_in(cast.mentor).get(page)
    assert "Inès Benali" in received.content.decode()
    assert queries.requests_to_answer(cast.mentor).count() == 1
    client = sign_in(cast.mentee)
    assert "Marc Delorme" in client.get(page).content.decode()
    client.post(reverse("directory:withdraw_request", args=[request.pk]))
    request.refresh_from_db()
    assert request.state == "withdrawn"
    assert "Marc Delorme" not in sign_in(cast.outsider).get(page).content.decode()


def test_the_room_reads_facts_and_answers_through_the_api(cast: Cast, keys: Keys, sign_in: SignIn) -> None:
    give_profile(cast.mentoring)
    mentee, mentor = sign_in(cast.mentee), sign_in(cast.mentor)
    keys.give(cast.mentee, cast.mentor)
    new = mentee.get("/api/requests/new", {"mentor": str(cast.mentoring.pk)}).json()
    assert (new["mentor"]["name"], new["mentee"]["name"]) == ("Marc Delorme", "Inès Benali")
    request = keys.ask(cast.being_mentored, cast.mentoring)
    assert mentee.get("/api/requests/new", {"mentor": str(cast.mentoring.pk)}).status_code == 422
    facts = mentor.get(f"/api/requests/{request.pk}").json()
    assert (facts["role"], facts["counterpart"]["name"], facts["suggestions"]) == (
        "mentor",
        "Inès Benali",
        [],
    )
    answer = f"/api/requests/{request.pk}/answer"
    assert mentee.post(answer, {"accept": True}, content_type="application/json").status_code == 404
    made = mentor.post(answer, {"accept": True}, content_type="application/json").json()
    assert uuid.UUID(made["mentorship"])
    assert mentor.post(answer, {"accept": False}, content_type="application/json").status_code == 422


def test_a_mentor_reads_the_profile_of_a_mentee_who_asked_and_of_no_other(
    cast: Cast, keys: Keys, sign_in: SignIn
) -> None:
    give_profile(cast.being_mentored, headline="Je cherche un regard")
    address = reverse("directory:person", args=["cap-ouest", cast.being_mentored.pk])
    assert sign_in(cast.mentor).get(address).status_code == 404
    keys.ask(cast.being_mentored, cast.mentoring)
    assert "Je cherche un regard" in sign_in(cast.mentor).get(address).content.decode()
    for person in (cast.second_mentor, cast.second_mentee, cast.outsider):
        assert sign_in(person).get(address).status_code == 404
    assert sign_in(cast.coordinator).get(address).status_code == 200


def test_the_navigation_counts_the_answers_that_a_mentor_owes(
    cast: Cast, keys: Keys, sign_in: SignIn
) -> None:
    badge = '<span class="count">'
    assert badge not in sign_in(cast.mentor).get("/").content.decode()
    keys.ask(cast.being_mentored, cast.mentoring)
    assert badge in sign_in(cast.mentor).get("/").content.decode()
    assert badge not in sign_in(cast.mentee).get("/").content.decode()
