"""Writes what the search knows of the mentors. Called in the transaction of whatever changes it."""

from collections.abc import Iterable, Iterator
from itertools import islice

from django.db import transaction

from ithaca.credentials.queries import listed_of
from ithaca.directory import topics
from ithaca.directory.folding import words_of
from ithaca.directory.models import Entry, Profile
from ithaca.programmes import actions as programmes
from ithaca.programmes.models import Participation, ParticipationRole, Programme
from ithaca.programmes.states import ParticipationState

LISTED = (ParticipationState.ACTIVE, ParticipationState.BUSY)
BATCH = 2000
UPDATED = ["programme", "person", "version", "listed", "available", "headline_words", "other_words", "facets"]


def takes_mentees(participation: Participation) -> bool:
    """Whether a mentor has a free place and wants it taken."""
    return participation.state == ParticipationState.ACTIVE and participation.pairs < participation.capacity


def is_listed(profile: Profile) -> bool:
    participation = profile.participation
    return (
        profile.published_at is not None and participation.state in LISTED and participation.person.is_active
    )


@transaction.atomic
def reindex(participation: Participation) -> None:
    """Rewrites the entry of one mentor; does nothing for a mentee, or for a mentor who never published a profile."""
    if participation.role != ParticipationRole.MENTOR:
        return
    profile = (
        Profile.objects.select_related("participation__person", "participation__programme__organisation")
        .filter(participation_id=participation.id)
        .first()
    )
    if profile is None or profile.published_at is None:
        return
    version = _next_version(participation.programme)
    _write(_entries([profile], version))


@transaction.atomic
def reindex_programme(programme: Programme) -> int:
    """Rewrites the entries of every mentor of a programme, and says how many."""
    profiles = Profile.objects.filter(
        participation__programme=programme,
        participation__role=ParticipationRole.MENTOR,
        published_at__isnull=False,
    ).select_related("participation__person", "participation__programme__organisation")
    version = _next_version(programme)
    return sum(_write(_entries(some, version)) for some in _in_batches(profiles.iterator(chunk_size=BATCH)))


def _next_version(programme: Programme) -> int:
    programmes.bump_directory(programme)
    programme.refresh_from_db(fields=["directory_version"])
    return programme.directory_version


def _in_batches(profiles: Iterator[Profile]) -> Iterator[list[Profile]]:
    while some := list(islice(profiles, BATCH)):
        yield some


def _entries(profiles: list[Profile], version: int) -> list[Entry]:
    """Of mentors of one programme, with the certificates that they show there."""
    organisation = profiles[0].participation.programme.organisation
    shown = listed_of([each.participation.person_id for each in profiles], organisation)
    return [_entry(each, version, shown.get(each.participation.person_id, [])) for each in profiles]


def _write(entries: Iterable[Entry]) -> int:
    written = Entry.objects.bulk_create(
        list(entries), update_conflicts=True, unique_fields=["participation"], update_fields=UPDATED
    )
    return len(written)


def _entry(profile: Profile, version: int, certificates: list[str]) -> Entry:
    participation = profile.participation
    own = participation.programme.own_topics
    headline = words_of(
        participation.person.name, profile.headline, *topics.every_name("expertise", profile.expertise, own)
    )
    others = words_of(
        profile.presentation,
        profile.place,
        *topics.every_name("sector", profile.sectors, own),
        *topics.every_name("language", profile.languages),
        *topics.every_name("role", profile.mentor_roles),
    )
    return Entry(
        participation_id=participation.id,
        programme_id=participation.programme_id,
        person_id=participation.person_id,
        version=version,
        listed=is_listed(profile),
        available=takes_mentees(participation),
        headline_words=" ".join(sorted(headline)),
        other_words=" ".join(sorted(others - headline)),
        facets={
            "expertise": profile.expertise,
            "sector": profile.sectors,
            "language": profile.languages,
            "place": [profile.place] if profile.place else [],
            "role": profile.mentor_roles,
            "certificate": certificates,
        },
    )
