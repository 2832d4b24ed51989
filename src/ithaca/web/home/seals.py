"""Steps around seals: files to name auditors for, to audit, to decide on; findings to answer; talks to say yes or no to."""

from collections.abc import Collection, Iterator
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ithaca.accounts.models import Person
from ithaca.kernel import clock
from ithaca.networks.models import Network
from ithaca.programmes.models import Programme
from ithaca.seals import cases, queries
from ithaca.seals.models import SealFile
from ithaca.seals.states import FileState
from ithaca.web.home.participating import name_of
from ithaca.web.home.step import Step


def to_name(networks: Collection[Network], person: Person) -> Iterator[Step]:
    """Files handed in to a network that somebody administers, and those whose conditions keep the committee waiting."""
    for row in queries.in_hands_of(networks, person) if networks else []:
        programme, url = {"programme": name_of(row.programme)}, reverse("seals:auditors", args=[row.pk])
        if row.state == FileState.DECIDING:
            if cases.to_confirm(row):
                title = _("Confirm the conditions for the seal of %(programme)s") % programme
                text = _("The committee can award nothing before.")
                yield Step(title, url, _("Confirm"), "circle-check", text, urgent=True)
        elif queries.needs_no_audit(row):
            title = _("Hand the file of %(programme)s to the committee") % programme
            yield Step(title, url, _("Hand it over"), "flag", row.network.name, urgent=True)
        else:
            title = _("Name who audits %(programme)s") % programme
            yield Step(title, url, _("Name them"), "users", row.network.name, urgent=True)


def to_judge(person: Person) -> Iterator[Step]:
    """What waits for somebody as an auditor or on a committee."""
    audits = queries.audited_by(person)
    answered, waiting = (
        (queries.have_answers(audits), queries.wait_for_answers(audits)) if audits else ((), ())
    )
    for row in audits:
        programme = {"programme": name_of(row.programme)}
        report = reverse("seals:audit_report", args=[row.pk])
        if row.state == FileState.AUDITING:
            url = reverse("seals:audit", args=[row.pk])
            yield Step(_("Audit %(programme)s") % programme, url, _("Audit"), "file-text", urgent=True)
        elif row.pk in answered:
            title = _("Judge what %(programme)s answers to your findings") % programme
            yield Step(title, report, _("Read"), "file-text", urgent=True)
        elif row.state == FileState.REPORTED and row.pk not in waiting:
            title = _("Hand the file of %(programme)s to the committee") % programme
            yield Step(title, report, _("Hand it over"), "flag", row.network.name, urgent=True)
    yield from _to_decide(person)


def _to_decide(person: Person) -> Iterator[Step]:
    files = queries.to_decide(person)
    votes = queries.votes_in(files) if files else {}
    outcomes = queries.outcomes_of(files, votes)
    for row in files:
        if any(vote.person_id == person.pk for vote in votes[row.pk]) and not outcomes[row.pk]:
            continue  # others have to vote now
        title = _("Decide on the seal of %(programme)s") % {"programme": name_of(row.programme)}
        url = reverse("seals:decide", args=[row.pk])
        yield Step(title, url, _("Decide"), "flag", row.network.name, urgent=True)


def of_programmes(programmes: Collection[Programme]) -> Iterator[Step]:
    """Findings that a programme has to answer, and what was decided not long ago."""
    waiting, decided = queries.at_home(programmes) if programmes else ([], [])
    audits = queries.audits_of(waiting) if waiting else {}
    for row in waiting:
        audit = audits.get(row.pk)
        until = date_format(audit.answers_until) if audit and audit.answers_until else ""
        title = _("Answer the findings of the audit of %(programme)s") % {"programme": name_of(row.programme)}
        text = _("Until %(date)s; then the file goes to the committee as it is.") % {"date": until}
        url = reverse("seals:audit_report", args=[row.pk])
        yield Step(title, url, _("Answer"), "file-text", text, urgent=True)
    for row, appeal_until in decided:
        yield _decided(row, appeal_until)


def _decided(row: SealFile, appeal_until: datetime) -> Step:
    url, facts = reverse("seals:file", args=[row.pk]), {"programme": name_of(row.programme)}
    if row.state == FileState.SEALED:
        title = _("%(programme)s is awarded the seal") % facts
        text = _("The reasons, the certificate, and the badge for your own pages.")
        return Step(title, url, _("See the seal"), "star", text)
    title = _("The seal was not awarded to %(programme)s") % facts
    text = _("The refusal stands. You can begin a new file at any time.")
    if row.state == FileState.REFUSED and clock.now() <= appeal_until:
        day = date_format(timezone.localtime(appeal_until), "DATE_FORMAT")
        text = _("You can appeal until %(day)s.") % {"day": day}
    return Step(title, url, _("Read why"), "file-text", text)


def to_talk(person: Person) -> Iterator[Step]:
    """Whether auditors may talk to somebody who takes part."""
    for row, _role in queries.asked_to_talk(person):
        title = _("May auditors talk to you about %(programme)s?") % {"programme": name_of(row.programme)}
        text = _("Ten to fifteen minutes, drawn at random among those who say yes. A no needs no reason.")
        url = reverse("seals:volunteer", args=[row.pk])
        yield Step(title, url, _("Answer"), "messages-square", text)
