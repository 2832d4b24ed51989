"""Quality seals are about programmes; people stand in them as those who wrote, audited, decided or offered to talk."""

from django.utils.translation import gettext_lazy

from ithaca.accounts.models import Person
from ithaca.kernel import personal_data
from ithaca.kernel.personal_data import as_fact, as_proof, of_nobody, rows, with_account
from ithaca.seals import actions
from ithaca.seals.actions.rooms import end_all_offices
from ithaca.seals.models import AuditSession, Part, Tie, Volunteer, Vote
from ithaca.seals.states import FileState, VolunteerState


def erase(person: Person) -> None:
    """Nobody is asked for a talk any more; the next of the draw follows. Offices in networks end with their roles."""
    mine = Volunteer.objects.filter(participation__person=person).select_related("file", "participation")
    asked = mine.filter(
        file__state=FileState.AUDITING, state__in=(VolunteerState.WILLING, VolunteerState.DRAWN)
    )
    held = AuditSession.objects.exclude(held_at=None).exclude(volunteer=None).values("volunteer")
    for row in asked.exclude(pk__in=held).order_by("pk"):
        actions.stay_out(actor=person, file=row.file, role=row.participation.role)
    Tie.objects.filter(person=person).delete()
    end_all_offices(person_id=person.pk)


def export(person: Person) -> dict[str, object]:
    return {
        "volunteered": rows(
            Volunteer.objects.filter(participation__person=person),
            "state",
            "since",
            programme="file__programme__name",
        ),
        "audited": rows(
            Part.objects.filter(person=person), "state", programme="audit__file__programme__name"
        ),
        "votes": rows(Vote.objects.filter(person=person), "step", "reasons", at="created_at"),
    }


ACT = "The act of a network or a programme: it says who acted, and of a former member no name."

personal_data.register(
    personal_data.Part(
        app="seals",
        title=gettext_lazy("Quality seals"),
        rules={
            "SealFile": as_proof("A programme’s way to a seal.", ACT),
            "Answer": as_proof("How a programme sees itself, and who changed it last.", ACT),
            "Reflection": as_proof("What a programme thinks of a requirement.", ACT),
            "Variant": as_proof("Words that two changed at once.", ACT),
            "Remark": as_proof("Remarks on a standard.", ACT),
            "Tie": with_account("That something binds a judge to an organisation; no reason is kept."),
            "Audit": as_proof("An audit and its summary.", ACT),
            "Part": as_proof("Who audited which file.", ACT),
            "Judgement": as_proof("How an auditor sees a standard, and why.", ACT),
            "DocumentRequest": as_proof("Documents that auditors asked for.", ACT),
            "Volunteer": as_fact("Who offered to talk with auditors."),
            "Draw": as_proof("A draw among volunteers, by identifiers: anybody can make it again."),
            "AuditSession": as_proof("Talks of an audit, with the auditors’ own notes.", ACT),
            "Finding": as_proof("What auditors found lacking, and the answer.", ACT),
            "Decision": as_proof("What was decided on a file, and why.", ACT),
            "Vote": as_proof("How a member of the committee voted, and why.", ACT),
            "Appeal": as_proof("Why a programme thinks that a decision is wrong.", ACT),
            "FileRoom": of_nobody("Which room holds a file’s documents."),
            "Document": as_proof("That a document was added, and by whom; the document is sealed.", ACT),
            "Improvement": as_proof("What a programme means to do, and who does it.", ACT),
            "ImprovementChange": as_proof("How that went on.", ACT),
            "Procedure": of_nobody("How a network runs its audits."),
            "KeptReport": as_proof("A report as it stood on a day.", ACT),
            "Hold": as_proof("Why a seal does not count for the time being.", ACT),
        },
        erase=erase,
        export=export,
    )
)
