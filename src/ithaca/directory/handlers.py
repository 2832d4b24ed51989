"""Keeps the search as new as the facts: every change of a mentor's standing rewrites the mentor's entry."""

from uuid import UUID

from ithaca.directory.actions import end_requests_of
from ithaca.directory.entries import reindex
from ithaca.directory.queries import mentorings_of
from ithaca.journal.dispatch import reacts_to
from ithaca.journal.models import Event
from ithaca.programmes.models import Participation
from ithaca.programmes.queries import participation


def _reindex(participation_id: object) -> None:
    try:
        found = participation(UUID(str(participation_id)))
    except Participation.DoesNotExist:
        return
    reindex(found)


@reacts_to(
    "participation.activated",
    "participation.busy",
    "participation.available",
    "participation.paused",
    "participation.resumed",
    "participation.left",
    "participation.excluded",
    "participation.capacity set",
)
def mentor_changed(event: Event) -> None:
    _reindex(event.subject_id)


@reacts_to("mentorship.begun", "mentorship.ended")
def place_taken_or_given_back(event: Event) -> None:
    _reindex(event.facts["mentor_id"])


@reacts_to("participation.left", "participation.excluded")
def gone(event: Event) -> None:
    end_requests_of(event.subject_id, reason="left", before=event.at)


@reacts_to("mentorship.begun")
def mentor_found(event: Event) -> None:
    """Also where a coordinator made the pair."""
    end_requests_of(UUID(str(event.facts["mentee_id"])), reason="mentor found", before=event.at)


@reacts_to(
    "credential.listed",
    "credential.unlisted",
    "credential.suspended",
    "credential.reinstated",
    "credential.revoked",
)
def certificate_changed(event: Event) -> None:
    if event.facts["person_id"]:
        _reindex_mentor(UUID(str(event.facts["person_id"])))


@reacts_to("account.settings changed")
def name_changed(event: Event) -> None:
    _reindex_mentor(event.subject_id)


def _reindex_mentor(person_id: UUID) -> None:
    for mentoring in mentorings_of(person_id):
        reindex(mentoring)
