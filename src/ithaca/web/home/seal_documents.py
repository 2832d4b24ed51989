"""Steps around the documents of seal files: auditors who wait for them."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ithaca.accounts.models import Person
from ithaca.seals.queries import documents
from ithaca.web.home.participating import name_of
from ithaca.web.home.step import Step


def to_hand_over(person: Person) -> Iterator[Step]:
    """Any of those who answer for the programme can do it, whoever has added the documents."""
    for row, readers in documents.to_hand_over(person):
        n = max(count for _reader, count in readers)
        names = ", ".join(reader.name for reader, _count in readers)
        title = ngettext(
            "Auditors of %(programme)s wait for %(n)s document: %(names)s",
            "Auditors of %(programme)s wait for %(n)s documents: %(names)s",
            n,
        ) % {"programme": name_of(row.programme), "n": n, "names": names}
        text = _(
            "They are encrypted: your browser seals a copy to each of them, whichever of you has added them."
        )
        url = reverse("seals:documents", args=[row.pk])
        yield Step(title, url, _("Hand the documents over"), "send", text, urgent=True)
