from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.mentorships import events, policies
from ithaca.mentorships.actions.changes import locked_running, record_of
from ithaca.mentorships.models import Meeting, Mentorship, SummaryReading
from ithaca.vault import queries as vault


@transaction.atomic
def confirm_summary(*, actor: Person, mentorship: Mentorship, meeting_id: UUID) -> None:
    """Says that one has read what the other wrote of a meeting, in its newest version."""
    row = locked_running(mentorship.pk)
    policies.require(actor, row, Permission.TAKE_PART_IN_MENTORSHIP)
    meeting = Meeting.objects.filter(pk=meeting_id, mentorship=row).first()
    found = vault.contents(row.room, kind="summary").filter(about=meeting_id).first() if row.room else None
    if meeting is None or found is None:
        raise Refusal(_("There is no summary of this meeting yet. Reload the page."))
    known = SummaryReading.objects.filter(meeting=meeting, person=actor).first()
    if known is not None and known.revision == found.head:
        return
    SummaryReading.objects.update_or_create(
        meeting=meeting, person=actor, defaults={"revision": found.head, "read_at": clock.now()}
    )
    record_of(events.SummaryRead, actor, row, meeting.pk, revision=found.head)
