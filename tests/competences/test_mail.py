"""Who hears of what: the mentee who is asked, the mentor who is answered, whoever follows an older version."""

import pytest

from ithaca.competences import actions
from ithaca.kernel.ids import new_id
from tests.cast import Cast
from tests.competences.portfolios import keep, pair, publish
from tests.mentorships.rooms import mails

pytestmark = pytest.mark.django_db


def heard(person_email: str) -> list[str]:
    """What somebody was told of portfolios; pairs that have ended bring mail of their own."""
    told = [subject for to, subject in mails() if to == person_email]
    return [subject for subject in told if not subject.startswith("Trois minutes")]


def test_the_mentee_is_asked_and_the_mentor_hears_the_answer(cast: Cast) -> None:
    kept = keep(cast.mentor, publish(cast))
    item = kept.item("case", "c1a", mentorship=pair(cast.mentoring, cast.being_mentored), speaks=True)
    assert heard(cast.mentee.email) == ["Votre binôme demande à pouvoir parler de vous"]
    actions.give_consent(actor=cast.mentee, item=item)
    actions.withdraw_consent(actor=cast.mentee, item=item)
    subjects = heard(cast.mentor.email)
    assert subjects == [
        "Votre binôme est d’accord : votre portfolio peut en parler",
        "Votre binôme n’accepte pas une partie de votre portfolio",
    ]
    assert heard(cast.coordinator.email) == []


def test_nobody_is_asked_where_an_item_speaks_of_nobody_or_is_gone(cast: Cast) -> None:
    kept = keep(cast.mentor, publish(cast))
    row = pair(cast.mentoring, cast.being_mentored)
    kept.item("document", "c1a", mentorship=row)
    gone = kept.item("case", "c1a", mentorship=row, speaks=True, written=False)
    actions.remove_item(actor=cast.mentor, item=gone)
    assert heard(cast.mentee.email) == []


def test_whoever_follows_an_older_version_hears_of_the_new_one(cast: Cast) -> None:
    version = publish(cast)
    keep(cast.mentor, version)
    draft = actions.begin_next_version(actor=cast.coordinator, version=version, id=new_id())
    assert heard(cast.mentor.email) == []
    actions.publish_framework(actor=cast.coordinator, version=draft)
    assert heard(cast.mentor.email) == ["Une version plus récente du référentiel de compétences"]
    assert heard(cast.second_mentor.email) == []
