"""Steps around certification: a portfolio to hand in, files to assess, files that wait for a decision."""

from collections.abc import Collection, Iterator
from uuid import UUID

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ithaca.accounts.models import Person
from ithaca.certification import figures, handover, queries
from ithaca.certification.models import File
from ithaca.certification.states import FileState, PartState
from ithaca.organisations.models import Organisation
from ithaca.web.home.step import Step


def to_organise(organisations: Collection[Organisation], person: Person) -> Iterator[Step]:
    """Applications to answer, files for which assessors have to be named, training that may count."""
    for row in figures.to_organise(organisations, person):
        who = {"name": row.person.name}
        if row.state == FileState.APPLIED:
            url = reverse("certification:application", args=[row.pk])
            yield Step(_("%(name)s applies for a certificate") % who, url, _("Answer"), "star", urgent=True)
        elif row.state == FileState.CERTIFIED:
            url = f"{reverse('certification:file', args=[row.pk])}#renewal"
            title = _("%(name)s tells of training followed elsewhere") % who
            text = _("It counts towards the renewal of the certificate if you say so.")
            yield Step(title, url, _("Answer"), "star", text)
        else:
            url = reverse("certification:assessors", args=[row.pk])
            title = _("Name who assesses %(name)s’s file") % who
            yield Step(title, url, _("Name them"), "users", urgent=True)


def to_judge(person: Person) -> Iterator[Step]:
    """What waits for somebody as assessor or decider, and as a candidate."""
    desk = queries.desk_of(person)
    yield from _to_calibrate(person, {part.file.scheme_id for part in desk if part.state == PartState.RATING})
    for part in desk:
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
    yield from _as_candidate(person)


def _to_calibrate(person: Person, waiting: Collection[UUID]) -> Iterator[Step]:
    """Before people: urgent where somebody waits to be rated by the scheme."""
    for scheme, done in figures.calibrations_of(person):
        if not done:
            url = reverse("certification:calibrate", args=[scheme.pk])
            text = _("Before you rate people: a few invented cases, to see how far all judge alike.")
            title = _("Rate the samples of the certification")
            yield Step(title, url, _("Rate"), "target", text, urgent=scheme.pk in waiting)


def _as_candidate(person: Person) -> Iterator[Step]:
    for row, readers in handover.to_hand_over(person):
        url = reverse("certification:hand_over", args=[row.pk])
        names = {"names": ", ".join(reader.name for reader in readers)}
        title = _("Let those who judge your file read it: %(names)s") % names
        text = _("Your evidence is encrypted: your browser seals a copy to each of them.")
        yield Step(title, url, _("Hand the copies over"), "star", text, urgent=True)
    for row in figures.to_renew(person):
        until = row.credential.valid_until if row.credential else None
        title = _("Your certificate ends on %(date)s") % {"date": date_format(until) if until else ""}
        url = f"{reverse('certification:apply', args=[row.scheme_id])}?renews={row.pk}"
        text = _("Renewed before then, it goes on without a gap.")
        yield Step(title, url, _("Renew"), "star", text, urgent=True)
    for row in queries.decided_lately(person):
        yield _after_decision(row)
    for row in queries.to_hand_in(person):
        url = reverse("certification:file", args=[row.pk])
        text = _("Your application is confirmed. Once handed in, the portfolio is frozen for this file.")
        yield Step(_("Hand your portfolio in"), url, _("See your file"), "star", text)


def _after_decision(row: File) -> Step:
    """What a decision other than the certificate asks of a candidate."""
    url = reverse("certification:file", args=[row.pk])
    if row.state == FileState.CONDITIONAL:
        told = bool(row.conditions_met)
        text = (
            _("You have said how; somebody who decides looks at it.")
            if told
            else _("The certificate is issued as soon as the conditions are met.")
        )
        title = _("Meet the conditions of your certificate")
        return Step(title, url, _("Read them"), "star", text, urgent=not told)
    text = _("If you think that the decision is wrong, you can appeal until %(date)s.") % {
        "date": date_format(queries.appeal_until(row))
    }
    return Step(_("Your certificate was not granted"), url, _("Read why"), "star", text)
