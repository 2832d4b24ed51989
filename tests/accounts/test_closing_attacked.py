"""Who closes an account takes nothing from others; who stays finds nothing of it again; nobody else forbids it."""

from urllib.parse import urlsplit

import pytest
from django.test import Client

from ithaca.access.rules import Denied
from ithaca.accounts import actions
from ithaca.accounts.closing import close_account
from ithaca.accounts.models import Person
from ithaca.kernel.ids import new_id
from ithaca.matching.actions import solving
from ithaca.matching.models import Run, RunPerson
from ithaca.notifications.kinds import Kind
from ithaca.notifications.links import off_url
from ithaca.notifications.models import Message, Notice, Preferences
from ithaca.programmes.actions import set_wishes
from ithaca.programmes.actions.answering import answer_applications, undo
from ithaca.programmes.models import Invitation, Participation
from ithaca.trainings import sheets
from ithaca.trainings.actions import add_person
from tests import factories
from tests.cast import Cast
from tests.matching.crowd import make_profile, make_solved_run

pytestmark = pytest.mark.django_db


def tell(person: Person, line: str, **more: str) -> tuple[Message, Notice]:
    """A mail that waits, and a line in the product."""
    message = Message.objects.create(
        key=str(new_id()), to=person.email, person_id=person.pk, subject="Bonjour", text=line, **more
    )
    about = {"kind": "pair", "subject_id": new_id(), "path": "/"}
    return message, Notice.objects.create(key=message.key, person=person, title=line[:200], **about)


def read_again(message: Message, notice: Notice) -> tuple[str, str]:
    message.refresh_from_db()
    notice.refresh_from_db()
    return message.text, notice.title


def test_nobody_forbids_a_closing_by_entering_its_address_beforehand(cast: Cast) -> None:
    factories.make_person("Malin", email=f"{cast.mentee.pk}@closed.invalid")
    close_account(cast.mentee)
    assert not Person.objects.get(pk=cast.mentee.pk).is_active


def test_a_former_member_who_is_saved_again_has_no_name_in_any_language(cast: Cast) -> None:
    close_account(cast.mentee)
    row = Person.objects.get(pk=cast.mentee.pk)
    row.save()
    Person.objects.bulk_update([row], ["name"])
    Person.objects.filter(pk=row.pk).update(name=row.name)
    assert Person.objects.filter(pk=row.pk, name="").exists()


def test_settings_sent_in_the_moment_of_the_closing_bring_no_name_back(cast: Cast) -> None:
    close_account(cast.mentee)
    with pytest.raises(Denied):
        actions.update_settings(cast.mentee, name="Inès Benali", language="fr", time_zone="Europe/Paris")
    assert Person.objects.filter(pk=cast.mentee.pk, name="").exists()


def test_an_old_link_of_a_mail_leaves_no_wishes_of_who_has_gone(cast: Cast) -> None:
    path = urlsplit(off_url(cast.mentor.pk, Kind.DECISIONS)).path
    close_account(cast.mentor)
    Client().post(path, {"List-Unsubscribe": "One-Click"})
    assert not Preferences.objects.filter(person=cast.mentor).exists()


def test_a_namesake_keeps_their_name_in_what_is_told_of_them(cast: Cast) -> None:
    """Also whoever takes somebody's name before they go takes nothing from them."""
    told = tell(cast.coordinator, f"{cast.mentor.name} vous a écrit")
    Person.objects.filter(pk=cast.mentee.pk).update(name=cast.mentor.name.lower())
    close_account(cast.mentee)
    assert read_again(*told) == ("Marc Delorme vous a écrit", "Marc Delorme vous a écrit")


@pytest.mark.parametrize("name", ["https", "example.org", "reset", "abc", "a", "href"])
def test_whoever_is_called_like_a_part_of_a_link_breaks_no_link(cast: Cast, name: str) -> None:
    link = "https://example.org/reset/abc/?a=abc"
    markup = f'<p>Bonjour, <a href="{link}">ici</a></p>'
    told = tell(cast.coordinator, f"Bonjour,\n\n{link}\n", html=markup)
    Person.objects.filter(pk=cast.mentee.pk).update(name=name)
    close_account(cast.mentee)
    assert link in read_again(*told)[0]
    assert Message.objects.get(pk=told[0].pk).html == markup


def test_a_name_goes_from_markup_too_however_it_is_escaped_there(cast: Cast) -> None:
    message, _notice = tell(cast.coordinator, "Bonjour", html="<p>Ana d&#x27;Ys &amp; fille écrit</p>")
    Person.objects.filter(pk=cast.mentee.pk).update(name="Ana d'Ys & fille")
    close_account(cast.mentee)
    assert Message.objects.get(pk=message.pk).html == "<p>Ancien membre écrit</p>"


def test_nobody_goes_on_wishing_for_an_address_that_is_gone(cast: Cast) -> None:
    gone, stays = cast.mentor.email, cast.second_mentor.email
    set_wishes(person=cast.mentee, participation=cast.being_mentored, wishes=[gone.upper(), stays])
    letter = Invitation.objects.create(
        programme=cast.programme,
        email="bientot@example.org",
        role="mentee",
        token="t",
        prepared={"wishes": [gone, stays], "level": "junior"},
    )
    close_account(cast.mentor)
    assert Participation.objects.get(pk=cast.being_mentored.pk).wishes == [stays]
    letter.refresh_from_db()
    assert letter.prepared == {"wishes": [stays], "level": "junior"}


def test_a_run_that_was_being_computed_keeps_nothing_of_who_left_meanwhile(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place in (cast.mentoring, cast.being_mentored):
        make_profile(place, headline="J’écoute d’abord")
    compute = solving._solved

    def meanwhile(*args: object) -> object:
        close_account(cast.mentor)
        return compute(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(solving, "_solved", meanwhile)
    run: Run = make_solved_run(cast.programme)
    assert run.state == "review"
    found = RunPerson.objects.get(run=run, participation=cast.mentoring)
    assert (str(found.name), found.facts) == ("Ancien membre", {})
    assert RunPerson.objects.get(run=run, participation=cast.being_mentored).name == "Inès Benali"


def test_an_answer_that_is_taken_back_lets_nobody_ask_who_has_gone(cast: Cast) -> None:
    person = factories.make_person("Éloi Berger", email="eloi@example.org")
    place = factories.make_participation(person, cast.programme, "mentee", state="applied")
    order = {"actor": cast.coordinator, "programme": cast.programme}
    given = answer_applications(**order, applications=[place.pk], verb="refuse")
    close_account(person)
    assert undo(**order, answering_id=given.answering.pk).done == 0
    place.refresh_from_db()
    assert place.state == "refused"


def test_lists_of_trainings_show_no_address_of_nowhere(cast: Cast) -> None:
    training = factories.make_training(cast.programme)
    row = add_person(actor=cast.coordinator, training=training, person=cast.mentee)
    close_account(cast.mentee)
    row.refresh_from_db()
    row.person.refresh_from_db()
    assert sheets.line(row)[:2] == ["Ancien membre", ""]
