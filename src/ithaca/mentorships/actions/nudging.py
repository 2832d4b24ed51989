import uuid
from datetime import timedelta

from django.db import transaction
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.mentorships import events, policies
from ithaca.mentorships.actions.changes import locked_running, record
from ithaca.mentorships.models import Mentorship, Nudge
from ithaca.mentorships.nudges import NUDGE_DAYS, WORDS


@transaction.atomic
def nudge(*, actor: Person, id: uuid.UUID, mentorship: Mentorship, words: str) -> Nudge:
    """The coordination sends both of a pair one of the ready words, at most once a week."""
    row = locked_running(mentorship.pk)
    policies.require(actor, row, Permission.NUDGE_PAIR)
    existing = Nudge.made_before(id, mentorship=row)
    if existing is not None:
        return existing
    if words not in WORDS:
        raise Refusal(_("Choose what you want to say."), field="words")
    last = Nudge.objects.filter(mentorship=row).order_by("-created_at").first()
    if last is not None and last.created_at > clock.now() - timedelta(days=NUDGE_DAYS):
        free = date_format(localtime(last.created_at + timedelta(days=NUDGE_DAYS)), "DATE_FORMAT")
        raise Refusal(
            _("They have had a word from you lately. You can send the next one from %(date)s on.")
            % {"date": free}
        )
    made = Nudge.objects.create(id=id, mentorship=row, words=words, sent_by=actor)
    record(events.Nudged, actor, row, words=words)
    return made
