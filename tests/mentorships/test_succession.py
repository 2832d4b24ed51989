"""A mentor withdraws or is excluded: the mentee is never left without a next step."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from ithaca.access.rules import Denied
from ithaca.accounts.models import Person
from ithaca.directory import actions as directory
from ithaca.directory.models import Request
from ithaca.journal.dispatch import dispatch_waiting
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.kernel.ids import new_id
from ithaca.mentorships import actions
from ithaca.mentorships.models import Mentorship, Replacement, Succession
from ithaca.notifications.models import Message
from ithaca.organisations.models import DeclaredConflict
from ithaca.programmes import actions as programmes
from ithaca.programmes.models import Participation, Programme
from ithaca.vault.models import Room
from tests.cast import Cast
from tests.directory.people import Keys, give_profile
from tests.factories import make_participation, make_person

pytestmark = pytest.mark.django_db
SignIn = Callable[[Person], Client]


@pytest.fixture
def pair(cast: Cast) -> Mentorship:
    give_profile(cast.second_mentoring, headline="Infirmière, puis cadre")
    made = actions.begin(actor=cast.mentor, id=new_id(), mentor=cast.mentoring, mentee=cast.being_mentored)
    dispatch_waiting()
    return made


def state(pair: Mentorship) -> str:
    return Succession.objects.get(mentorship=pair).state


def subjects(to: Person) -> list[str]:
    while dispatch_waiting():  # what follows from what follows
        pass
    return list(Message.objects.filter(to=to.email).values_list("subject", flat=True))


def propose(cast: Cast, pair: Mentorship, *, hand_over: bool = False) -> None:
    actions.propose_replacements(
        actor=cast.mentor, mentorship=pair, mentors=[cast.second_mentoring.pk], hand_over=hand_over
    )


def test_a_mentor_withdraws_in_two_clicks_and_is_asked_who_could_follow(
    cast: Cast, pair: Mentorship, sign_in: SignIn
) -> None:
    client, address = sign_in(cast.mentor), f"/mentorships/{pair.pk}/"
    assert "laissée seule" in client.get(f"{address}withdraw/").content.decode()
    asked = client.post(f"{address}withdraw/", follow=True)
    assert asked.redirect_chain[-1][0] == f"{address}replacements/"
    assert "Nadia Keller" in asked.content.decode()
    assert "Infirmière, puis cadre" in asked.content.decode()
    answer = {"mentors": [str(cast.second_mentoring.pk)]}
    assert client.post(f"{address}replacements/", answer).status_code == 302
    assert state(pair) == "with mentee"
    page = sign_in(cast.mentee).get(address).content.decode()
    assert f"/directory/{cast.second_mentoring.pk}/" in page
    assert "Marc Delorme vous propose" in sign_in(cast.mentee).get("/").content.decode()
    assert "D’autres mentor·es vous sont proposé·es" in subjects(cast.mentee)


def test_the_search_finds_by_name_and_keeps_who_was_ticked(
    cast: Cast, pair: Mentorship, sign_in: SignIn
) -> None:
    third = Participation.objects.get(pk=cast.second_mentoring.pk)
    actions.withdraw(actor=cast.mentor, mentorship=pair)
    page = sign_in(cast.mentor).post(
        f"/mentorships/{pair.pk}/replacements/",
        {"words": "introuvable", "search": "", "mentors": [str(third.pk)]},
    )
    assert page.status_code == 200
    assert "Nadia Keller" in page.content.decode()
    assert "checked" in page.content.decode()
    assert state(pair) == "asked", "searching proposes nobody"


def test_leaving_it_to_the_coordination_makes_it_their_task_and_tells_the_mentee(
    cast: Cast, pair: Mentorship, sign_in: SignIn
) -> None:
    actions.withdraw(actor=cast.mentor, mentorship=pair)
    sign_in(cast.mentor).post(f"/mentorships/{pair.pk}/replacements/", {"hand-over": ""})
    assert state(pair) == "with coordinator"
    assert "Une personne mentorée attend un·e autre mentor·e" in subjects(cast.coordinator)
    assert "La coordination cherche qui pourra vous accompagner" in subjects(cast.mentee)
    coordinator = sign_in(cast.coordinator)
    assert "attend un·e mentor·e" in coordinator.get("/").content.decode()
    assert "Inès Benali" in coordinator.get("/programmes/cap-ouest/steering/").content.decode()
    coordinator.post(f"/mentorships/{pair.pk}/succession/settle/")
    assert state(pair) == "settled"
    assert "attend un·e mentor·e" not in coordinator.get("/").content.decode()


def test_both_are_possible_and_a_second_click_changes_nothing(cast: Cast, pair: Mentorship) -> None:
    actions.withdraw(actor=cast.mentor, mentorship=pair)
    for _click in range(2):
        propose(cast, pair, hand_over=True)
    assert (state(pair), Replacement.objects.count()) == ("with coordinator", 1)


def test_who_is_not_there_or_not_independent_cannot_be_proposed(cast: Cast, pair: Mentorship) -> None:
    actions.withdraw(actor=cast.mentor, mentorship=pair)
    DeclaredConflict.objects.create(
        organisation=cast.organisation, person=cast.mentee, other=cast.second_mentor
    )
    with pytest.raises(Refusal):
        propose(cast, pair)
    for wrong in (cast.mentoring.pk, cast.second_being_mentored.pk, new_id()):
        with pytest.raises(Refusal):
            actions.propose_replacements(actor=cast.mentor, mentorship=pair, mentors=[wrong], hand_over=False)
    assert not Replacement.objects.exists()


def test_who_has_no_place_left_cannot_be_proposed(cast: Cast, pair: Mentorship) -> None:
    actions.withdraw(actor=cast.mentor, mentorship=pair)
    Participation.objects.filter(pk=cast.second_mentoring.pk).update(pairs=2, capacity=2)
    with pytest.raises(Refusal):
        propose(cast, pair)


def test_a_mentor_who_does_not_answer_keeps_nobody_waiting(cast: Cast, pair: Mentorship) -> None:
    actions.withdraw(actor=cast.mentor, mentorship=pair)
    assert actions.hand_over_unanswered() == 0
    later = clock.now() + timedelta(days=4)
    assert (actions.hand_over_unanswered(later), actions.hand_over_unanswered(later)) == (1, 0)
    assert state(pair) == "with coordinator"
    propose(cast, pair)  # late, and still of use to the mentee
    assert Replacement.objects.get().state == "offered"


def test_the_mentee_says_no_to_the_last_one_and_the_coordination_looks(
    cast: Cast, pair: Mentorship, sign_in: SignIn
) -> None:
    actions.withdraw(actor=cast.mentor, mentorship=pair)
    propose(cast, pair)
    found = Replacement.objects.get()
    for _click in range(2):
        sign_in(cast.mentee).post(f"/replacements/{found.pk}/decline/")
    found.refresh_from_db()
    assert (found.state, state(pair)) == ("declined", "with coordinator")


def test_writing_to_a_proposed_mentor_takes_the_proposal_up_and_a_new_pair_ends_the_search(
    cast: Cast, pair: Mentorship
) -> None:
    actions.withdraw(actor=cast.mentor, mentorship=pair)
    propose(cast, pair)
    Keys().ask(cast.being_mentored, cast.second_mentoring)
    dispatch_waiting()
    assert Replacement.objects.get().state == "taken up"
    actions.begin(
        actor=cast.second_mentor, id=new_id(), mentor=cast.second_mentoring, mentee=cast.being_mentored
    )
    dispatch_waiting()
    assert state(pair) == "settled"


@pytest.fixture
def third(cast: Cast) -> Participation:
    person = make_person("Yasmine Okoro")
    found = make_participation(person, cast.programme, "mentor")
    give_profile(found, headline="Ingénieure")
    return found


def declined(cast: Cast, request: Request) -> None:
    directory.decline_request(actor=cast.second_mentor, request=request)


def lapsed(cast: Cast, request: Request) -> None:
    directory.remind_and_lapse_due(clock.now() + timedelta(days=200))


def withdrawn(cast: Cast, request: Request) -> None:
    directory.withdraw_request(actor=cast.mentee, request=request)


def gone(cast: Cast, request: Request) -> None:
    programmes.leave(person=cast.second_mentor, participation=cast.second_mentoring)


@pytest.mark.parametrize("come_to_nothing", [declined, lapsed, withdrawn, gone])
def test_a_request_that_comes_to_nothing_leads_to_the_next_one_proposed_then_to_the_coordination(
    cast: Cast,
    pair: Mentorship,
    third: Participation,
    sign_in: SignIn,
    come_to_nothing: Callable[[Cast, Request], None],
) -> None:
    actions.withdraw(actor=cast.mentor, mentorship=pair)
    both = [cast.second_mentoring.pk, third.pk]
    actions.propose_replacements(actor=cast.mentor, mentorship=pair, mentors=both, hand_over=False)
    request = Keys().ask(cast.being_mentored, cast.second_mentoring)
    dispatch_waiting()
    come_to_nothing(cast, request)
    assert "Il reste des mentor·es qui vous sont proposé·es" in subjects(cast.mentee)
    assert state(pair) == "with mentee"
    home = sign_in(cast.mentee).get("/").content.decode()
    assert "Marc Delorme vous propose : Yasmine Okoro" in home.replace("\u00a0", " ").replace("\u202f", " ")
    page = sign_in(cast.mentee).get(f"/mentorships/{pair.pk}/").content.decode()
    assert f"/directory/{third.pk}/" in page
    assert f"/directory/{cast.second_mentoring.pk}/" not in page
    actions.decline_replacement(actor=cast.mentee, replacement=Replacement.objects.get(mentor=third))
    assert state(pair) == "with coordinator"
    assert "La coordination cherche qui pourra vous accompagner" in subjects(cast.mentee)


def test_while_an_answer_is_owed_the_mentee_is_told_whom_they_wrote_to(
    cast: Cast, pair: Mentorship, third: Participation, sign_in: SignIn
) -> None:
    actions.withdraw(actor=cast.mentor, mentorship=pair)
    both = [cast.second_mentoring.pk, third.pk]
    actions.propose_replacements(actor=cast.mentor, mentorship=pair, mentors=both, hand_over=False)
    request = Keys().ask(cast.being_mentored, cast.second_mentoring)
    dispatch_waiting()
    actions.decline_replacement(actor=cast.mentee, replacement=Replacement.objects.get(mentor=third))
    assert state(pair) == "with mentee", "somebody still owes an answer"
    for page in ("/", f"/mentorships/{pair.pk}/"):
        assert "Vous avez écrit à Nadia Keller" in sign_in(cast.mentee).get(page).content.decode()
    assert "a écrit à" in sign_in(cast.coordinator).get(f"/mentorships/{pair.pk}/").content.decode()
    directory.decline_request(actor=cast.second_mentor, request=request)
    dispatch_waiting()
    assert state(pair) == "with coordinator"
    assert "Une personne mentorée attend un·e autre mentor·e" in subjects(cast.coordinator)
    assert "La coordination cherche qui pourra vous accompagner" in subjects(cast.mentee)
    assert "Vous avez écrit" not in sign_in(cast.mentee).get("/").content.decode()


def test_where_the_directory_is_closed_the_names_go_to_the_coordination(
    cast: Cast, pair: Mentorship, sign_in: SignIn
) -> None:
    Programme.objects.filter(pk=cast.programme.pk).update(pairing="coordinator")
    actions.withdraw(actor=cast.mentor, mentorship=pair)
    propose(cast, pair)
    assert state(pair) == "with coordinator"
    assert "Nadia Keller" not in sign_in(cast.mentee).get(f"/mentorships/{pair.pk}/").content.decode()
    assert "Nadia Keller" in sign_in(cast.coordinator).get(f"/mentorships/{pair.pk}/").content.decode()


def test_exclusion_of_the_mentor_is_the_coordinations_task_at_once(cast: Cast, pair: Mentorship) -> None:
    programmes.exclude(actor=cast.coordinator, participation=cast.mentoring)
    dispatch_waiting()
    assert state(pair) == "with coordinator"


def test_nobody_is_looked_for_where_the_mentee_left_or_was_excluded(cast: Cast, pair: Mentorship) -> None:
    programmes.exclude(actor=cast.coordinator, participation=cast.being_mentored)
    dispatch_waiting()
    assert not Succession.objects.exists()
    other = actions.begin(
        actor=cast.mentor, id=new_id(), mentor=cast.mentoring, mentee=cast.second_being_mentored
    )
    actions.withdraw(actor=cast.second_mentee, mentorship=other)
    assert not Succession.objects.exists()


def test_a_proposed_mentor_who_leaves_is_proposed_no_more(cast: Cast, pair: Mentorship) -> None:
    actions.withdraw(actor=cast.mentor, mentorship=pair)
    propose(cast, pair)
    programmes.leave(person=cast.second_mentor, participation=cast.second_mentoring)
    dispatch_waiting()
    assert (Replacement.objects.get().state, state(pair)) == ("lapsed", "with coordinator")


def busy(cast: Cast) -> None:
    programmes.set_busy(person=cast.second_mentor, participation=cast.second_mentoring)


def resting(cast: Cast) -> None:
    programmes.pause(actor=cast.second_mentor, participation=cast.second_mentoring)


def full(cast: Cast) -> None:
    taken = cast.second_being_mentored
    Participation.objects.filter(pk=cast.second_mentoring.pk).update(capacity=1)
    actions.begin(actor=cast.second_mentor, id=new_id(), mentor=cast.second_mentoring, mentee=taken)


@pytest.mark.parametrize("become", [busy, resting, full])
def test_a_proposed_mentor_who_can_be_asked_no_more_leads_to_the_next_step(
    cast: Cast, pair: Mentorship, sign_in: SignIn, become: Callable[[Cast], None]
) -> None:
    actions.withdraw(actor=cast.mentor, mentorship=pair)
    propose(cast, pair)
    become(cast)
    assert "La coordination cherche qui pourra vous accompagner" in subjects(cast.mentee)
    assert (Replacement.objects.get().state, state(pair)) == ("lapsed", "with coordinator")
    home = sign_in(cast.mentee).get("/").content.decode()
    assert "chercher vous-même dans l’annuaire" in home
    assert "Cherchez votre mentor" not in home, "one thing to do, not two that contradict each other"


def test_saying_no_to_the_last_one_is_answered_with_who_looks_now(
    cast: Cast, pair: Mentorship, third: Participation, sign_in: SignIn
) -> None:
    actions.withdraw(actor=cast.mentor, mentorship=pair)
    both = [cast.second_mentoring.pk, third.pk]
    actions.propose_replacements(actor=cast.mentor, mentorship=pair, mentors=both, hand_over=False)
    answers = [
        sign_in(cast.mentee).post(f"/replacements/{found.pk}/decline/", follow=True).content.decode()
        for found in Replacement.objects.order_by("id")
    ]
    assert "Personne n’en est informé" in answers[0]
    assert "La coordination cherche maintenant pour vous" in answers[1]


def test_nobody_is_looked_for_once_the_programme_has_ended(cast: Cast, pair: Mentorship) -> None:
    actions.withdraw(actor=cast.mentor, mentorship=pair)
    propose(cast, pair)
    programmes.end_programme(actor=cast.coordinator, programme=cast.programme)
    dispatch_waiting()
    assert state(pair) == "settled"


def test_an_outsider_sees_and_changes_nothing(cast: Cast, pair: Mentorship, sign_in: SignIn) -> None:
    actions.withdraw(actor=cast.mentor, mentorship=pair)
    for somebody in (cast.outsider, cast.second_mentor, cast.mentee, cast.coordinator):
        assert sign_in(somebody).get(f"/mentorships/{pair.pk}/replacements/").status_code == 404
        with pytest.raises(Denied):
            actions.propose_replacements(actor=somebody, mentorship=pair, mentors=[], hand_over=True)
    propose(cast, pair)
    found = Replacement.objects.get()
    for somebody in (cast.outsider, cast.second_mentor, cast.mentor):
        assert sign_in(somebody).post(f"/replacements/{found.pk}/decline/").status_code == 404
        assert sign_in(somebody).post(f"/mentorships/{pair.pk}/succession/settle/").status_code == 404


def test_texts_come_along_from_ended_mentorships_of_the_same_mentee_alone(
    cast: Cast, pair: Mentorship, sign_in: SignIn
) -> None:
    room = Room.objects.create(purpose="mentorship")
    Mentorship.objects.filter(pk=pair.pk).update(room=room)
    actions.withdraw(actor=cast.mentor, mentorship=pair)
    begun = actions.begin(
        actor=cast.second_mentor, id=new_id(), mentor=cast.second_mentoring, mentee=cast.being_mentored
    )

    def former(person: Person, row: Mentorship) -> object:
        return sign_in(person).get(f"/api/mentorships/{row.pk}").json()["former"]

    marc = {"person": str(cast.mentor.pk), "name": "Marc Delorme"}
    assert former(cast.mentee, begun) == [{"room": str(room.pk), "counterpart": marc}]
    assert former(cast.second_mentor, begun) == []
    assert former(cast.mentee, pair) == [], "an ended room takes nothing in"
    assert sign_in(cast.outsider).get(f"/api/mentorships/{begun.pk}").status_code == 404
