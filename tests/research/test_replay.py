"""What the journal tells of a pair is what its rows say: in the demo, where all happened through the actions."""

from datetime import UTC, datetime

import pytest

from ithaca.directory.models import Request
from ithaca.evaluations.models import Completion
from ithaca.journal.queries import told_of
from ithaca.kernel import clock
from ithaca.kernel.periods import Period
from ithaca.mentorships.facts import agreements_in
from ithaca.mentorships.models import Mentorship
from ithaca.programmes.models import Participation, Programme
from ithaca.research import replay
from ithaca.research.replay import Part

pytestmark = pytest.mark.django_db
EVER = Period(datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC))


def test_the_journal_and_the_rows_agree(demo: Programme) -> None:
    programmes = Programme.objects.select_related("organisation")
    parts = {
        each.pk: Part(each.organisation_id, each.template.split("@")[0], each.organisation.country, "")
        for each in programmes
    }
    everybody = dict(Participation.objects.values_list("pk", "person_id"))
    found = replay.ended_pairs(told_of(parts, replay.OF_PAIRS), parts, everybody, EVER, agreements_in(parts))
    rows = Mentorship.objects.filter(state="ended").select_related("mentor", "mentee", "agreement")
    assert [pair.mentorship for pair in found] == sorted(rows.values_list("pk", flat=True))
    assert found
    by_request = set(Request.objects.values_list("mentorship_id", flat=True))
    for pair in found:
        row = rows.get(pk=pair.mentorship)
        assert (pair.begun, pair.ended, pair.ending) == (row.begun_at, row.ended_at, row.end_kind)
        assert (pair.mentor, pair.mentee) == (row.mentor.person_id, row.mentee.person_id)
        assert (len(pair.meetings), pair.missed) == (row.contacts, row.missed)
        assert (pair.goals, pair.reached, pair.reviews) == (
            row.goals_set,
            row.goals_reached,
            row.reviews_held,
        )
        assert sorted(pair.meetings) == sorted(
            row.meetings.filter(state="held").values_list("contact_type", "minutes")
        )
        assert pair.agreement == (row.agreement is not None and row.agreement.effective_at is not None)
        assert (pair.met == "request") == (row.pk in by_request)
        assert pair.evaluated == Completion.objects.filter(mentorship=row).count()


def test_nothing_that_is_told_later_is_known_before(demo: Programme) -> None:
    """As of a moment, a pair that ended after it is not there."""
    parts = {demo.pk: Part(demo.organisation_id, "", "FR", "")}
    told = told_of(parts, replay.OF_PAIRS)
    everybody = dict(Participation.objects.values_list("pk", "person_id"))
    past = Period(EVER.since, clock.now().replace(year=2001))
    assert replay.ended_pairs(told, parts, everybody, past, {}) == []
