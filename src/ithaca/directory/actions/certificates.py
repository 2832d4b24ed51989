"""The clock's work on certificates that stand in the directory."""

from datetime import timedelta

from ithaca.credentials.queries import listed_and_ended
from ithaca.directory.entries import reindex
from ithaca.directory.queries import mentorings_of
from ithaca.kernel import clock

LATE = timedelta(days=1)  # a worker that stood still takes them out afterwards


def drop_ended_certificates() -> int:
    """Rewrites the entries of mentors whose certificate has come to its end; says how many mentors."""
    now = clock.now()
    people = listed_and_ended(now - LATE, now)
    for person in people:
        for mentoring in mentorings_of(person):
            reindex(mentoring)
    return len(people)
