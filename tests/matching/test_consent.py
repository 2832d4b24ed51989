"""A published run asks both; a mentorship begins where both say yes, and nobody learns the other's reason."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from ithaca.accounts.models import Person
from ithaca.directory import topics
from ithaca.directory.models import Profile
from ithaca.journal.dispatch import dispatch_waiting
from ithaca.journal.models import Event
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.kernel.ids import new_id
from ithaca.matching import actions
from ithaca.matching.models import MatchProposal, PolicyVersion, RunPerson
from ithaca.matching.queries import proposals
from ithaca.mentorships import actions as mentorships
from ithaca.mentorships.models import Mentorship
from ithaca.notifications.models import Message
from ithaca.notifications.reminders.running import remind_due
from ithaca.programmes import actions as programmes
from ithaca.programmes.models import Invitation
from tests import factories
from tests.cast import Cast
from tests.directory.people import give_profile
from tests.inviting import invite
from tests.matching.runs import propose

SignIn = Callable[[Person], Client]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("everybody_in_english")]


def page(row: MatchProposal) -> str:
    return reverse("matching:proposal", args=[row.pk])


def told(person: Person) -> list[str]:
    return list(Message.objects.filter(person_id=person.pk).order_by("id").values_list("text", flat=True))


def test_two_yes_begin_the_same_mentorship_as_from_the_directory(cast: Cast) -> None:
    (row,) = propose(cast)
    assert actions.accept_match(actor=cast.mentee, proposal=row) is None
    dispatch_waiting()
    assert len(told(cast.mentor)) == 1, "a first yes is nobody else's business"
    made = actions.accept_match(actor=cast.mentor, proposal=row)
    assert made is not None
    assert made.state == "launch"
    assert made.mentor_agreed_at
    row.refresh_from_db()
    assert (row.state, row.mentorship) == ("agreed", made)
    cast.mentoring.refresh_from_db()
    assert cast.mentoring.pairs == 1
    dispatch_waiting()
    for person in (cast.mentee, cast.mentor):
        assert reverse("mentorships:detail", args=[made.pk]) in told(person)[-1]
    assert actions.accept_match(actor=cast.mentee, proposal=row) == made
    assert Mentorship.objects.count() == 1


def test_a_no_frees_both_kindly_and_its_reason_is_for_the_coordination(cast: Cast, sign_in: SignIn) -> None:
    (row,) = propose(cast)
    actions.accept_match(actor=cast.mentor, proposal=row)
    actions.decline_match(
        actor=cast.mentee, proposal=row, reason="too close", words="Nous avons travaillé ensemble."
    )
    dispatch_waiting()
    assert "does not come about" in Message.objects.filter(person_id=cast.mentor.pk).last().subject  # type: ignore[union-attr]
    assert not Mentorship.objects.exists()
    assert (cast.being_mentored.pk, cast.mentoring.pk) in proposals.turned_down(cast.programme)
    for address in (page(row), "/", "/notifications/", reverse("matching:proposals")):
        seen = sign_in(cast.mentor).get(address).content.decode()
        assert "travaillé ensemble" not in seen
        assert "too close" not in seen
    answers = reverse("matching:answers", args=[cast.programme.slug])
    table = sign_in(cast.coordinator).get(answers).content.decode()
    assert "travaillé ensemble" in table
    assert sign_in(cast.outsider).get(answers).status_code == 404
    assert Message.objects.filter(person_id=cast.coordinator.pk, kind="coordination").exists()
    assert "travaillé" not in str(list(Event.objects.values_list("facts", flat=True)))


def test_whoever_said_yes_may_still_say_no_until_the_other_has_answered(cast: Cast) -> None:
    (row,) = propose(cast)
    actions.accept_match(actor=cast.mentee, proposal=row)
    actions.decline_match(actor=cast.mentee, proposal=row, reason="unsaid")
    with pytest.raises(Refusal, match="closed"):
        actions.accept_match(actor=cast.mentor, proposal=row)


def test_time_lets_a_proposal_lapse_once(cast: Cast) -> None:
    (row,) = propose(cast)
    actions.accept_match(actor=cast.mentee, proposal=row)
    with time_machine.travel(row.reply_by + timedelta(minutes=1)):
        with pytest.raises(Refusal, match="over"):
            actions.accept_match(actor=cast.mentor, proposal=row)
        assert actions.lapse_due_matches() == 1
        assert actions.lapse_due_matches() == 0
        dispatch_waiting()
    assert "does not come about" in told(cast.mentee)[-1]
    assert "no answer from you" in told(cast.mentor)[-1]
    assert proposals.turned_down(cast.programme) == {(cast.being_mentored.pk, cast.mentoring.pk)}


def test_whoever_has_not_answered_is_reminded_at_half_time_and_on_the_last_day(cast: Cast) -> None:
    (row,) = propose(cast)
    actions.accept_match(actor=cast.mentee, proposal=row)
    for days, reminders in ((1, 0), (4, 1), (5, 1), (6.5, 2)):
        with time_machine.travel(row.created_at + timedelta(days=days)):
            remind_due()
        found = Message.objects.filter(kind="reminders")
        assert found.filter(person_id=cast.mentor.pk).count() == reminders
        assert not found.filter(person_id=cast.mentee.pk).exists()


def test_the_coordination_takes_a_proposal_back(cast: Cast, sign_in: SignIn) -> None:
    (row,) = propose(cast)
    address = reverse("matching:withdraw_proposal", args=[cast.programme.slug, row.pk])
    assert sign_in(cast.outsider).post(address).status_code == 404
    assert sign_in(cast.mentor).post(address).status_code == 404
    elsewhere = reverse("matching:withdraw_proposal", args=[cast.elsewhere.slug, row.pk])
    assert sign_in(cast.outsider).post(elsewhere).status_code == 404
    sign_in(cast.coordinator).post(address)
    row.refresh_from_db()
    assert row.state == "withdrawn"
    dispatch_waiting()
    assert len(told(cast.mentor)) == len(told(cast.mentee)) == 2
    assert not proposals.turned_down(cast.programme), "what is taken back was not refused"
    assert actions.lapse_due_matches(row.reply_by) == 0


def test_a_mentor_found_another_way_closes_what_was_proposed(cast: Cast) -> None:
    (row,) = propose(cast)
    mentorships.begin(
        actor=cast.mentee, id=new_id(), mentor=cast.second_mentoring, mentee=cast.being_mentored
    )
    dispatch_waiting()
    row.refresh_from_db()
    assert (row.state, row.reason) == ("withdrawn", "mentor found")
    dispatch_waiting()
    assert "does not come about" in told(cast.mentor)[-1]
    assert not any("does not come about" in text for text in told(cast.mentee))


def test_whoever_leaves_leaves_no_open_proposal(cast: Cast) -> None:
    (row,) = propose(cast)
    programmes.leave(person=cast.mentor, participation=cast.mentoring)
    dispatch_waiting()
    dispatch_waiting()
    row.refresh_from_db()
    assert (row.state, row.reason) == ("withdrawn", "left")
    assert "does not come about" in told(cast.mentee)[-1]
    assert not any("does not come about" in text for text in told(cast.mentor))


def test_the_page_shows_the_published_profile_and_why(cast: Cast, sign_in: SignIn) -> None:
    give_profile(cast.mentoring, headline="Vingt ans de mer")
    give_profile(cast.being_mentored)
    (row,) = propose(cast)
    seen = sign_in(cast.mentee).get(page(row)).content.decode()
    assert "Vingt ans de mer" in seen
    assert "Why you two" in seen
    assert seen.count(topics.label("expertise", "leadership")) == 2, "as shared, and in the profile"
    assert sign_in(cast.outsider).get(page(row)).status_code == 404
    assert sign_in(cast.second_mentee).get(page(row)).status_code == 404
    assert sign_in(cast.coordinator).get(page(row)).status_code == 404, "the table is for the coordination"


def test_a_page_gone_stale_a_second_click_and_two_tabs_have_no_double_effect(
    cast: Cast, sign_in: SignIn
) -> None:
    (row,) = propose(cast)
    mentee, mentor = sign_in(cast.mentee), sign_in(cast.mentor)
    yes, no = page(row) + "accept/", page(row) + "decline/"
    mentee.post(yes)
    mentee.post(yes)
    answer = mentor.post(yes)
    made = Mentorship.objects.get()
    assert answer.headers["Location"] == reverse("mentorships:detail", args=[made.pk])
    stale = mentee.post(no, {"reason": "no time"}, follow=True).content.decode()
    assert "mentorship has begun" in stale
    row.refresh_from_db()
    assert row.state == "agreed"
    assert Event.objects.filter(verb="match.answered").count() == 1
    assert Event.objects.filter(verb="match.agreed").count() == 1


def test_a_no_without_a_reason_comes_back_with_the_words_kept(cast: Cast, sign_in: SignIn) -> None:
    (row,) = propose(cast)
    back = sign_in(cast.mentee).post(page(row) + "decline/", {"words": "Ce n'est pas le moment"})
    assert back.status_code == 422
    assert "pas le moment" in back.content.decode()


def test_the_home_page_shows_what_is_proposed(cast: Cast, sign_in: SignIn) -> None:
    (row,) = propose(cast)
    assert page(row) in sign_in(cast.mentee).get("/").content.decode()
    assert page(row) in sign_in(cast.mentor).get("/").content.decode()
    assert page(row) not in sign_in(cast.second_mentee).get("/").content.decode()


def test_somebody_invited_joins_on_the_way_to_the_answer(cast: Cast, sign_in: SignIn) -> None:
    letter = invite(cast, "lea@example.org")
    Invitation.objects.filter(pk=letter.pk).update(language="en")  # which Marc speaks
    dispatch_waiting()
    (row,) = propose(cast, (letter, cast.mentoring))
    dispatch_waiting()
    mail = Message.objects.get(to="lea@example.org", key__startswith="match:")
    assert "Marc" not in mail.text, "names are for those who have accepted the charter"
    found = re.search(r"https?://[^/]+(/invitations/\S+)", mail.text)
    assert found
    lea = factories.make_person("Léa Nova", email="lea@example.org", language="en")
    client = sign_in(lea)
    assert client.get(page(row)).status_code == 404
    form = client.get(found[1]).context["form"]
    answers = {
        "id": str(form["id"].value()),
        "charter_id": str(form["charter_id"].value()),
        "charter": "on",
    }
    joined = client.post(found[1], answers)
    assert joined.headers["Location"] == page(row), joined.content.decode()[:3000]
    assert client.get(page(row)).status_code == 200
    assert page(row) in client.get("/").content.decode()
    client.post(page(row) + "accept/")
    made = actions.accept_match(actor=cast.mentor, proposal=row)
    assert made is not None
    assert made.mentee.person == lea
    dispatch_waiting()
    assert RunPerson.objects.get(invitation=letter).participation == made.mentee


def test_an_invitation_never_leads_to_another_site(cast: Cast, sign_in: SignIn) -> None:
    letter = invite(cast, "lea@example.org")
    lea = factories.make_person("Léa Nova", email="lea@example.org")
    Invitation.objects.filter(pk=letter.pk).update(state="used", used_by=lea)
    home = reverse("programmes:home", args=[cast.programme.slug])
    for evil in ("//evil.example", "https://evil.example/", "/\\evil.example", "javascript:alert(1)"):
        answer = sign_in(lea).get(f"/invitations/{letter.token}/", {"next": evil})
        assert answer.headers["Location"] == home


def test_who_can_no_longer_join_keeps_nobody_waiting(cast: Cast) -> None:
    letter = invite(cast, "lea@example.org")
    Invitation.objects.update(language="en")
    (row,) = propose(cast, (letter, cast.mentoring))
    dispatch_waiting()
    programmes.cancel_invitation(actor=cast.coordinator, invitation=letter)
    dispatch_waiting()
    dispatch_waiting()
    row.refresh_from_db()
    assert (row.state, row.reason) == ("withdrawn", "left")
    assert len(told(cast.mentor)) == 2, "what was proposed, and that it does not come about"


def test_an_address_that_was_invited_without_a_name_is_shown_to_the_coordination_alone(
    cast: Cast, sign_in: SignIn
) -> None:
    letter = invite(cast, "lea@example.org")
    Invitation.objects.update(language="en")
    (row,) = propose(cast, (letter, cast.mentoring))
    dispatch_waiting()
    mentor = sign_in(cast.mentor)
    shown = [
        mentor.get(url).content.decode() for url in ("/", "/proposals/", page(row), page(row) + "decline/")
    ]
    assert not [text for text in (*shown, *told(cast.mentor)) if "lea@" in text]
    answers = reverse("matching:answers", args=[cast.programme.slug])
    assert "lea@example.org" in sign_in(cast.coordinator).get(answers).content.decode()
    lea = factories.make_person("Léa Nova", email="lea@example.org")
    Invitation.objects.filter(pk=letter.pk).update(state="used", used_by=lea)
    assert "Léa Nova" in sign_in(cast.mentor).get(page(row)).content.decode()


def test_nothing_begins_with_a_mentor_whose_safeguarding_check_was_taken_out_meanwhile(cast: Cast) -> None:
    PolicyVersion.objects.create(
        programme=cast.programme, number=1, content={"rules": {"checked_mentors": True}}
    )
    seen: dict[str, Any] = {"actor": cast.coordinator, "participation": cast.mentoring, "valid_until": None}
    actions.note_check(**seen, seen_on=clock.today())
    (row,) = propose(cast)
    actions.accept_match(actor=cast.mentor, proposal=row)
    actions.note_check(**seen, seen_on=None)
    with pytest.raises(Refusal):
        actions.accept_match(actor=cast.mentee, proposal=row)
    assert not Mentorship.objects.exists()
    actions.note_check(**seen, seen_on=clock.today())
    assert actions.accept_match(actor=cast.mentee, proposal=row) is not None


def test_the_two_see_each_others_portrait_and_nobody_else_does(cast: Cast, sign_in: SignIn) -> None:
    for place in (cast.mentoring, cast.being_mentored):
        give_profile(place).photo.save("p.webp", ContentFile(b"RIFF0000WEBP"))
    (row,) = propose(cast)
    address = reverse("matching:portrait", args=[row.pk])
    for person in (cast.mentor, cast.mentee):
        client = sign_in(person)
        assert address in client.get(page(row)).content.decode()
        assert client.get(address).headers["Content-Type"] == "image/webp"
    for person in (cast.outsider, cast.second_mentee, cast.coordinator):
        assert sign_in(person).get(address).status_code == 404
    Profile.objects.update(published_at=None)
    assert sign_in(cast.mentee).get(address).status_code == 404
