"""Mail around the documents of a seal file: to the programme when auditors wait for them, to an auditor once all are there."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ithaca.accounts.queries import people
from ithaca.journal.dispatch import reacts_to
from ithaca.journal.models import Event
from ithaca.kernel.ids import read_id
from ithaca.notifications.post import Told, Words, tell
from ithaca.programmes.texts import localised
from ithaca.seals import queries
from ithaca.seals.models import SealFile
from ithaca.seals.queries import documents

HAND_OVER = Words(
    _("Auditors wait for your documents"),
    _(
        "Whoever audits %(programme)s can read none of its documents before one of your browsers has sealed a copy to them: %(readers)s. One of you begins it here, it takes a minute."
    ),
    _("You get this mail because you answer for a programme that asks for a seal."),
)
READABLE = Words(
    _("Documents to audit: %(programme)s"),
    _("Every document that %(programme)s has handed in was sealed to you. Open your encrypted room to read."),
    _("You get this mail because you audit a programme for a network."),
)


@reacts_to("seal.moved")
def tell_who_can_hand_over(event: Event) -> None:
    row = queries.file(event.subject_id)
    if row is None or event.facts["step"] != "audit":
        return
    waiting = [reader.name for reader, _n in documents.waiting_for(row)]
    if not waiting:
        return
    path = reverse("seals:documents", args=[row.pk])
    values = {"readers": ", ".join(waiting)}
    tell(
        event,
        [Told(one, HAND_OVER, path, _named(row, one.language) | values) for one in documents.keepers_of(row)],
    )


@reacts_to("seal.document shown")
def tell_that_all_can_be_read(event: Event) -> None:
    row, id = queries.file(event.subject_id), read_id(str(event.facts["reader_id"]))
    if row is None or id is None or event.facts["waiting"]:
        return
    path = reverse("seals:reading", args=[row.pk])
    tell(event, [Told(one, READABLE, path, _named(row, one.language)) for one in people([id])])


def _named(row: SealFile, language: str) -> dict[str, object]:
    return {"programme": localised(row.programme.name, language)}
