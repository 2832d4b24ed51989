"""The pages of research, by who looks at them: parts of pages.py."""

from collections.abc import Iterator
from urllib.parse import urlencode

from ithaca.kernel import clock
from ithaca.networks.models import Network
from ithaca.programmes.models import Participation, Programme
from ithaca.research import periods
from ithaca.research.models import Release, Study
from ithaca.research.states import StudyState
from tests.research.releases import make_release
from tests.research.world import make_study


def _published() -> Release:
    """The edition of an open study of the network that Oriane administers."""
    network = Network.objects.get(slug="grand-large")
    study = Study.objects.filter(network=network, state=StudyState.OPEN).first() or make_study(
        network, network.roles.all()[0].person
    )
    return study.releases.first() or make_release(study)


def public_research() -> Iterator[str]:
    yield from ("/research/", f"/research/{_published().pk}/")


def research_pages() -> Iterator[str]:
    """As an administrator of a network sees them: a study with an edition, and one that is being written."""
    release = _published()
    start = "/networks/grand-large/research/"
    draft = Study.objects.get(network__slug="grand-large", state=StudyState.DRAFT)
    study = f"{start}{release.study_id}/"
    now = clock.now()
    days = {"since": periods.beginnings(now)[1], "until": periods.ends(now)[0]}
    asked = urlencode({name: day.date().isoformat() for name, day in days.items()})
    yield from (start, f"{start}new/", study, f"{study}publish/", f"{study}publish/?{asked}")
    yield from (f"{start}{draft.pk}/", f"{start}{draft.pk}/edit/", f"{study}close/")


def organisation_research(programme: Programme) -> str:
    return f"/organisations/{programme.organisation.slug}/research/"


def consent_pages(one: Participation) -> Iterator[str]:
    """As somebody who is asked and has not answered."""
    study = Study.objects.get(network__slug="deux-rives")
    yield from ("/account/research/", f"/research/studies/{study.pk}/participations/{one.pk}/")
