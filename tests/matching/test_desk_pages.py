"""The pages around a run: the policy and its examples, asking for a run, trying others, comparing, groups."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from ithaca.accounts.models import Person
from ithaca.kernel.ids import new_id
from ithaca.matching.actions import solving
from ithaca.matching.forms.policy import PolicyForm
from ithaca.matching.models import PolicyVersion, Run
from ithaca.matching.policy import Policy, of_toml
from tests.cast import Cast
from tests.matching.crowd import make_people, make_profile

pytestmark = pytest.mark.django_db
SignIn = Callable[[Person], Client]
HOME = "/programmes/cap-ouest/matching/"


def fields(policy: Policy, **changed: object) -> dict[str, object]:
    """What the form sends: boxes that are not ticked are left out, and so are empty numbers."""
    values = {**PolicyForm.initial_of(policy), "id": new_id(), "after": 0, **changed}
    return {name: value for name, value in values.items() if value is not None and value is not False}


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


@pytest.fixture
def desk(cast: Cast, sign_in: SignIn) -> Client:
    cast.coordinator.language = "en"
    cast.coordinator.save()
    make_profile(cast.being_mentored, expertise=["leadership"], headline="Je cherche")
    make_profile(cast.mentoring, expertise=["leadership"])
    make_profile(cast.second_mentoring, expertise=["finance"])
    return sign_in(cast.coordinator)


def test_from_the_policy_to_a_run_that_is_compared_with_another(desk: Client, cast: Cast) -> None:
    assert "Write the policy" in page(desk, HOME)
    assert "Marc Delorme" in page(desk, HOME + "policy/")  # what begins is shown on people already
    sent = desk.post(HOME + "policy/", fields(Policy(), weight_topics=9))
    assert sent.status_code == 302
    assert PolicyVersion.objects.get().content["weights"]["topics"] == 9
    asked = desk.post(HOME + "runs/new/", {"id": new_id(), "policy": "1", "seed": 1, "name": "Printemps"})
    run = Run.objects.get()
    assert asked.headers["Location"] == f"{HOME}runs/{run.pk}/state/"
    assert "page-again" in page(desk, asked.headers["Location"])
    solving.solve_waiting()
    done = page(desk, asked.headers["Location"])
    assert "page-again" not in done
    assert "Nothing better exists" in done
    tried = desk.post(f"{HOME}runs/{run.pk}/try/", fields(Policy(), weight_topics=0, weight_sectors=3))
    solving.solve_waiting()
    other = Run.objects.exclude(pk=run.pk).get()
    assert tried.headers["Location"] == f"{HOME}runs/{other.pk}/state/"
    assert "Put these weights in force" in page(desk, tried.headers["Location"])
    compared = page(desk, f"{HOME}runs/{other.pk}/compare/")
    assert "Two runs side by side" in compared
    assert "Pairs in both" in compared
    desk.post(f"{HOME}runs/{other.pk}/adopt/")
    assert PolicyVersion.objects.get(number=2).content["weights"]["sectors"] == 3
    versions = page(desk, HOME + "policy/versions/")
    assert "Topics sought and offered" in versions
    assert page(desk, HOME + "policy/versions/1/").count("version 1") == 1
    assert "Printemps" in page(desk, HOME)


def test_examples_follow_the_weights_without_saving_anything(desk: Client, cast: Cast) -> None:
    address = HOME + "policy/examples/"
    shown = desk.get(address, fields(Policy())).content.decode()
    assert "<main" not in shown
    assert "Inès Benali" in shown
    assert desk.get(address, fields(Policy(), weight_topics=99)).status_code == 200
    without_script = desk.post(HOME + "policy/", {**fields(Policy(), weight_topics=1), "examples": "1"})
    assert without_script.status_code == 200
    assert "Inès Benali" in without_script.content.decode()
    assert not PolicyVersion.objects.exists()


def test_a_policy_comes_from_a_file_and_goes_into_one(desk: Client, cast: Cast) -> None:
    file = SimpleUploadedFile("ours.toml", b'aim = "fair"\n[weights]\nplace = 7\n')
    filled = desk.post(HOME + "policy/take-over/", {"file": file})
    assert "Taken over from ours.toml" in filled.content.decode()
    assert not PolicyVersion.objects.exists()
    desk.post(HOME + "policy/", fields(of_toml('aim = "fair"\n[weights]\nplace = 7\n')))
    exported = desk.get(HOME + "policy/file/")
    assert exported.headers["Content-Disposition"].endswith('-policy-1.toml"')
    assert of_toml(exported.content.decode()).weights.place == 7
    wrong = SimpleUploadedFile("ours.toml", b"[weights]\nplace = 70\ncolour = 1\n")
    refused = desk.post(HOME + "policy/take-over/", {"file": wrong}).content.decode()
    assert "weights.place: the most is 10" in refused
    assert "weights.colour" in refused


def test_a_policy_is_copied_only_from_programmes_that_one_sets_up(
    desk: Client, cast: Cast, sign_in: SignIn
) -> None:
    theirs = sign_in(cast.outsider)
    theirs.post("/programmes/autre-rive/matching/policy/", fields(Policy(), weight_place=6))
    assert cast.elsewhere.policies.count() == 1
    assert "<select" not in page(desk, HOME + "policy/take-over/").split("<main")[1]
    stolen = desk.post(HOME + "policy/take-over/", {"programme": str(cast.elsewhere.pk)})
    assert "Taken over" not in stolen.content.decode()
    cast.elsewhere.coordinators.create(person=cast.coordinator)
    copied = desk.post(HOME + "policy/take-over/", {"programme": str(cast.elsewhere.pk)})
    assert "Taken over from" in copied.content.decode()
    assert 'name="weight_place" value="6"' in copied.content.decode()


def test_what_is_wrong_stands_at_its_field_and_nothing_is_lost(desk: Client) -> None:
    nothing = {f"weight_{name}": 0 for name in Policy().weights.model_dump()}
    answer = desk.post(HOME + "policy/", fields(Policy(), **nothing)).content.decode()
    assert "Let at least one criterion count." in answer
    upside = desk.post(
        HOME + "policy/", fields(Policy(), seniority_least=3, seniority_most=1)
    ).content.decode()
    assert "This must be at least the number before." in upside
    assert not PolicyVersion.objects.exists()


def test_pages_ask_the_database_as_often_for_many_people(
    desk: Client, cast: Cast, django_assert_max_num_queries: Callable[..., object]
) -> None:
    make_people(cast.programme, "mentor", 30)
    make_people(cast.programme, "mentee", 40)
    desk.post(HOME + "policy/", fields(Policy()))
    desk.post(HOME + "runs/new/", {"id": new_id(), "policy": "1", "seed": 1})
    solving.solve_waiting()
    run = Run.objects.get()
    for address in (
        "",
        "policy/",
        f"runs/{run.pk}/state/",
        f"runs/{run.pk}/compare/",
        f"runs/{run.pk}/groups/",
    ):
        with django_assert_max_num_queries(34):  # type: ignore[attr-defined]
            desk.get(HOME + address)


def test_another_programmes_run_is_nowhere(desk: Client, cast: Cast, sign_in: SignIn) -> None:
    desk.post(HOME + "policy/", fields(Policy()))
    desk.post(HOME + "runs/new/", {"id": new_id(), "policy": "1", "seed": 1})
    run = Run.objects.get()
    outsider = sign_in(cast.outsider)
    for page_of_run in ("state", "try", "compare", "groups"):
        for slug in ("cap-ouest", "autre-rive"):
            address = f"/programmes/{slug}/matching/runs/{run.pk}/{page_of_run}/"
            assert outsider.get(address).status_code == 404
