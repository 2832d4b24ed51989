"""Files of candidates and the work of those who judge them: an organisation's act, which outlives the account."""

from django.db.models import Q
from django.utils.translation import gettext_lazy

from ithaca.accounts.models import Person
from ithaca.certification import actions
from ithaca.certification.models import (
    Appeal,
    File,
    FurtherTraining,
    PanelMember,
    Part,
    SampleRating,
    Tie,
)
from ithaca.certification.states import RUNNING
from ithaca.kernel import personal_data
from ithaca.kernel.personal_data import as_proof, of_nobody, rows, with_account


def erase(person: Person) -> None:
    """A candidate goes; an assessor is set aside where nothing is decided yet, so that another is named."""
    mine = File.objects.filter(person=person)
    for file in list(mine.filter(state__in=RUNNING).order_by("pk")):
        actions.leave(actor=person, file=file)
    mine.update(interview_notes="", conditions_met="")
    Appeal.objects.filter(file__in=mine).update(grounds="")
    FurtherTraining.objects.filter(file__in=mine).delete()
    actions.step_aside_everywhere(person)
    PanelMember.objects.filter(person=person).delete()
    SampleRating.objects.filter(person=person).delete()
    Tie.objects.filter(Q(candidate=person) | Q(person=person)).delete()


def export(person: Person) -> dict[str, object]:
    mine = File.objects.filter(person=person).order_by("created_at", "id")
    return {
        "files": [
            {
                "id": row.pk,
                "level": row.level,
                "state": row.state,
                "since": row.since,
                "applied_at": row.created_at,
                "interviewed_at": row.interviewed_at,
                "conditions_met": row.conditions_met,
                "appeals": rows(row.appeals.all(), "grounds", at="created_at"),
                "training_elsewhere": rows(row.further.all(), "held_on", "hours", "what", "counts"),
            }
            for row in mine
        ],
        "judged": rows(
            Part.objects.filter(person=person), "state", "referent", "given_at", named_at="created_at"
        ),
        "panels": rows(PanelMember.objects.filter(person=person), "assesses", "refers", "decides"),
    }


personal_data.register(
    personal_data.Part(
        app="certification",
        title=gettext_lazy("Certification"),
        rules={
            "Scheme": of_nobody("How an organisation certifies."),
            "PanelMember": with_account("Whom an organisation trusts to judge."),
            "Tie": with_account("That something binds a judge to a candidate; no reason is kept."),
            "File": as_proof(
                "A candidate’s way to a level.", "Notes and the candidate’s own words go with the account."
            ),
            "Part": as_proof("Who assessed which file."),
            "Release": as_proof("Which copies were shown to whom; the copies are emptied."),
            "Sample": of_nobody("Invented pieces of evidence."),
            "SampleRating": with_account("How an assessor found a sample."),
            "Rating": as_proof("How an assessor found an ability shown: mark and comment."),
            "Settlement": as_proof("What assessors who differed came to."),
            "Decision": as_proof("What was decided on a file, and why: for an appeal."),
            "FurtherTraining": with_account("Training that a holder has followed elsewhere."),
            "Appeal": as_proof("That a candidate appealed.", "The words go with the account."),
        },
        erase=erase,
        export=export,
    )
)
