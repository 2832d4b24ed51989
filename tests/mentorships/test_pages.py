"""The page of a pair says what is true, asks before it acts, and leads on."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from ithaca.accounts.models import Person
from ithaca.evaluations.models import Completion
from ithaca.kernel.ids import new_id
from ithaca.mentorships import actions
from ithaca.mentorships.actions.meetings import Plan
from ithaca.mentorships.models import Meeting, Mentorship
from tests.cast import Cast
from tests.directory.people import give_profile
from tests.mentorships.meetings import met, offered

pytestmark = pytest.mark.django_db
SignIn = Callable[[Person], Client]


@pytest.fixture
def pair(cast: Cast) -> Mentorship:
    return actions.begin(actor=cast.mentor, id=new_id(), mentor=cast.mentoring, mentee=cast.being_mentored)


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def coming(cast: Cast, pair: Mentorship) -> Meeting:
    plan = Plan("video", datetime.now(UTC) + timedelta(days=2), 60)
    return actions.plan_meeting(actor=cast.mentor, id=new_id(), mentorship=pair, plan=plan)


def test_a_past_date_leads_to_recording_what_took_place(
    cast: Cast, pair: Mentorship, sign_in: SignIn
) -> None:
    client, address = sign_in(cast.mentee), f"/mentorships/{pair.pk}/"
    yesterday = (datetime.now(UTC) - timedelta(days=1)).date().isoformat()
    data = {"id": str(new_id()), "contact_type": "video", "date": yesterday, "time": "10:00", "minutes": "45"}
    refused = client.post(f"{address}meetings/new/", data)
    assert refused.status_code == 422
    assert f'formaction="{address}meetings/past/"' in refused.content.decode()
    before = client.post(f"{address}meetings/past/", data)
    assert "Votre mentorat a commencé le" in before.content.decode()
    Mentorship.objects.update(begun_at=datetime.now(UTC) - timedelta(days=3))
    assert client.post(f"{address}meetings/past/", data).status_code == 302
    assert (Meeting.objects.get().state, Meeting.objects.get().minutes) == ("to confirm", 45)
    assert "attend d’être confirmée" in text(client, address)


def test_a_pause_is_asked_for_twice_and_then_shown(cast: Cast, pair: Mentorship, sign_in: SignIn) -> None:
    client, address = sign_in(cast.mentee), f"/mentorships/{pair.pk}/"
    assert "Mettre le mentorat en pause" in text(client, f"{address}pause/")
    pair.refresh_from_db()
    assert pair.state == "launch", "looking changes nothing"
    client.post(f"{address}pause/")
    page = text(client, address)
    assert "meetings/new/" not in page
    assert "Reprendre" in page
    assert "est en pause" in text(client, "/")


def test_a_meeting_is_cancelled_with_the_second_click(cast: Cast, pair: Mentorship, sign_in: SignIn) -> None:
    meeting, client = coming(cast, pair), sign_in(cast.mentee)
    assert "Annuler cette séance" in text(client, f"/meetings/{meeting.pk}/cancel/")
    assert Meeting.objects.get().state == "planned"
    client.post(f"/meetings/{meeting.pk}/cancel/")
    assert Meeting.objects.get().state == "cancelled"


def test_the_coordinator_sees_what_the_two_are_told_that_is_seen(
    cast: Cast, pair: Mentorship, sign_in: SignIn
) -> None:
    meeting = coming(cast, pair)
    told = text(sign_in(cast.mentor), f"/meetings/{meeting.pk}/record/")
    assert "La coordination voit la date, le type de séance, sa durée et qui a manqué" in told
    seen = text(sign_in(cast.coordinator), f"/mentorships/{pair.pk}/")
    assert "En visioconférence" in seen
    assert "60 minutes" in seen


def test_closing_takes_two_steps_with_two_names(cast: Cast, pair: Mentorship, sign_in: SignIn) -> None:
    client, address = sign_in(cast.mentee), f"/mentorships/{pair.pk}/"
    Mentorship.objects.update(state="development", official_end_at=datetime.now(UTC))
    page = text(client, address)
    assert "Passer à la clôture" in page
    assert "Clore définitivement" not in page.replace("Clore définitivement sera", "")
    assert "votre espace passe en lecture seule" in page
    Mentorship.objects.update(state="separation")
    page = text(client, address)
    assert "Clore définitivement le mentorat" in page
    assert "Passer à la clôture" not in page
    assert "Séparation" not in page


def test_whoever_has_evaluated_is_not_asked_again(cast: Cast, pair: Mentorship, sign_in: SignIn) -> None:
    actions.withdraw(actor=cast.mentor, mentorship=pair)
    address = f"/mentorships/{pair.pk}/"
    assert "Évaluer, en trois minutes" in text(sign_in(cast.mentee), address)
    Completion.objects.create(mentorship=pair, participation=cast.being_mentored)
    assert "Évaluer, en trois minutes" not in text(sign_in(cast.mentee), address)
    assert "Évaluer, en trois minutes" in text(sign_in(cast.mentor), address)


def test_what_is_still_awaited_does_not_read_as_done(cast: Cast, pair: Mentorship, sign_in: SignIn) -> None:
    met(cast, pair, -1)
    page = text(sign_in(cast.mentor), f"/mentorships/{pair.pk}/")
    assert "doit encore confirmer" in page
    assert "Écrire le compte rendu" in page


def test_whoever_is_proposed_a_pair_reads_about_the_other_first(cast: Cast, sign_in: SignIn) -> None:
    for one in (cast.mentoring, cast.being_mentored):
        give_profile(one, headline="Infirmière, puis cadre")
    asked = actions.propose(
        actor=cast.coordinator, id=new_id(), mentor=cast.mentoring, mentee=cast.being_mentored
    )
    for person, other in ((cast.mentor, cast.being_mentored), (cast.mentee, cast.mentoring)):
        profile = f"/programmes/{cast.programme.slug}/directory/{other.pk}/"
        assert profile in sign_in(person).get(f"/mentorships/{asked.pk}/").content.decode()
        assert sign_in(person).get(profile).status_code == 200
    actions.agree(actor=cast.mentee, mentorship=asked)
    home = text(sign_in(cast.mentee), "/")
    assert "n’a pas encore répondu" in home
    assert "Cherchez votre mentor" not in home


def test_before_the_first_meeting_each_reads_whose_turn_it_is(
    cast: Cast, pair: Mentorship, sign_in: SignIn
) -> None:
    address = f"/mentorships/{pair.pk}/"
    assert "C’est à vous de les proposer" in text(sign_in(cast.mentee), address)
    offered(cast, pair)
    assert "Vous proposez des dates" in text(sign_in(cast.mentee), address)
    assert "propose des dates\u00a0: choisissez-en une" in text(sign_in(cast.mentor), address)


def test_a_video_call_without_a_link_is_missing_one_and_ones_calendar_is_near(
    cast: Cast, pair: Mentorship, sign_in: SignIn
) -> None:
    meeting, address = coming(cast, pair), f"/mentorships/{pair.pk}/"
    page = text(sign_in(cast.mentee), address)
    assert "Ajouter le lien" in page
    assert "/account/calendar/" in page
    Meeting.objects.filter(pk=meeting.pk).update(place="https://visio.example.org/a")
    assert "Ajouter le lien" not in text(sign_in(cast.mentee), address)
    seen = text(sign_in(cast.coordinator), address)
    assert "/account/calendar/" not in seen
    assert "visio.example.org" not in seen
