"""Who takes part in programmes, as what, and what they answered; who coordinates; who was invited."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import TypeVar

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from ithaca.accounts.models import Person
from ithaca.accounts.queries import proven_addresses
from ithaca.journal import actions as journal
from ithaca.journal.queries import latest_of
from ithaca.kernel import clock, personal_data
from ithaca.kernel.errors import Refusal
from ithaca.kernel.personal_data import Obstacle, as_fact, of_nobody, rows, with_account
from ithaca.programmes import actions, events
from ithaca.programmes.actions.inviting import end_rows, fact_of
from ithaca.programmes.models import (
    Coordinator,
    EligibilityQuestion,
    Invitation,
    Participation,
    ParticipationRole,
    Programme,
    SavedFilter,
)
from ithaca.programmes.states import ASKING, INSIDE, OPEN_INVITATION, RUNNING
from ithaca.programmes.texts import localised

Row = TypeVar("Row", Participation, Invitation)
# The CNIL's reference for social support: two years after the last contact.
KEPT = timedelta(days=730)
ENDED = (
    "participation.left",
    "participation.excluded",
    "participation.refused",
    "participation.withdrawn",
)


def obstacles(person: Person) -> Iterator[Obstacle]:
    for row in _coordinated(person).filter(state__in=RUNNING).order_by("created_at", "id"):
        if not _others(row, person):
            yield Obstacle(_sentence(row), reverse("programmes:coordinators", args=[row.slug]))


def _coordinated(person: Person) -> QuerySet[Programme]:
    return Programme.objects.filter(pk__in=Coordinator.objects.filter(person=person).values("programme"))


def _others(row: Programme, person: Person) -> bool:
    return Coordinator.objects.filter(programme=row).exclude(person=person).exists()


def _sentence(row: Programme) -> str:
    name = localised(row.name, get_language() or "")
    return _("You alone coordinate %(name)s. Ask somebody else to coordinate it first.") % {"name": name}


def hold(person: Person) -> None:
    """The mentee's row first, as wherever a mentorship begins: whoever says yes in this moment waits, or is waited for."""
    places = Participation.objects.filter(person=person, role=ParticipationRole.MENTEE)
    list(places.select_for_update().order_by("pk"))


def erase(person: Person) -> None:
    for row in _coordinated(person).select_for_update().order_by("pk"):
        if row.state in RUNNING and not _others(row, person):
            raise Refusal(_sentence(row))
        Coordinator.objects.filter(programme=row, person=person).delete()
        told = events.CoordinatorRemoved(
            actor_id=person.pk, subject_id=row.pk, programme_id=row.pk, person_id=person.pk
        )
        journal.record(told)
    mine = Participation.objects.filter(person=person).select_related("programme", "person").order_by("pk")
    for place in mine:
        if place.state in ASKING:
            actions.withdraw_application(actor=person, participation=place)
        elif place.state in INSIDE:
            actions.leave(person=person, participation=place)
    mine.update(answers={}, wishes=[], level="")
    _forget_wishes_for(proven_addresses(person))
    _forget_invitations(person)
    SavedFilter.objects.filter(person=person).delete()


def _forget_wishes_for(addresses: set[str]) -> None:
    """Others who would like to be matched with them have named their address."""
    for row in _naming(Participation.objects.all(), "wishes", addresses):
        row.wishes = [wish for wish in row.wishes if wish.lower() not in addresses]
        row.save(update_fields=["wishes"])
    for letter in _naming(Invitation.objects.all(), "prepared", addresses):
        if "wishes" in letter.prepared:
            still = [wish for wish in letter.prepared["wishes"] if wish.lower() not in addresses]
            letter.prepared = {**letter.prepared, "wishes": still}
            letter.save(update_fields=["prepared"])


def _naming(found: QuerySet[Row], field: str, addresses: set[str]) -> QuerySet[Row]:
    """Held rows in whose JSON one of the addresses stands."""
    naming = Q()
    for address in addresses:
        naming |= Q(said__icontains=address) | Q(said__icontains=json.dumps(address)[1:-1])
    told = found.annotate(said=Cast(field, TextField())).filter(naming)
    return found.filter(pk__in=list(told.values_list("pk", flat=True))).select_for_update().order_by("pk")


def _forget_invitations(person: Person) -> None:
    """Those that are still open end; of all of them the name and the address go."""
    theirs = Q(email__in=proven_addresses(person)) | Q(used_by=person)
    still = Invitation.objects.select_for_update().filter(theirs, state__in=OPEN_INVITATION)
    letters = list(still)
    end_rows(letters, "cancel")
    for letter in letters:
        journal.record(fact_of(events.InvitationCancelled, person, letter))
    Invitation.objects.filter(theirs).update(name="", email="", prepared={})


def export(person: Person) -> dict[str, object]:
    mine = Participation.objects.filter(person=person).order_by("created_at", "id")
    return {
        "participations": [_told(row) for row in mine.select_related("programme__organisation", "cohort")],
        "coordinated": rows(
            Coordinator.objects.filter(person=person), since="created_at", programme="programme__name"
        ),
        "invitations": rows(
            Invitation.objects.filter(email__in=proven_addresses(person)),
            "role",
            "state",
            "prepared",
            sent="sent_at",
            programme="programme__name",
        ),
        "saved_filters": rows(SavedFilter.objects.filter(person=person), "name", "query"),
    }


def _told(row: Participation) -> dict[str, object]:
    asked = EligibilityQuestion.objects.filter(programme=row.programme_id)
    labels = {str(pk): label for pk, label in asked.values_list("pk", "label")}
    return {
        "id": row.pk,
        "programme": row.programme.name,
        "organisation": row.programme.organisation.name,
        "role": row.role,
        "state": row.state,
        "applied_at": row.created_at,
        "answered_at": row.answered_at,
        "charter_accepted_at": row.charter_accepted_at,
        "charter_sha256": row.charter_sha256,
        "answers": [{"question": labels.get(key), "answer": said} for key, said in row.answers.items()],
        "cohort": row.cohort.name if row.cohort else None,
        "level": row.level,
        "capacity": row.capacity,
        "wishes": row.wishes,
    }


def forget_old_answers() -> int:
    """Deletes what somebody answered when they applied, two years after their participation has ended."""
    over = Participation.objects.exclude(state__in=(*INSIDE, *ASKING))
    full = over.exclude(answers={}, wishes=[], level="").filter(created_at__lt=clock.now() - KEPT)
    ended = latest_of(list(full.values_list("pk", flat=True)), ENDED)
    old = [pk for pk, at in ended.items() if at < clock.now() - KEPT]
    return full.filter(pk__in=old).update(answers={}, wishes=[], level="")


personal_data.register(
    personal_data.Part(
        app="programmes",
        title=gettext_lazy("Participations and what you answered"),
        rules={
            "Programme": of_nobody("Programmes and their settings."),
            "Coordinator": with_account("Who coordinates a programme."),
            "Charter": of_nobody("The charters of a programme."),
            "EligibilityQuestion": of_nobody("What applicants are asked."),
            "OwnDuty": of_nobody("Duties that a programme adds."),
            "Cohort": of_nobody("Groups that begin together."),
            "Participation": as_fact(
                "Who takes part as what, in which state, and which charter they accepted; what they answered.",
                "Answers, wishes and level go with the account, and two years after the participation has ended.",
            ),
            "Invitation": as_fact(
                "Addresses that were invited, with a name, and what was prepared for them.",
                "Name and draft go when the invitation ends, the address with the account.",
            ),
            "Answering": of_nobody(
                "Applications that were answered in one go, by identifiers: what undoing needs."
            ),
            "SavedFilter": with_account("Views that a coordinator comes back to."),
        },
        obstacles=obstacles,
        hold=hold,
        erase=erase,
        export=export,
        forget=(actions.lapse_invitations, forget_old_answers),
    )
)
