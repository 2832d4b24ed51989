"""Whose mentorship an address speaks of: one of its two people, or nobody."""

import uuid

from django.http import HttpRequest

from ithaca.access.permissions import Permission
from ithaca.accounts.who import viewer
from ithaca.api.access import permitted
from ithaca.mentorships import policies
from ithaca.mentorships.models import Mentorship

pair = permitted(Permission.TAKE_PART_IN_MENTORSHIP)


def own_pair(request: HttpRequest, mentorship_id: uuid.UUID) -> Mentorship:
    """The mentorship, for one of its two people; Denied for everybody else."""
    person = viewer(request)
    row = policies.mentorship_by_id(person, mentorship_id).subject
    policies.require_pair(person, row)
    return row
