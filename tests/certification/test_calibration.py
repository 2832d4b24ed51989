"""Assessors rate samples before they rate people, each by themselves; then they see how far they agree."""

import pytest
from django.urls import reverse

from ithaca.access.rules import Denied
from ithaca.accounts.models import Person
from ithaca.certification import actions, figures
from ithaca.certification.models import Sample, SampleRating
from ithaca.kernel.errors import Refusal
from ithaca.kernel.ids import new_id
from tests.certification.candidates import Stage
from tests.certification.looking import as_

pytestmark = pytest.mark.django_db


def sample(stage: Stage, ability: str, expected: str) -> Sample:
    words = (f"Un cas inventé pour {ability}.", expected)
    return actions.add_sample(
        actor=stage.manager, scheme=stage.scheme, id=new_id(), ability=ability, words=words
    )


def rate(stage: Stage, person: Person, *marks: str) -> None:
    samples = figures.samples_of(stage.scheme)
    given = {each.pk: mark for each, mark in zip(samples, marks, strict=True)}
    actions.rate_samples(actor=person, scheme=stage.scheme, marks=given)


def test_nobody_rates_people_before_the_samples(stage: Stage) -> None:
    one, two = stage.assessors
    sample(stage, "c1a", "met")
    sample(stage, "c3a", "not met")
    row = stage.assessing()
    with pytest.raises(Refusal, match="mesure"):
        stage.give(row, one)
    asked = as_(one).get(reverse("certification:rate", args=[row.pk]))
    assert asked.headers["Location"] == reverse("certification:calibrate", args=[stage.scheme.pk])
    rate(stage, one, "met", "partly")
    stage.give(row, one)
    with pytest.raises(Refusal):
        stage.give(row, two)


def test_others_marks_are_seen_only_after_ones_own(stage: Stage) -> None:
    one, two = stage.assessors
    sample(stage, "c1a", "met")
    sample(stage, "c3a", "not met")
    rate(stage, one, "met", "partly")
    address = reverse("certification:calibrate", args=[stage.scheme.pk])
    before = as_(two).get(address).content.decode()
    assert "Un cas inventé pour c3a" in before
    assert "kappa" not in before
    ids = [str(each.pk) for each in figures.samples_of(stage.scheme)]
    assert as_(two).post(address, {ids[0]: "met"}).status_code == 422
    assert as_(two).post(address, dict.fromkeys(ids, "met")).status_code == 302
    after = as_(two).get(address).content.decode()
    assert "kappa" in after
    rate(stage, two, "not met", "not met")
    assert set(SampleRating.objects.filter(person=two).values_list("mark", flat=True)) == {"met"}, "it stays"


def test_agreement_is_measured_on_those_who_have_rated_all(stage: Stage) -> None:
    one, two = stage.assessors
    for ability, expected in (("c1a", "met"), ("c3a", "not met"), ("c4a", "partly")):
        sample(stage, ability, expected)
    rate(stage, one, "met", "not met", "partly")
    rate(stage, two, "met", "not met", "partly")
    lines, kappa, people = figures.calibration(stage.scheme)
    assert (kappa, people) == (1.0, 2)
    assert [dict(each.marks) for each in lines] == [{"met": 2}, {"not met": 2}, {"partly": 2}]
    page = as_(stage.manager).get(reverse("certification:samples", args=[stage.scheme.pk])).content.decode()
    assert "1,00" in page or "1.00" in page


def test_organisers_write_samples_by_the_page_and_assessors_alone_rate_them(stage: Stage) -> None:
    address = reverse("certification:samples", args=[stage.scheme.pk])
    id = new_id()
    for _click in range(2):
        as_(stage.manager).post(address, {"id": id, "ability": "c1a", "text": "Inventé.", "expected": "met"})
    assert Sample.objects.count() == 1
    rating = reverse("certification:calibrate", args=[stage.scheme.pk])
    for person in (stage.candidate, stage.decider, stage.cast.outsider):
        assert as_(person).get(rating).status_code == 404
        assert as_(person).get(address).status_code == 404
    with pytest.raises(Denied):
        rate(stage, stage.candidate, "met")
    as_(stage.manager).post(reverse("certification:remove_sample", args=[stage.scheme.pk]), {"sample": id})
    assert not Sample.objects.exists()
