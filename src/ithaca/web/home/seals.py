"""Steps around seals: files to name auditors for, to audit, to decide on; findings to answer; talks to say yes or no to."""

from collections.abc import Collection, Iterator

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ithaca.accounts.models import Person
from ithaca.networks.models import Network
from ithaca.programmes.models import Programme
from ithaca.seals import queries
from ithaca.seals.states import FileState
from ithaca.web.home.participating import name_of
from ithaca.web.home.step import Step


def to_name(networks: Collection[Network]) -> Iterator[Step]:
    """Files that were handed in to a network that somebody administers."""
    for row in queries.handed_in_to(networks) if networks else []:
        title = _("Name who audits %(programme)s") % {"programme": name_of(row.programme)}
        url = reverse("seals:auditors", args=[row.pk])
        yield Step(title, url, _("Name them"), "users", row.network.name, urgent=True)


def to_judge(person: Person) -> Iterator[Step]:
    """What waits for somebody as an auditor or on a committee."""
    audits = queries.audited_by(person)
    answered = queries.have_answers(audits) if audits else set()
    for row in audits:
        programme = {"programme": name_of(row.programme)}
        if row.state == FileState.AUDITING:
            url = reverse("seals:audit", args=[row.pk])
            yield Step(_("Audit %(programme)s") % programme, url, _("Audit"), "file-text", urgent=True)
        elif row.pk in answered:
            url = reverse("seals:audit_report", args=[row.pk])
            title = _("Judge what %(programme)s answers to your findings") % programme
            yield Step(title, url, _("Read"), "file-text", urgent=True)
    for row in queries.to_decide(person):
        if any(vote.person_id == person.pk for vote in queries.votes_on(row)) and not queries.outcome_of(row):
            continue  # others have to vote now
        title = _("Decide on the seal of %(programme)s") % {"programme": name_of(row.programme)}
        url = reverse("seals:decide", args=[row.pk])
        yield Step(title, url, _("Decide"), "flag", row.network.name, urgent=True)


def to_answer(programmes: Collection[Programme]) -> Iterator[Step]:
    """Findings that a programme has to answer."""
    for row in queries.to_answer(programmes) if programmes else []:
        audit = queries.audit_of(row)
        until = date_format(audit.answers_until) if audit and audit.answers_until else ""
        title = _("Answer the findings of the audit of %(programme)s") % {"programme": name_of(row.programme)}
        text = _("Until %(date)s; then the file goes to the committee as it is.") % {"date": until}
        url = reverse("seals:audit_report", args=[row.pk])
        yield Step(title, url, _("Answer"), "file-text", text, urgent=True)


def to_talk(person: Person) -> Iterator[Step]:
    """Whether auditors may talk to somebody who takes part."""
    for row, _role in queries.asked_to_talk(person):
        title = _("May auditors talk to you about %(programme)s?") % {"programme": name_of(row.programme)}
        text = _("Ten to fifteen minutes, drawn at random among those who say yes. A no needs no reason.")
        url = reverse("seals:volunteer", args=[row.pk])
        yield Step(title, url, _("Answer"), "messages-square", text)
