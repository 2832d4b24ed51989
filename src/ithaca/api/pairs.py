"""Whose mentorship an address speaks of: one of its two people, or nobody."""

import uuid

from django.http import HttpRequest

from ithaca.access.permissions import Permission
from ithaca.accounts.who import viewer
from ithaca.api.access import permitted
from ithaca.mentorships import policies
from ithaca.mentorships.models import Mentorship
from ithaca.vault.queries import current_epoch
from ithaca.vault.sealed import SealedObjectIn, SealedRevision

pair = permitted(Permission.TAKE_PART_IN_MENTORSHIP)


def first_revision(sealed: SealedObjectIn, row: Mentorship) -> SealedRevision:
    """The first revision of a text that is made together with a fact, under the room's key in service."""
    epoch = current_epoch(row.room) if row.room else 1
    return SealedRevision(sealed.id, sealed.kind, 1, epoch, "", sealed.file, sealed.about)


def own_pair(request: HttpRequest, mentorship_id: uuid.UUID) -> Mentorship:
    """The mentorship, for one of its two people; Denied for everybody else."""
    person = viewer(request)
    row = policies.mentorship_by_id(person, mentorship_id).subject
    policies.require_pair(person, row)
    return row
