"""Runs of matching, what was known of people in them, and what people had against it."""

from django.db.models import Q
from django.utils.translation import gettext_lazy

from ithaca.accounts.models import Person
from ithaca.accounts.queries import proven_addresses
from ithaca.kernel import personal_data
from ithaca.kernel.personal_data import as_fact, of_nobody, rows, with_account
from ithaca.matching.actions import close_matches_of
from ithaca.matching.models import MatchProposal, Note, Objection, RunPerson, SafeguardingCheck
from ithaca.matching.rules import Closing
from ithaca.programmes.queries import participations_of


def erase(person: Person) -> None:
    for place in participations_of(person):
        close_matches_of(place.pk, reason=Closing.LEFT)
    theirs = Q(participation__person=person) | Q(invitation__email__in=proven_addresses(person))
    seats = RunPerson.objects.filter(theirs)
    Note.objects.filter(about__in=seats).delete()
    for side in ("mentee", "mentor"):
        answered = MatchProposal.objects.filter(**{f"{side}__in": seats, f"{side}_answer": "no"})
        answered.update(reason_words="")
    seats.update(name="", facts={}, unmatched={})
    Objection.objects.filter(person=person).delete()
    SafeguardingCheck.objects.filter(participation__person=person).delete()


def export(person: Person) -> dict[str, object]:
    seats = RunPerson.objects.filter(participation__person=person).order_by("run__created_at", "pk")
    return {
        "runs": rows(seats, "side", "name", "facts", "capacity", run="run_id", at="run__created_at"),
        "proposals_as_mentee": _proposals(person, "mentee"),
        "proposals_as_mentor": _proposals(person, "mentor"),
        "objections": rows(
            Objection.objects.filter(person=person), "words", "answer", "answered_at", at="created_at"
        ),
        "safeguarding_checks": rows(
            SafeguardingCheck.objects.filter(participation__person=person), "seen_on", "valid_until"
        ),
    }


def _proposals(person: Person, side: str) -> list[dict[str, object]]:
    """Without the other's answer and reasons, which nobody but the coordination is shown."""
    found = MatchProposal.objects.filter(**{f"{side}__participation__person": person})
    return rows(
        found.order_by("created_at"),
        "score",
        "state",
        "reply_by",
        my_answer=f"{side}_answer",
        at="created_at",
    )


personal_data.register(
    personal_data.Part(
        app="matching",
        title=gettext_lazy("Matching"),
        rules={
            "PolicyVersion": of_nobody("What counts in a programme’s matching."),
            "Run": of_nobody("A matching as it was computed: totals and times."),
            "RunPerson": as_fact(
                "Who stood in a run, with what was known of them.", "Name and facts go with the account."
            ),
            "Pair": as_fact("Who was put with whom in a run, and the score."),
            "Note": with_account("What coordinators noted about somebody in a run."),
            "RunChange": of_nobody("What was changed by hand, by identifiers: what undoing needs."),
            "SafeguardingCheck": with_account(
                "That a check was seen, and until when it is valid; never a copy."
            ),
            "GroupFigures": of_nobody("How groups fared in a run: counts."),
            "Objection": with_account("What somebody had against how matching treats them."),
            "MatchProposal": as_fact(
                "A pair that was put to both, and their answers.", "Words of a no go with the account."
            ),
        },
        erase=erase,
        export=export,
    )
)
