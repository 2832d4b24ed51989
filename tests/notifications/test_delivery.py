"""From the outbox: at once, after the night, in a digest, not at all; nothing is lost where somebody thinks again."""

from datetime import UTC, datetime, time, timedelta
from email import message_from_bytes, policy
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import time_machine
from pytest_django import Settings

from ithaca.accounts import actions as accounts
from ithaca.journal.dispatch import dispatch_waiting
from ithaca.kernel.ids import new_id
from ithaca.mentorships import actions as mentorships
from ithaca.mentorships.actions.meetings import Plan
from ithaca.mentorships.models import Mentorship
from ithaca.notifications import actions
from ithaca.notifications.digest import gather_due
from ithaca.notifications.kinds import Delivery, Kind
from ithaca.notifications.models import Message, Notice
from ithaca.notifications.outbox import Letter, deliver_due, enqueue
from ithaca.notifications.rules import MOST_AN_HOUR
from tests.cast import Cast

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 20, 12, tzinfo=ZoneInfo("Europe/Paris"))
NIGHT = NOON.replace(hour=23)
MORNING = NOON.replace(day=21, hour=7)


@pytest.fixture(autouse=True)
def mail(settings: Settings, tmp_path: Path) -> Path:
    settings.MAIL_DIR = tmp_path
    return tmp_path


def wish(cast: Cast, delivery: Delivery, *, kind: Kind = Kind.DECISIONS, digest_at: time = time(8)) -> None:
    actions.save_preferences(
        person=cast.mentor, deliveries={kind: delivery}, quiet=(time(21), time(7)), digest_at=digest_at
    )


def propose(cast: Cast) -> Mentorship:
    """A pair is proposed: a mail for each of the two."""
    made = mentorships.propose(
        actor=cast.coordinator, id=new_id(), mentor=cast.mentoring, mentee=cast.being_mentored
    )
    dispatch_waiting()
    return made


def propose_to_second_mentee(cast: Cast) -> None:
    mentorships.propose(
        actor=cast.coordinator, id=new_id(), mentor=cast.mentoring, mentee=cast.second_being_mentored
    )
    dispatch_waiting()


def states(cast: Cast) -> list[str]:
    rows = Message.objects.filter(person_id=cast.mentor.pk).order_by("created_at", "id")
    return list(rows.values_list("state", flat=True))


def received(mail: Path, address: str) -> list[str]:
    """The subjects in somebody's mailbox."""
    found = [message_from_bytes(file.read_bytes(), policy=policy.default) for file in mail.glob("*.eml")]
    return [str(one["Subject"]) for one in found if one["To"] == address]


def test_by_day_mail_goes_at_once(cast: Cast, mail: Path) -> None:
    with time_machine.travel(NOON):
        propose(cast)
        assert deliver_due() == 2
    assert received(mail, cast.mentor.email) == ["Un mentorat vous est proposé"]


def test_it_goes_to_the_address_of_the_moment_when_it_is_sent(cast: Cast, mail: Path) -> None:
    with time_machine.travel(NOON):
        propose(cast)
        old, cast.mentor.email = cast.mentor.email, "marc.new@example.org"
        cast.mentor.save()
        deliver_due()
    assert (len(received(mail, "marc.new@example.org")), received(mail, old)) == (1, [])


def test_at_night_it_waits_for_the_morning_of_its_reader(cast: Cast, mail: Path) -> None:
    cast.mentee.time_zone = "America/Montreal"  # five in the afternoon there
    cast.mentee.save()
    with time_machine.travel(NIGHT):
        propose(cast)
        assert deliver_due() == 1
        assert received(mail, cast.mentee.email) != []
    with time_machine.travel(MORNING - timedelta(minutes=1)):
        assert deliver_due() == 0
    with time_machine.travel(MORNING):
        assert deliver_due() == 1
    assert len(received(mail, cast.mentor.email)) == 1


def test_what_is_urgent_wakes(cast: Cast, mail: Path) -> None:
    with time_machine.travel(NIGHT):
        pair = mentorships.begin(
            actor=cast.mentee, id=new_id(), mentor=cast.mentoring, mentee=cast.being_mentored
        )
        plan = Plan("video", MORNING.astimezone(UTC), 60)
        mentorships.plan_meeting(actor=cast.mentee, id=new_id(), mentorship=pair, plan=plan)
        dispatch_waiting()
        deliver_due()
    assert any("21 novembre" in subject for subject in received(mail, cast.mentor.email))


def test_off_sends_nothing_and_the_product_still_tells(cast: Cast, mail: Path) -> None:
    with time_machine.travel(NOON):
        wish(cast, Delivery.OFF)
        propose(cast)
        deliver_due()
    assert received(mail, cast.mentor.email) == []
    assert states(cast) == ["left out"]
    assert Notice.objects.get(person=cast.mentor).title == "Un mentorat vous est proposé"
    assert Notice.objects.filter(person=cast.outsider).count() == 0


def test_a_digest_gathers_by_programme_and_pair_and_comes_once(cast: Cast, mail: Path) -> None:
    with time_machine.travel(NOON):
        wish(cast, Delivery.DIGEST)
        propose(cast)
        propose_to_second_mentee(cast)
        deliver_due()
        assert gather_due() == 0
        assert states(cast) == ["held", "held"]
    with time_machine.travel(NOON.replace(day=21, hour=8)):
        assert gather_due() == 1
        assert gather_due() == 0
        digest = Message.objects.get(person_id=cast.mentor.pk, kind=Kind.DIGEST)
        for part in (digest.text, digest.html):
            assert "Il y a 2 nouveautés pour vous." in part
            assert "Cap Ouest, avec Inès Benali" in part
            assert "Cap Ouest, avec Paul Tremblay" in part
            assert part.count("Un mentorat vous est proposé") == 2
        assert digest.html.count("/mentorships/") == 2
        assert deliver_due() == 1
    assert received(mail, cast.mentor.email) == ["Votre récapitulatif de mentorat"]
    assert states(cast) == ["gathered", "gathered", "sent"]


def test_the_digest_comes_at_the_hour_of_its_reader_even_at_night(cast: Cast, mail: Path) -> None:
    with time_machine.travel(NOON):
        wish(cast, Delivery.DIGEST, digest_at=time(22, 30))
        propose(cast)
        deliver_due()
    with time_machine.travel(NOON.replace(hour=22, minute=29)):
        assert gather_due() == 0
    with time_machine.travel(NOON.replace(hour=22, minute=30)):
        assert gather_due() == 1
        assert deliver_due() == 1
    assert len(received(mail, cast.mentor.email)) == 1


def test_on_a_day_without_news_there_is_no_digest(cast: Cast) -> None:
    with time_machine.travel(NOON):
        wish(cast, Delivery.DIGEST)
    with time_machine.travel(NOON + timedelta(days=2)):
        assert gather_due() == 0
    assert Message.objects.count() == 0


def test_who_thinks_again_gets_at_once_what_was_held(cast: Cast, mail: Path) -> None:
    with time_machine.travel(NOON):
        wish(cast, Delivery.DIGEST)
        propose(cast)
        deliver_due()
        assert received(mail, cast.mentor.email) == []
        wish(cast, Delivery.AT_ONCE)
        assert deliver_due() == 1
    assert received(mail, cast.mentor.email) == ["Un mentorat vous est proposé"]
    with time_machine.travel(NOON + timedelta(days=1)):
        assert gather_due() == 0, "and not again in a digest"


def test_who_goes_to_another_time_zone_is_not_kept_waiting(cast: Cast, mail: Path) -> None:
    with time_machine.travel(NIGHT):
        propose(cast)
        deliver_due()
        assert received(mail, cast.mentor.email) == []
        accounts.update_settings(
            cast.mentor, name=cast.mentor.name, language="fr", time_zone="America/Montreal"
        )
        dispatch_waiting()
        deliver_due()
    assert len(received(mail, cast.mentor.email)) == 1


def test_a_calendar_entry_comes_at_once_in_spite_of_the_digest(cast: Cast, mail: Path) -> None:
    with time_machine.travel(NOON):
        wish(cast, Delivery.DIGEST, kind=Kind.MEETINGS)
        pair = mentorships.begin(
            actor=cast.mentee, id=new_id(), mentor=cast.mentoring, mentee=cast.being_mentored
        )
        plan = Plan("video", (NOON + timedelta(days=3)).astimezone(UTC), 60)
        mentorships.plan_meeting(actor=cast.mentee, id=new_id(), mentorship=pair, plan=plan)
        dispatch_waiting()
        deliver_due()
    assert any("Séance de mentorat" in subject for subject in received(mail, cast.mentor.email))


def test_each_mail_has_its_text_as_html_too(cast: Cast, mail: Path) -> None:
    cast.mentor.language = "en"
    cast.mentor.save()
    with time_machine.travel(NOON):
        made = propose(cast)
        deliver_due()
    found = [message_from_bytes(file.read_bytes(), policy=policy.default) for file in mail.glob("*.eml")]
    (letter,) = [one for one in found if one["To"] == cast.mentor.email]
    html = letter.get_body(("html",))
    assert html is not None
    assert '<html lang="en">' in html.get_content()
    assert f'/mentorships/{made.pk}/" style' in html.get_content()
    assert "Open in Ithaca" in html.get_content()
    assert ">To get fewer of these mails</a>" in html.get_content()
    plain = letter.get_body(("plain",))
    assert plain is not None
    assert "Inès Benali fit" in plain.get_content()


def test_a_flood_of_mail_becomes_a_digest_and_nothing_is_lost(cast: Cast, mail: Path) -> None:
    with time_machine.travel(NOON, tick=False) as now:
        for number in range(MOST_AN_HOUR + 5):
            letter = Letter("Bonjour", f"Numéro {number}.", kind=Kind.MEETINGS)
            enqueue(key=f"loop {number}", letter=letter, to=cast.mentor)
        deliver_due(limit=MOST_AN_HOUR - 5)
        deliver_due()
        assert len(received(mail, cast.mentor.email)) == MOST_AN_HOUR
        assert states(cast).count("held") == 5
        now.move_to(NOON + timedelta(hours=1, minutes=1))
        enqueue(key="later", letter=Letter("Bonjour", "Plus tard.", kind=Kind.MEETINGS), to=cast.mentor)
        deliver_due()
        assert len(received(mail, cast.mentor.email)) == MOST_AN_HOUR + 1
        now.move_to(NOON + timedelta(days=1))
        assert gather_due() == 1
        assert "held" not in states(cast)
