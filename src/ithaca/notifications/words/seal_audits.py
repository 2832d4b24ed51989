"""Mail around audits and decisions: to the network, auditors, committee, programme and volunteers, when it is their turn."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ithaca.accounts.models import Person
from ithaca.accounts.queries import people
from ithaca.journal.dispatch import reacts_to
from ithaca.journal.models import Event
from ithaca.kernel.ids import read_id
from ithaca.networks.models import Role
from ithaca.networks.queries import people_of
from ithaca.notifications.post import Told, Words, tell
from ithaca.programmes.queries import coordinators_of, people_in
from ithaca.programmes.texts import localised
from ithaca.seals import queries
from ithaca.seals.models import AuditSession, SealFile
from ithaca.seals.queries import documents
from ithaca.seals.states import FileState as F
from ithaca.seals.states import FindingState

WHY_PROGRAMME = _("You get this mail because you coordinate the programme %(programme)s.")
WHY_NETWORK = _("You get this mail because you administer the network %(network)s.")
WHY_AUDITOR = _("You get this mail because you audit for the network %(network)s.")
WHY_AUDITED = _("You get this mail because you were named to audit for the network %(network)s.")
WHY_COMMITTEE = _("You get this mail because you sit on the committee of the network %(network)s.")
WHY_TAKES_PART = _("You get this mail because you take part in the programme %(programme)s.")
TO_PROGRAMME = {
    "audit": Words(
        _("The audit begins: %(programme)s"),
        _(
            "The auditors of %(programme)s are named; you see on its page who they are. If one of them should not audit you, say so: you owe no reason."
        ),
        WHY_PROGRAMME,
    ),
    "recognise": Words(
        _("The committee decides on your seal: %(programme)s"),
        _(
            "The seal on which the file of %(programme)s rests vouches for everything that is asked: there is nothing to audit. The committee of %(network)s decides next."
        ),
        WHY_PROGRAMME,
    ),
    "send back": Words(
        _("Before the audit: something to improve"),
        _(
            "%(network)s has looked at the self-assessment of %(programme)s and says what to improve first. You read it here, and can hand in anew."
        ),
        WHY_PROGRAMME,
    ),
    "report": Words(
        _("The report of the audit is here: %(programme)s"),
        _(
            "The auditors have handed you their report. Answer each finding by its deadline; then the committee decides."
        ),
        WHY_PROGRAMME,
    ),
    "hand over": Words(
        _("The committee decides on your seal: %(programme)s"),
        _("The audit of %(programme)s is finished. The committee of %(network)s decides next."),
        WHY_PROGRAMME,
    ),
    "award": Words(
        _("%(programme)s is awarded the seal"),
        _(
            "The committee of %(network)s has awarded the seal to %(programme)s. You read the reasons here, and find the badge for your own pages."
        ),
        WHY_PROGRAMME,
    ),
    "refuse": Words(
        _("The decision on the seal of %(programme)s"),
        _(
            "The committee of %(network)s has not awarded the seal. You read the reasons here. If you think that the decision is wrong, you can appeal: others will look at it."
        ),
        WHY_PROGRAMME,
    ),
    "uphold": Words(
        _("Your appeal is upheld: %(programme)s"),
        _("%(programme)s is audited again, by others than before. What you handed in stays as it is."),
        WHY_PROGRAMME,
    ),
    "dismiss": Words(
        _("The decision on your appeal: %(programme)s"),
        _(
            "Your appeal is dismissed: the refusal stands. You read the reasons here, and can begin a new file."
        ),
        WHY_PROGRAMME,
    ),
}
TO_NETWORK = {
    F.HANDED_IN: Words(
        _("Auditors to name: %(programme)s"),
        _(
            "%(programme)s waits for auditors whom nothing binds to its organisation; or send it back with what to improve first."
        ),
        WHY_NETWORK,
    ),
    F.APPEALED: Words(
        _("An appeal: %(programme)s"),
        _(
            "%(programme)s has appealed against the refusal. Members of the committee who have not decided yet look at it: see that there are enough of them."
        ),
        WHY_NETWORK,
    ),
}
TOO_FEW = Words(
    _("Too few may decide: %(programme)s"),
    _(
        "The file of %(programme)s is with the committee, and fewer people may decide on it than the procedure asks for. Ask somebody whom nothing binds to its organisation."
    ),
    WHY_NETWORK,
)
ENDED = Words(
    _("A file was ended: %(programme)s"),
    _("%(programme)s has ended its file on the way to the seal of %(network)s. Nothing is left to do."),
    WHY_NETWORK,
)
ENDED_AUDIT = replace(ENDED, why=WHY_AUDITOR)
ASIDE = Words(
    _("You no longer audit %(programme)s"),
    _(
        "Somebody else goes on with the audit of %(programme)s for %(network)s. Your steps no longer count; your notes and findings stay, and the documents are closed to you."
    ),
    WHY_AUDITED,
)
DECIDE = Words(
    _("A seal waits for your vote: %(programme)s"),
    _("The file of %(programme)s is with the committee of %(network)s. Read it, and vote with your reasons."),
    WHY_COMMITTEE,
)
MINUTES = Words(
    _("Minutes to write: %(programme)s"),
    _(
        "The committee has a majority. One of those who have voted writes the minutes; with them it is decided."
    ),
    WHY_COMMITTEE,
)
NAMED = Words(
    _("A programme to audit: %(programme)s"),
    _(
        "You are named to audit %(programme)s. If something binds you to its organisation, say so: somebody else is named. Open your encrypted room once beforehand: only then can documents be sealed to you."
    ),
    WHY_AUDITOR,
)
ANSWERED = Words(
    _("All findings are answered: %(programme)s"),
    _("%(programme)s has answered every finding. Say of each whether it is settled or stands."),
    WHY_AUDITOR,
)
STANDS = Words(
    _("A finding still stands: %(programme)s"),
    _(
        "The auditors have read your answer to a finding, and it still stands. You read here why, and can answer again until %(day)s, as long as the file has not gone to the committee; it decides with what stands then."
    ),
    WHY_PROGRAMME,
)
STANDS_FOR_GOOD = Words(
    _("A finding still stands: %(programme)s"),
    _(
        "The auditors have read your answer to a finding, and it still stands. You read here why. The time for answers is over: the committee decides with it."
    ),
    WHY_PROGRAMME,
)
ASKED = Words(
    _("The auditors ask for a document: %(programme)s"),
    _("The auditors would like to see one more document. You read here which, and for what."),
    WHY_PROGRAMME,
)
NO_LONGER_ASKED = Words(
    _("A document is no longer asked for: %(programme)s"),
    _(
        "The auditors had asked for one more document, “%(kind)s” for the standard %(code)s, and no longer need it. There is nothing to do."
    ),
    WHY_PROGRAMME,
)
MAY_TALK = Words(
    _("May auditors talk to you?"),
    _(
        "%(programme)s asks for the seal of %(network)s. Its auditors would like to talk with a few mentors and mentees, for ten to fifteen minutes. Who it is, is drawn at random among those who say yes. A no needs no reason, and nobody learns of it."
    ),
    WHY_TAKES_PART,
)
DRAWN = Words(
    _("You were drawn for a talk with the auditors"),
    _(
        "You let the auditors of %(network)s talk to you, and were drawn. They now know your name and your address, and get in touch. If you would rather not after all, say so here."
    ),
    WHY_TAKES_PART,
)
PLANNED = Words(
    _("A date for your talk with the auditors: %(when)s"),
    _(
        "The auditors of %(network)s would like to talk to you on %(when)s. If it does not suit you, tell them."
    ),
    WHY_TAKES_PART,
)
PLANNED_TEAM = Words(
    _("A date with the auditors: %(when)s"),
    _(
        "The auditors of %(network)s would like to talk with you, the coordinators of %(programme)s, on %(when)s."
    ),
    WHY_PROGRAMME,
)


@reacts_to("seal.moved")
def tell_whose_turn_it_is(event: Event) -> None:
    row = queries.file(event.subject_id)
    if row is None:
        return
    state, step = str(event.facts["state"]), str(event.facts["step"])
    path = reverse("seals:file", args=[row.pk])
    told = _programme(row, step, path)
    if state in TO_NETWORK and step != "hand in":  # of that `seal_files` tells
        told += _each(administrators_free_of(row), TO_NETWORK[F(state)], path, row)
    if state in queries.TO_DECIDE:
        committee = [seat.person for seat in queries.could_decide(row)]
        told += _each(committee, DECIDE, reverse("seals:decide", args=[row.pk]), row)
    if state == F.DECIDING and queries.lacking_to_decide(row):
        told += _each(administrators_free_of(row), TOO_FEW, path, row)
    if step == "audit":
        told += _participants(row)
    if step == "leave" and row.handed_in_at is not None:
        told += _each(administrators_free_of(row), ENDED, path, row)
        told += _each([part.person for part in queries.parts_of(row)], ENDED_AUDIT, path, row)
    tell(event, [each for each in told if each.to.pk != event.actor_id])


def administrators_free_of(row: SealFile) -> list[Person]:
    """Of the network: those who can have a hand in a file; where there is none, those who can at least read it."""
    own = {each.pk for each in documents.keepers_of(row)}
    seats = people_of(row.network, Role.ADMINISTRATOR)
    readers = [each.person for each in seats if each.person_id not in own]
    free = queries.unbound(row, {each.pk for each in readers})
    return [each for each in readers if each.pk in free] or readers


def _programme(row: SealFile, step: str, path: str) -> list[Told]:
    words = TO_PROGRAMME.get(step)
    if step == "audit" and documents.waiting_for(row):
        return []  # they are told what the auditors wait for: `seal_documents`
    return _each(coordinators_of(row.programme), words, path, row) if words else []


def _participants(row: SealFile) -> list[Told]:
    """All who take part are asked once an audit, before anybody has answered."""
    audit = queries.audit_of(row)
    if (
        audit is None
        or audit.draws.exists()
        or row.volunteers.exists()
        or audit.parts.count() > len(queries.parts_of(row))
    ):
        return []
    path = reverse("seals:volunteer", args=[row.pk])
    inside = {place.person_id: place.person for place in people_in(row.programme)}
    return _each(inside.values(), MAY_TALK, path, row)


@reacts_to("seal.auditor named")
def tell_the_auditor(event: Event) -> None:
    row, id = queries.file(event.subject_id), read_id(str(event.facts["auditor_id"]))
    if row is not None and id is not None:
        tell(event, _each(people([id]), NAMED, reverse("seals:file", args=[row.pk]), row))


@reacts_to("seal.auditor aside")
def tell_who_was_set_aside(event: Event) -> None:
    """Whoever steps aside knows; whom the programme or the network sets aside would find a closed door."""
    row, id = queries.file(event.subject_id), read_id(str(event.facts["auditor_id"]))
    if row is not None and id is not None and id != event.actor_id:
        tell(event, _each(people([id]), ASIDE, reverse("seals:desk"), row))


@reacts_to("seal.document asked")
def tell_of_a_document(event: Event) -> None:
    row = queries.file(event.subject_id)
    if row is not None:
        path = reverse("seals:file", args=[row.pk])
        tell(event, _each(coordinators_of(row.programme), ASKED, path, row))


@reacts_to("seal.document no longer asked")
def tell_that_a_document_is_not_needed(event: Event) -> None:
    row = queries.file(event.subject_id)
    if row is None:
        return
    scheme, path = queries.scheme_of(row), reverse("seals:file", args=[row.pk])
    code, kind = scheme.codes[str(event.facts["standard"])], str(event.facts["kind"])
    for person in coordinators_of(row.programme):
        values = {"code": code, "kind": scheme.text(person.language).kinds[kind].label}
        tell(event, _each([person], NO_LONGER_ASKED, path, row, values))


@reacts_to("seal.talk asked", "seal.session planned")
def tell_who_is_asked(event: Event) -> None:
    row, id = queries.file(event.subject_id), read_id(str(event.facts["session_id"]))
    session = queries.session(id) if id else None
    if row is None or session is None:
        return
    planned = event.verb == "seal.session planned"
    values = {"when": session.planned_at} if planned else {}
    if session.volunteer is not None:
        words, path = PLANNED if planned else DRAWN, reverse("seals:volunteer", args=[row.pk])
        tell(event, _each([session.volunteer.participation.person], words, path, row, values))
    elif planned and session.kind == AuditSession.Kind.COORDINATOR:
        path = reverse("seals:file", args=[row.pk])
        tell(event, _each(coordinators_of(row.programme), PLANNED_TEAM, path, row, values))


@reacts_to("seal.finding answered")
def tell_that_all_is_answered(event: Event) -> None:
    row = queries.file(event.subject_id)
    if row is None or event.facts["waiting"]:
        return
    path = reverse("seals:audit_report", args=[row.pk])
    tell(event, _each([part.person for part in queries.parts_of(row)], ANSWERED, path, row))


@reacts_to("seal.finding judged")
def tell_that_it_stands(event: Event) -> None:
    """Whoever coordinates can answer once more; of what is settled nobody needs to hear at once."""
    row, id = queries.file(event.subject_id), read_id(str(event.facts["finding_id"]))
    finding = queries.finding(id) if id else None
    if row is None or finding is None or finding.due is None or row.state != F.REPORTED:
        return
    if event.facts["step"] != "let stand" or finding.state != FindingState.STANDS:
        return
    words = STANDS if queries.today_in(row.network) <= finding.due else STANDS_FOR_GOOD
    path = f"{reverse('seals:audit_report', args=[row.pk])}#finding-{finding.pk}"
    tell(event, _each(coordinators_of(row.programme), words, path, row, {"day": finding.due}))


@reacts_to("seal.voted")
def tell_that_there_is_a_majority(event: Event) -> None:
    row = queries.file(event.subject_id)
    if row is None or row.state not in queries.TO_DECIDE or queries.outcome_of(row) is None:
        return
    path = f"{reverse('seals:decide', args=[row.pk])}#minutes"
    tell(event, _each([vote.person for vote in queries.votes_on(row)], MINUTES, path, row))


def _each(
    those: Iterable[Person],
    words: Words,
    path: str,
    row: SealFile,
    values: Mapping[str, object] | None = None,
) -> list[Told]:
    return [
        Told(
            person,
            words,
            path,
            {
                "programme": localised(row.programme.name, person.language),
                "network": row.network.name,
                **(values or {}),
            },
        )
        for person in those
    ]
