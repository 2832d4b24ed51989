"""A pair begins only if every rule of the policy in force still holds when the second of the two says yes."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from ithaca.accounts.models import Person
from ithaca.directory.models import Profile
from ithaca.journal.models import Event
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.kernel.ids import new_id
from ithaca.matching import actions
from ithaca.matching.models import MatchProposal, PolicyVersion, Run
from ithaca.matching.policy import RULES, Capacity, Policy, Rules, Weights, to_content
from ithaca.matching.queries.policy import policy_in_force
from ithaca.mentorships import actions as mentorships
from ithaca.mentorships.models import Mentorship
from ithaca.organisations.models import DeclaredConflict, Position
from ithaca.programmes.models import Participation
from tests import factories
from tests.cast import Cast
from tests.directory.people import give_profile
from tests.matching.runs import make_run, pair, propose, publish
from tests.racing import at_once

SignIn = Callable[[Person], Client]
EVERY_RULE = Policy(rules=Rules(**dict.fromkeys(RULES, True)), capacity=Capacity(most=2))


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


def in_force(cast: Cast, policy: Policy) -> PolicyVersion:
    number = PolicyVersion.objects.filter(programme=cast.programme, number__isnull=False).count() + 1
    content = to_content(policy)
    return PolicyVersion.objects.create(programme=cast.programme, number=number, content=content)


def report_to_the_mentor(cast: Cast) -> None:
    boss = Position.objects.create(organisation=cast.organisation, person=cast.mentor)
    Position.objects.create(organisation=cast.organisation, person=cast.mentee, manager=boss)


def work_in_one_unit(cast: Cast) -> None:
    for person in (cast.mentor, cast.mentee):
        Position.objects.create(organisation=cast.organisation, person=person, unit="Port")


def declare_a_conflict(cast: Cast) -> None:
    DeclaredConflict.objects.create(organisation=cast.organisation, person=cast.mentor, other=cast.mentee)


def decline_the_same_pair_elsewhere(cast: Cast) -> None:
    Mentorship.objects.create(
        programme=cast.programme, mentor=cast.mentoring, mentee=cast.being_mentored, state="declined"
    )


def speak_another_language(cast: Cast) -> None:
    Profile.objects.filter(participation=cast.mentoring).update(languages=["de"])


def ask_for_a_training(cast: Cast) -> None:
    factories.make_training(cast.programme, required=True)


def answer_outside_a_rule(cast: Cast) -> None:
    Participation.objects.filter(pk=cast.being_mentored.pk).update(eligible=False)


def take_the_check_out(cast: Cast) -> None:
    actions.note_check(actor=cast.coordinator, participation=cast.mentoring, seen_on=None, valid_until=None)


def fill_the_places_of_the_policy(cast: Cast) -> None:
    for number in range(2):
        person = factories.make_person(f"Foule {number}", email=f"foule{number}@example.org")
        other = factories.make_participation(person, cast.programme, "mentee")
        mentorships.begin(actor=person, id=new_id(), mentor=cast.mentoring, mentee=other)


def become_the_mentor_of_their_mentor(cast: Cast) -> None:
    other = factories.make_participation(cast.mentee, cast.programme, "mentor")
    own = factories.make_participation(cast.mentor, cast.programme, "mentee")
    mentorships.begin(actor=cast.mentee, id=new_id(), mentor=other, mentee=own)


BREAKING: dict[str, tuple[Callable[[Cast], None], str]] = {
    "independent_line": (report_to_the_mentor, "not independent"),
    "other_unit": (work_in_one_unit, "A rule of the programme"),
    "declared_conflicts": (declare_a_conflict, "not independent"),
    "refused_before": (decline_the_same_pair_elsewhere, "A rule of the programme"),
    "one_way": (become_the_mentor_of_their_mentor, "A rule of the programme"),
    "common_language": (speak_another_language, "no language in common"),
    "prepared": (ask_for_a_training, "has not taken part"),
    "eligible": (answer_outside_a_rule, "A rule of the programme"),
    "checked_mentors": (take_the_check_out, "A rule of the programme"),
    "capacity": (fill_the_places_of_the_policy, "as many people"),
}


def test_every_rule_of_a_policy_is_broken_here() -> None:
    assert BREAKING.keys() == {*RULES, "capacity"}


@pytest.mark.django_db
@pytest.mark.parametrize("rule", BREAKING)
def test_nothing_begins_where_a_rule_has_stopped_holding(cast: Cast, rule: str) -> None:
    in_force(cast, EVERY_RULE)
    Participation.objects.filter(pk=cast.mentoring.pk).update(capacity=5)
    for place in (cast.mentoring, cast.being_mentored):
        give_profile(place, languages=["fr"])
    today = clock.today()
    actions.note_check(actor=cast.coordinator, participation=cast.mentoring, seen_on=today, valid_until=None)
    (row,) = propose(cast)
    actions.accept_match(actor=cast.mentor, proposal=row)
    break_it, sentence = BREAKING[rule]
    break_it(cast)
    with pytest.raises(Refusal, match=sentence):
        actions.accept_match(actor=cast.mentee, proposal=row)
    row.refresh_from_db()
    assert (row.state, row.mentee_answer) == ("open", "")
    assert not Mentorship.objects.filter(mentee=cast.being_mentored, begun_at__isnull=False).exists()


@pytest.mark.django_db
def test_a_policy_that_became_stricter_holds_for_what_was_proposed_before(cast: Cast) -> None:
    in_force(cast, Policy())
    for place, languages in ((cast.mentoring, ["de", "fr"]), (cast.being_mentored, ["fr"])):
        give_profile(place, languages=languages)
    (row,) = propose(cast)
    actions.accept_match(actor=cast.mentor, proposal=row)
    in_force(cast, Policy(rules=Rules(checked_mentors=True)))
    with pytest.raises(Refusal, match="stays open meanwhile"):
        actions.accept_match(actor=cast.mentee, proposal=row)
    in_force(cast, Policy())
    assert actions.accept_match(actor=cast.mentee, proposal=row) is not None


@pytest.mark.django_db(transaction=True)
def test_the_places_of_the_policy_hold_when_several_say_yes_at_once(cast: Cast) -> None:
    Participation.objects.filter(pk=cast.mentoring.pk).update(capacity=5)
    people = [factories.make_person(f"Foule {n}", email=f"foule{n}@example.org") for n in range(3)]
    crowd = [factories.make_participation(person, cast.programme, "mentee") for person in people]
    rows = propose(cast, *((mentee, cast.mentoring) for mentee in crowd))
    for row in rows:
        actions.accept_match(actor=cast.mentor, proposal=row)
    in_force(cast, Policy(capacity=Capacity(most=1)))
    came = at_once(
        *(
            lambda row=row, person=person: actions.accept_match(actor=person, proposal=row)  # type: ignore[misc]
            for row, person in zip(rows, people, strict=True)
        )
    )
    assert sorted(type(one).__name__ for one in came) == ["Mentorship", "Refusal", "Refusal"]
    cast.mentoring.refresh_from_db()
    assert cast.mentoring.pairs == Mentorship.objects.count() == 1


@pytest.mark.django_db
def test_publishing_a_run_that_tried_something_out_brings_it_into_force_and_says_so(
    cast: Cast, sign_in: SignIn
) -> None:
    in_force(cast, Policy())
    tried = Policy(weights=Weights(topics=1, sectors=9))
    trial = PolicyVersion.objects.create(programme=cast.programme, content=to_content(tried))
    run = make_run(cast.programme)
    Run.objects.filter(pk=run.pk).update(policy=trial)
    run.refresh_from_db()
    pair(run, cast.being_mentored, cast.mentoring)
    Person.objects.update(language="en")
    address = reverse("matching:publish", args=[cast.programme.slug, run.pk])
    coordinator = sign_in(cast.coordinator)
    shown = coordinator.get(address).content.decode()
    assert "What this run tried out comes into force" in shown
    assert "Topics sought and offered · 10 → <strong>1</strong>" in shown
    done = coordinator.post(address, {"revision": 0}, follow=True).content.decode()
    assert "in force now, as version 2" in done
    assert policy_in_force(cast.programme).weights == tried.weights
    verbs = list(Event.objects.order_by("id").values_list("verb", flat=True))
    assert verbs.index("policy.saved") < verbs.index("matching.published")
    run.refresh_from_db()
    assert run.policy.number == 2


@pytest.mark.django_db
def test_nothing_comes_into_force_where_nothing_is_published(cast: Cast) -> None:
    trial = PolicyVersion.objects.create(programme=cast.programme, content=to_content(Policy()))
    run = make_run(cast.programme)
    Run.objects.filter(pk=run.pk).update(policy=trial)
    run.refresh_from_db()
    with pytest.raises(Refusal, match="No pair"):
        publish(cast, run)
    assert not PolicyVersion.objects.filter(number__isnull=False).exclude(content={}).exists()
    assert not MatchProposal.objects.exists()


@pytest.mark.django_db
def test_a_run_of_an_older_version_is_published_under_the_rules_of_today(cast: Cast, sign_in: SignIn) -> None:
    in_force(cast, Policy())
    run = make_run(cast.programme)
    pair(run, cast.being_mentored, cast.mentoring)
    pair(run, cast.second_being_mentored, cast.second_mentoring)
    in_force(cast, Policy(rules=Rules(checked_mentors=True)))
    actions.note_check(
        actor=cast.coordinator, participation=cast.mentoring, seen_on=clock.today(), valid_until=None
    )
    Person.objects.update(language="en")
    shown = sign_in(cast.coordinator).get(reverse("matching:publish", args=[cast.programme.slug, run.pk]))
    text = shown.content.decode()
    assert "matched by version 1" in text
    assert "The mentor’s safeguarding check is valid" in text
    publish(cast, run)
    assert [row.mentee.name for row in MatchProposal.objects.all()] == ["Inès Benali"]
