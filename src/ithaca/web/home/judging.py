"""Steps around certification: a portfolio to hand in, files to assess, files that wait for a decision."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from ithaca.accounts.models import Person
from ithaca.certification import handover, queries
from ithaca.certification.states import FileState, PartState
from ithaca.web.home.step import Step


def to_judge(person: Person) -> Iterator[Step]:
    """What waits for somebody as assessor or decider, and as a candidate."""
    for part in queries.desk_of(person):
        who = {"name": part.file.person.name}
        if part.state == PartState.RATING:
            url = reverse("certification:read", args=[part.file_id])
            title = _("Read and rate what %(name)s handed in for a certificate") % who
            waits = any(reader == person for reader, _n in handover.waiting_for(part.file))
            text = _("%(name)s has not shown you everything yet, and was told.") % who if waits else ""
            yield Step(title, url, _("Read and rate"), "file-text", text, urgent=not waits)
        elif part.file.state == FileState.SETTLING:
            url = reverse("certification:assessment", args=[part.file_id])
            title = _("Compare the ratings of %(name)s’s file") % who
            yield Step(title, url, _("Compare"), "file-text", urgent=True)
        elif part.file.state == FileState.INTERVIEW:
            url = reverse("certification:interview", args=[part.file_id])
            title = _("Arrange the interview with %(name)s for the certificate") % who
            yield Step(title, url, _("See the guide"), "messages-square", urgent=True)
    for row in queries.to_decide(person):
        title = _("Decide on %(name)s’s certification file") % {"name": row.person.name}
        url = reverse("certification:decide", args=[row.pk])
        yield Step(title, url, _("Decide"), "flag", urgent=True)
    for row, readers in handover.to_hand_over(person):
        url = reverse("certification:hand_over", args=[row.pk])
        names = {"names": ", ".join(reader.name for reader in readers)}
        title = _("Let those who judge your file read it: %(names)s") % names
        text = _("Your evidence is encrypted: your browser seals a copy to each of them.")
        yield Step(title, url, _("Hand the copies over"), "star", text, urgent=True)
    for row in queries.to_hand_in(person):
        url = reverse("certification:file", args=[row.pk])
        text = _("Your application is confirmed. Once handed in, the portfolio is frozen for this file.")
        yield Step(_("Hand your portfolio in"), url, _("See your file"), "star", text)
