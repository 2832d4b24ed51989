"""The pages of programmes, without JavaScript; what is not yours is not there."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from ithaca.accounts.models import Person
from ithaca.journal.dispatch import dispatch_waiting
from ithaca.kernel.ids import new_id
from ithaca.notifications.models import Message
from ithaca.programmes import actions, queries
from ithaca.programmes.models import EligibilityQuestion, Invitation, Participation, Programme
from tests import factories
from tests.cast import Cast
from tests.inviting import invite

SignIn = Callable[[Person], Client]
COORDINATION = [
    "set_up", "presentation", "format", "questions", "charter", "coordinators", "preview", "end",
    "applications", "participants", "invitations",
]  # fmt: skip


def page(name: str, programme: Programme, **more: object) -> str:
    return reverse(f"programmes:{name}", kwargs={"slug": programme.slug, **more})


def application_of(client: Client, url: str, **answers: str) -> dict[str, str]:
    form = client.get(url).context["form"]
    return {
        "id": str(form["id"].value()),
        "charter_id": str(form["charter_id"].value()),
        "charter": "on",
        **answers,
    }


@pytest.fixture
def question(cast: Cast) -> EligibilityQuestion:
    return EligibilityQuestion.objects.create(
        programme=cast.programme,
        position=1,
        kind="yes_no",
        label={"fr": "Majeur·e ?", "en": "Adult?"},
        rule={"must_be": True},
        refusal={"fr": "Revenez plus tard.", "en": "Come back later."},
    )


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", COORDINATION)
def test_pages_of_the_coordination(cast: Cast, sign_in: SignIn, name: str, language: str) -> None:
    url = page(name, cast.programme)
    for person in (cast.coordinator, cast.administrator):
        person.language = language
        person.save()
        assert sign_in(person).get(url).status_code == 200
    for stranger in (cast.outsider, cast.mentor, cast.mentee):
        assert sign_in(stranger).get(url).status_code == 404
    assert Client().get(url).status_code == 302


def test_the_home_of_a_programme_is_for_people_inside(cast: Cast, sign_in: SignIn) -> None:
    url = page("home", cast.programme)
    for person in (cast.coordinator, cast.mentor, cast.mentee):
        assert sign_in(person).get(url).status_code == 200
    assert sign_in(cast.outsider).get(url).status_code == 404


def test_one_persons_page_is_the_coordinations(cast: Cast, sign_in: SignIn) -> None:
    for name in ("participant", "exclude"):
        url = page(name, cast.programme, participation_id=cast.mentoring.pk)
        assert sign_in(cast.coordinator).get(url).status_code == 200
        assert sign_in(cast.outsider).get(url).status_code == 404
        elsewhere = page(name, cast.elsewhere, participation_id=cast.mentoring.pk)
        assert sign_in(cast.outsider).get(elsewhere).status_code == 404


def test_a_draft_is_not_public(cast: Cast, sign_in: SignIn) -> None:
    Programme.objects.filter(pk=cast.programme.pk).update(state="draft")
    assert Client().get(f"/join/{cast.programme.join_code}/").status_code == 404
    assert sign_in(cast.outsider).get(f"/join/{cast.programme.join_code}/apply/mentee/").status_code == 404
    assert Client().get("/join/unknown/").status_code == 404


def test_a_visitor_reads_the_presentation_and_signs_in_on_the_way(cast: Cast) -> None:
    response = Client().get(f"/join/{cast.programme.join_code}/", headers={"accept-language": "fr"})
    assert "Trouver sa voie" in response.content.decode()
    apply = f"/join/{cast.programme.join_code}/apply/mentee/"
    assert f"next={apply}" in Client().get(apply)["location"]


def test_an_application_with_a_second_click(
    cast: Cast, sign_in: SignIn, question: EligibilityQuestion
) -> None:
    person = factories.make_person("Zoé Martin", email="zoe@example.org")
    client, url = sign_in(person), f"/join/{cast.programme.join_code}/apply/mentee/"
    filled = application_of(client, url, **{f"q_{question.pk}": "yes"})
    for _click in range(2):
        assert client.post(url, filled)["location"] == page("home", cast.programme)
    application = queries.participation_in(person, cast.programme, "mentee")
    assert application is not None
    assert application.answers == {str(question.pk): True}


def test_an_answer_outside_the_rule_is_told_kindly_and_what_was_typed_is_kept(
    cast: Cast, sign_in: SignIn, question: EligibilityQuestion
) -> None:
    more = EligibilityQuestion.objects.create(
        programme=cast.programme, position=2, kind="text", label={"fr": "Pourquoi ?", "en": "Why?"}
    )
    person = factories.make_person("Zoé Martin", email="zoe@example.org")
    client, url = sign_in(person), f"/join/{cast.programme.join_code}/apply/mentee/"
    filled = application_of(client, url, **{f"q_{question.pk}": "no", f"q_{more.pk}": "Parce que j’ose."})
    told = client.post(url, filled).content.decode()
    assert "Revenez plus tard." in told
    assert "Parce que j’ose." in told
    assert queries.participation_in(person, cast.programme, "mentee") is None


def test_the_coordinator_accepts_several_at_once(cast: Cast, sign_in: SignIn) -> None:
    people = [factories.make_person(f"P{n} Martin", email=f"p{n}@example.org") for n in range(3)]
    rows = [factories.make_participation(p, cast.programme, "mentee", state="applied") for p in people]
    url, chosen = page("applications", cast.programme), [str(row.pk) for row in rows[:2]]
    assert sign_in(cast.outsider).post(url, {"application": chosen, "answer": "accept"}).status_code == 404
    client = sign_in(cast.coordinator)
    client.post(url, {"application": chosen, "answer": "accept"})
    client.post(url, {"application": [str(rows[2].pk), "nonsense"], "answer": "refuse"})
    states = [Participation.objects.get(pk=row.pk).state for row in rows]
    assert states == ["accepted", "accepted", "refused"]


def test_an_application_of_another_programme_is_not_answered(cast: Cast, sign_in: SignIn) -> None:
    person = factories.make_person("Zoé Martin", email="zoe@example.org")
    theirs = factories.make_participation(person, cast.elsewhere, "mentee", state="applied")
    sign_in(cast.coordinator).post(
        page("applications", cast.programme), {"application": str(theirs.pk), "answer": "accept"}
    )
    assert queries.participation(theirs.pk).state == "applied"


def test_a_bad_line_sends_nothing_and_keeps_the_lines(cast: Cast, sign_in: SignIn) -> None:
    client, url = sign_in(cast.coordinator), page("invitations", cast.programme)
    lines = "Marie Roche <marie@example.org>\npas une adresse\nluc@example.org"
    told = client.post(url, {"emails": lines, "role": "mentor", "language": "fr"}).content.decode()
    assert "pas une adresse" in told
    assert "luc@example.org" in told
    assert not Invitation.objects.exists()
    client.post(url, {"emails": lines.replace("pas une adresse\n", ""), "role": "mentor", "language": "fr"})
    assert set(Invitation.objects.values_list("email", flat=True)) == {"marie@example.org", "luc@example.org"}


def test_the_invited_person_joins_and_others_do_not(cast: Cast, sign_in: SignIn) -> None:
    letter = invite(cast, "zoe@example.org")
    url = f"/invitations/{letter.token}/"
    assert Client().get(url).status_code == 200
    assert "form" not in sign_in(cast.outsider).get(url).context
    zoe = factories.make_person("Zoé Martin", email="zoe@example.org")
    client = sign_in(zoe)
    assert client.post(url, application_of(client, url))["location"] == page("home", cast.programme)
    assert client.get(url).status_code == 302
    assert Client().get("/invitations/guessed/").status_code == 404


@pytest.mark.parametrize(
    ("verb", "state"), [("busy", "busy"), ("pause", "paused"), ("resume", "active"), ("available", "active")]
)
def test_buttons_of_ones_own_participation(cast: Cast, sign_in: SignIn, verb: str, state: str) -> None:
    sign_in(cast.mentor).post(page("change", cast.programme, role="mentor"), {"verb": verb})
    assert queries.participation(cast.mentoring.pk).state == state
    assert (
        sign_in(cast.outsider).post(page("change", cast.programme, role="mentor"), {"verb": verb}).status_code
        == 404
    )


def test_leaving_asks_first(cast: Cast, sign_in: SignIn) -> None:
    client, url = sign_in(cast.mentee), page("leave", cast.programme, role="mentee")
    assert client.get(url).status_code == 200
    assert queries.participation(cast.being_mentored.pk).state == "active"
    client.post(url)
    assert queries.participation(cast.being_mentored.pk).state == "left"
    assert client.get(page("home", cast.programme)).status_code == 200


def test_an_excluded_person_sees_nothing_any_more(cast: Cast, sign_in: SignIn) -> None:
    sign_in(cast.coordinator).post(page("exclude", cast.programme, participation_id=cast.being_mentored.pk))
    assert sign_in(cast.mentee).get(page("home", cast.programme)).status_code == 404


def test_a_programme_from_the_ready_one_to_open(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.administrator)
    url = reverse("programmes:new_in", args=[cast.organisation.slug])
    assert client.get("/programmes/new/")["location"] == url
    assert sign_in(cast.outsider).get(url).status_code == 404
    filled = {
        "id": str(new_id()),
        "template": "institution-confidential",
        "name": "Le large",
        "languages": ["fr", "en"],
    }
    for _click in range(2):
        assert client.post(url, filled)["location"] == "/programmes/le-large/set-up/"
    programme = Programme.objects.get(slug="le-large")
    client.post(page("open", programme))
    assert queries.programme(programme.pk).state == "open"
    assert Client().get(f"/join/{programme.join_code}/").status_code == 200


@pytest.mark.parametrize("kind", ["yes_no", "number", "choice", "text"])
def test_a_question_of_each_kind_is_added_and_changed(cast: Cast, sign_in: SignIn, kind: str) -> None:
    client = sign_in(cast.coordinator)
    url = page("new_question", cast.programme) + f"?kind={kind}"
    form = client.get(url).context["form"]
    filled = {
        "id": str(form["id"].value()), "asked_of": "both", "label_fr": "Une question ?", "label_en": "A question?",
        "refusal_fr": "Parce que.", "refusal_en": "Because.", "must_be": "no", "at_least": "2", "at_most": "9",
        "option_1_fr": "Oui", "option_1_en": "Yes", "option_1_fits": "on", "option_2_fr": "Non", "option_2_en": "No",
    }  # fmt: skip
    for _click in range(2):
        assert client.post(url, filled).status_code == 302
    [question] = queries.questions(cast.programme)
    bounds = {"yes_no": {"must_be": False}, "number": {"at_least": 2, "at_most": 9}, "text": {}}
    options = [option["value"] for option in question.options]
    assert question.rule == bounds.get(kind, {"one_of": options[:1]})
    edit = page("question", cast.programme, question_id=question.pk)
    assert client.get(edit).status_code == 200
    assert client.get(page("preview", cast.programme)).status_code == 200
    assert sign_in(cast.outsider).get(edit).status_code == 404
    assert (
        sign_in(cast.outsider)
        .post(page("remove_question", cast.programme, question_id=question.pk))
        .status_code
        == 404
    )


def test_a_rule_needs_words_for_those_outside_it(cast: Cast, sign_in: SignIn) -> None:
    url = page("new_question", cast.programme) + "?kind=number"
    filled = {
        "id": str(new_id()),
        "asked_of": "both",
        "label_fr": "Âge ?",
        "label_en": "Age?",
        "at_least": "18",
    }
    response = sign_in(cast.coordinator).post(url, filled)
    assert set(response.context["form"].errors) == {"refusal_fr", "refusal_en"}
    assert "18" in response.content.decode()


def test_the_set_up_says_what_is_left_and_how_to_win_a_coordinator(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.coordinator)
    Programme.objects.filter(pk=cast.programme.pk).update(state="draft", opened_at=None)
    page = browser.get("/programmes/cap-ouest/set-up/").content.decode()
    assert "Votre espace confidentiel" in page
    assert "6 sections à relire" in page
    answer = browser.post("/programmes/cap-ouest/set-up/coordinators/", {"email": "inconnue@example.org"})
    assert "le lien ci-dessous" in answer.content.decode()
    assert "/account/sign-up/" in answer.content.decode()


def test_a_profile_to_publish_is_not_shown_as_done(cast: Cast, sign_in: SignIn) -> None:
    Participation.objects.filter(pk=cast.being_mentored.pk).update(state="accepted")
    page = sign_in(cast.mentee).get("/programmes/cap-ouest/").content.decode()
    badge = page.split("Profil à publier")[0].rsplit("<span", 1)[1]
    assert "badge--waiting" in badge
    assert "Seules le voient" in page


def test_sections_are_saved_and_marked_done(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.coordinator)
    presentation = {
        "languages": ["fr"], "name_fr": "Cap", "theme_fr": "Oser", "objectives_fr": "Un\nDeux", "name_en": "", "theme_en": "",
    }  # fmt: skip
    assert client.post(page("presentation", cast.programme), presentation).status_code == 302
    form = {
        "contact_types": ["video"], "contacts_to_official_end": "6", "rhythm_days": "14", "contact_minutes": "45",
        "length_months": "5", "capacity_per_mentor": "3", "reply_days": "5", "places": "", "pairing": "both",
        "first_meeting_days": "10", "silent_days": "45", "cv_asked": "on", "dispute_days": "14",
        "invitation_days": "30",
    }  # fmt: skip
    assert client.post(page("format", cast.programme), form).status_code == 302
    assert client.post(page("format", cast.programme), form | {"rhythm_days": "0"}).status_code == 200
    programme = queries.programme(cast.programme.pk)
    assert (programme.contacts_to_official_end, programme.places, programme.languages) == (6, None, ["fr"])
    assert programme.checked_sections == ["presentation", "format"]
    assert programme.invitation_days == 30


def test_a_charter_is_published_on_the_page_and_read_inside(cast: Cast, sign_in: SignIn) -> None:
    url = page("charter", cast.programme)
    sign_in(cast.coordinator).post(url, {"after": "1", "text_fr": "# Neuf\r\n\r\nOui", "text_en": "# New"})
    version = page("charter_version", cast.programme, number=2)
    assert "Neuf" in sign_in(cast.mentee).get(version).content.decode()
    assert sign_in(cast.outsider).get(version).status_code == 404


@pytest.mark.parametrize("name", ["applications", "participants", "invitations", "home", "set_up"])
def test_queries_do_not_grow_with_people(
    cast: Cast, sign_in: SignIn, name: str, django_assert_max_num_queries: Callable[..., object]
) -> None:
    client, url = sign_in(cast.coordinator), page(name, cast.programme)
    client.get(url)

    def count() -> int:
        with django_assert_max_num_queries(60) as captured:  # type: ignore[attr-defined]
            client.get(url)
        return len(captured)

    def join(first: int, last: int) -> None:
        for n in range(first, last):
            person = factories.make_person(f"P{n} M", email=f"q{n}@example.org")
            factories.make_participation(
                person, cast.programme, "mentee", state="applied" if n % 2 else "active"
            )
        emails = [f"i{n}@example.org" for n in range(first, last)]
        actions.invite(
            actor=cast.coordinator, programme=cast.programme, emails=emails, role="mentor", language="fr"
        )

    join(0, 2)
    few = count()
    join(2, 22)
    assert count() == few


def test_every_tab_of_a_programme_leads_somewhere_for_everybody_who_sees_it(
    cast: Cast, sign_in: SignIn
) -> None:
    for person in (cast.coordinator, cast.administrator, cast.mentor, cast.mentee):
        browser = sign_in(person)
        page = browser.get(reverse("programmes:home", args=["cap-ouest"])).content.decode()
        addresses = set(re.findall(r'href="(/programmes/cap-ouest/[^"#?]*)', page))
        assert addresses
        for address in addresses:
            assert browser.get(address).status_code == 200, address


def test_an_invitation_speaks_the_language_that_was_chosen(cast: Cast) -> None:
    for language, greeting in (("fr", "vous invite à participer"), ("en", "invites you")):
        actions.invite(
            actor=cast.coordinator,
            programme=cast.programme,
            emails=[f"{language}@example.org"],
            role="mentee",
            language=language,
        )
        dispatch_waiting()
        assert greeting in Message.objects.latest("id").text


def test_a_coordinator_is_removed_by_who_sets_the_programme_up_alone(cast: Cast, sign_in: SignIn) -> None:
    actions.add_coordinator(actor=cast.coordinator, programme=cast.programme, email=cast.second_mentor.email)
    url = page("remove_coordinator", cast.programme, person_id=cast.second_mentor.pk)
    elsewhere = page("remove_coordinator", cast.elsewhere, person_id=cast.second_mentor.pk)
    for person, address in ((cast.outsider, url), (cast.mentor, url), (cast.coordinator, elsewhere)):
        assert sign_in(person).post(address).status_code == 404
    told = sign_in(cast.coordinator).post(url, follow=True).content.decode()
    assert f"{cast.second_mentor.name} ne coordonne plus le programme" in told
    assert set(queries.coordinators_of(cast.programme)) == {cast.coordinator}
    assert sign_in(cast.coordinator).post(url).status_code == 404
