"""Reads of programmes, participations and invitations."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Count, F, Model, Q, QuerySet
from django.utils.translation import gettext as _

from ithaca.access.rules import Denied
from ithaca.accounts.models import Person
from ithaca.journal import queries as journal
from ithaca.organisations.models import Organisation
from ithaca.organisations.queries import administrators
from ithaca.programmes import events, rules
from ithaca.programmes.models import (
    Answering,
    Charter,
    Cohort,
    Coordinator,
    EligibilityQuestion,
    Invitation,
    Participation,
    Programme,
    SavedFilter,
)
from ithaca.programmes.states import ASKING, INSIDE, OPEN_INVITATION, ParticipationState, ProgrammeState

Row = TypeVar("Row", bound=Model)
ACCEPTED = (events.ApplicationAccepted.verb,)

# --- Programmes ---


def programmes_coordinated_by(person: Person) -> QuerySet[Programme]:
    rows = Programme.objects.filter(coordinators__person=person).select_related("organisation")
    return rows.order_by("-created_at")


def organisations_coordinated_by(person: Person) -> list[Organisation]:
    """The organisations one of whose programmes the person coordinates."""
    found = {row.organisation_id: row.organisation for row in programmes_coordinated_by(person)}
    return list(found.values())


def coordinated_by(people: Collection[UUID]) -> list[tuple[UUID, UUID]]:
    """(person, organisation) wherever one of these people coordinates a programme of one."""
    rows = Coordinator.objects.filter(person__in=people).distinct()
    return list(rows.values_list("person_id", "programme__organisation_id"))


def programmes_of(organisation: Organisation) -> QuerySet[Programme]:
    return Programme.objects.filter(organisation=organisation).order_by("-created_at")


def houses_of_programmes(organisation_ids: Collection[UUID]) -> dict[UUID, UUID]:
    """{programme: its organisation} of all programmes of these organisations."""
    rows = Programme.objects.filter(organisation__in=organisation_ids)
    return dict(rows.values_list("pk", "organisation_id"))


def programme(programme_id: UUID) -> Programme:
    return Programme.objects.select_related("organisation").get(pk=programme_id)


def names_of(programme_ids: Collection[UUID]) -> dict[UUID, dict[str, str]]:
    """{id: {language: name}} of these programmes."""
    return dict(Programme.objects.filter(pk__in=programme_ids).values_list("pk", "name"))


def exists(programme_id: UUID) -> bool:
    return Programme.objects.filter(pk=programme_id).exists()


def programme_by_slug(slug: str) -> Programme | None:
    return Programme.objects.select_related("organisation").filter(slug=slug).first()


def public_programme(code: str) -> Programme:
    """The programme of a public link; Denied for a draft, which nobody may see yet."""
    rows = Programme.objects.select_related("organisation").exclude(state=ProgrammeState.DRAFT)
    found = rows.filter(join_code=code).first()
    if found is None:
        raise Denied(code)
    return found


def coordinators_of(programme: Programme) -> list[Person]:
    rows = Coordinator.objects.filter(programme=programme).select_related("person").order_by("created_at")
    return [row.person for row in rows]


def charters(programme: Programme) -> QuerySet[Charter]:
    return Charter.objects.filter(programme=programme).select_related("published_by").order_by("-number")


def charter_in_force(programme: Programme) -> Charter:
    return charters(programme)[0]


def owes_charter(participation: Participation) -> bool:
    """Whether somebody takes part under an earlier version than the one in force."""
    newer = Charter.objects.filter(
        programme=participation.programme_id, number__gt=participation.charter.number
    )
    return newer.exists()


def charters_owed(person: Person) -> QuerySet[Participation]:
    """Where somebody takes part and has yet to accept the newest charter."""
    rows = Participation.objects.filter(person=person, state__in=INSIDE)
    rows = rows.exclude(programme__state=ProgrammeState.ENDED)
    newer = Q(programme__charters__number__gt=F("charter__number"))
    return rows.filter(newer).select_related("programme").distinct().order_by("created_at", "id")


def behind_charter(programme: Programme) -> QuerySet[Participation]:
    """Who is inside and has yet to accept the charter in force, by name."""
    return people_in(programme).exclude(charter=charter_in_force(programme))


def questions(programme: Programme, role: str = "") -> list[EligibilityQuestion]:
    """Every question in order, or only those asked of one role."""
    rows = EligibilityQuestion.objects.filter(programme=programme).order_by("position", "id")
    return list(rows.filter(asked_of__in=[role, "both"]) if role else rows)


def as_rules(rows: Iterable[EligibilityQuestion]) -> list[rules.Question]:
    return [rules.Question(id=str(q.pk), kind=q.kind, asked_of=q.asked_of, rule=q.rule) for q in rows]


def lacks(programme: Programme) -> list[rules.Lack]:
    """What is missing before the programme can open."""
    wordings = [
        rules.Wording("presentation", "name", programme.name),
        rules.Wording("presentation", "theme", programme.theme),
        rules.Wording("presentation", "objectives", programme.objectives),
        rules.Wording("charter", "charter", charter_in_force(programme).text),
    ]
    for question in questions(programme):
        wordings.append(rules.Wording("questions", "question", question.label))
        if question.rule:
            wordings.append(rules.Wording("questions", "refusal", question.refusal))
        wordings += [rules.Wording("questions", "option", option["label"]) for option in question.options]
    return rules.lacks(programme.languages, wordings, programme.contact_types)


# --- Participations ---


def participation(participation_id: UUID) -> Participation:
    return Participation.objects.select_related("programme__organisation", "person").get(pk=participation_id)


def participations_of(person: Person) -> QuerySet[Participation]:
    rows = Participation.objects.filter(person=person).select_related("programme__organisation")
    return rows.order_by("-created_at")


def share_programme(person: Person, other_id: UUID) -> bool:
    """Whether both take or took part in one programme, as mentor, mentee or coordinator."""

    def programmes_of(person_id: UUID) -> set[UUID]:
        taking_part = Participation.objects.filter(person_id=person_id).exclude(
            state=ParticipationState.EXCLUDED
        )
        coordinating = Coordinator.objects.filter(person_id=person_id)
        return {
            *taking_part.values_list("programme_id", flat=True),
            *coordinating.values_list("programme_id", flat=True),
        }

    return not programmes_of(person.pk).isdisjoint(programmes_of(other_id))


def everybody() -> QuerySet[Participation]:
    """Participations of every programme with their people, for the layers above to narrow by what they know."""
    return Participation.objects.select_related("programme__organisation", "person")


def participation_in(person: Person, programme: Programme, role: str) -> Participation | None:
    return Participation.objects.filter(person=person, programme=programme, role=role).first()


def roles_taken(person: Person, programme: Programme) -> dict[str, str]:
    """{role: state} of a person's participations in one programme."""
    rows = Participation.objects.filter(person=person, programme=programme)
    return dict(rows.values_list("role", "state"))


def people_in(
    programme: Programme, role: str = "", states: Collection[str] = INSIDE
) -> QuerySet[Participation]:
    """Participations in these states, with their people, by name."""
    rows = Participation.objects.filter(programme=programme, state__in=states).select_related("person")
    return (rows.filter(role=role) if role else rows).order_by("person__name", "id")


def free_places(programme: Programme) -> int | None:
    """How many mentees still find a place; None: as many as come."""
    if programme.places is None:
        return None
    taken = Participation.objects.filter(programme=programme, role="mentee", state__in=INSIDE).count()
    return max(programme.places - taken, 0)


def full_sentence(programme: Programme) -> str:
    return _(
        "All %(places)s places for mentees are taken. Raise their number in the set-up, or wait until one is free."
    ) % {"places": programme.places}


def applications(
    programme: Programme,
    *,
    role: str = "",
    eligible: bool | None = None,
    state: str = ParticipationState.APPLIED,
    cohort: str = "",
    before: datetime | None = None,
) -> QuerySet[Participation]:
    """
    Applications that wait for an answer, the oldest first; those of the waiting list (`state`) in its order.
    `cohort` is an id or "none"; `before` keeps those made before then.
    """
    rows = of_cohort(people_in(programme, role, [state]), cohort)
    if eligible is not None:
        rows = rows.filter(eligible=eligible)
    if before is not None:
        rows = rows.filter(charter_accepted_at__lte=before)
    return rows.select_related("cohort").order_by("waiting_rank", "charter_accepted_at", "id")


def waiting_list(programme: Programme, role: str = "") -> QuerySet[Participation]:
    """Who waits for a place, in the order in which they will get one."""
    return applications(programme, role=role, state=ParticipationState.WAITING)


def of_cohort(rows: QuerySet[Row], cohort: str, whose: str = "") -> QuerySet[Row]:
    """
    The rows of one cohort (an id), of none ("none"), or all of them (""); `whose` leads from a row to the participation
    that counts, such as "mentee__".
    """
    if not cohort:
        return rows
    return rows.filter(**{f"{whose}cohort": None if cohort == "none" else UUID(cohort)})


def cohorts(programme: Programme) -> QuerySet[Cohort]:
    """The cohorts, the latest first, each with how many are inside (`people`) and invited (`invited`)."""
    inside = Count("participations", filter=Q(participations__state__in=INSIDE), distinct=True)
    invited = Count("invitations", filter=Q(invitations__state__in=OPEN_INVITATION), distinct=True)
    return Cohort.objects.filter(programme=programme).annotate(people=inside, invited=invited)


def no_cohorts() -> QuerySet[Cohort]:
    """For a form that does not know its programme yet."""
    return Cohort.objects.none()


def saved_filters(programme: Programme, person: Person) -> QuerySet[SavedFilter]:
    return SavedFilter.objects.filter(programme=programme, person=person)


def answerings_since(programme: Programme, moment: datetime) -> QuerySet[Answering]:
    """Answers given in one go since then and not taken back, the latest first."""
    rows = Answering.objects.filter(programme=programme, created_at__gt=moment, undone_at=None)
    return rows.select_related("actor").order_by("-created_at")


def untold(participations: Collection[UUID], verbs: Collection[str] = ACCEPTED) -> set[UUID]:
    """Whose answer can still be taken back, because they have not been told of it."""
    waiting = journal.held_back(participations, verbs)
    return set(waiting.values_list("event__subject_id", flat=True))


def programmes_with_old_applications(made_before: datetime) -> list[tuple[Programme, int]]:
    """Programmes in which applications have waited since then, and how many."""
    old = Q(participations__state=ParticipationState.APPLIED, participations__created_at__lte=made_before)
    rows = Programme.objects.annotate(waiting=Count("participations", filter=old))
    return [(row, row.waiting) for row in rows.filter(waiting__gt=0).order_by("id")]


def participants(
    programme: Programme, *, words: str = "", role: str = "", state: str = "", cohort: str = ""
) -> QuerySet[Participation]:
    """Everybody but applicants, by name; each word must be found in the name or the address."""
    states = [state] if state else [s for s in ParticipationState if s not in ASKING]
    rows = of_cohort(people_in(programme, role, states), cohort).select_related("cohort")
    for word in words.split():
        rows = rows.filter(Q(person__name__icontains=word) | Q(person__email__icontains=word))
    return rows


def answers_by_person(programme: Programme) -> dict[UUID, dict[str, Any]]:
    """{participation: {question: answer}} of everybody who has ever answered, whatever became of them."""
    rows = Participation.objects.filter(programme=programme).exclude(answers={})
    return dict(rows.values_list("pk", "answers"))


def head_count(programme: Programme) -> dict[str, int]:
    """How many people are inside per role, how many applications and invitations wait."""
    inside = Count("id", filter=Q(state__in=INSIDE))
    rows = Participation.objects.filter(programme=programme)
    counts = rows.aggregate(
        mentors=Count("id", filter=Q(state__in=INSIDE, role="mentor")),
        mentees=Count("id", filter=Q(state__in=INSIDE, role="mentee")),
        applications=Count("id", filter=Q(state=ParticipationState.APPLIED)),
        waiting=Count("id", filter=Q(state=ParticipationState.WAITING)),
        inside=inside,
    )
    return {**counts, "invitations": open_invitations(programme).count()}


# --- Invitations ---


def prepared_for(participation: Participation) -> Invitation | None:
    """The invitation by which somebody joined, as long as what it prepared has not become a profile."""
    rows = Invitation.objects.filter(
        programme=participation.programme_id, used_by=participation.person_id, role=participation.role
    )
    return rows.exclude(prepared={}).select_related("invited_by").order_by("-sent_at").first()


def prepared_of(participations: Collection[Participation]) -> dict[UUID, dict[str, Any]]:
    """The same of many people at once: {participation: what was prepared}; one query."""
    places = {(one.programme_id, one.person_id, one.role): one.pk for one in participations}
    rows = Invitation.objects.filter(programme__in={key[0] for key in places}, used_by__isnull=False)
    found = rows.exclude(prepared={}).order_by("sent_at")
    columns = found.values_list("programme_id", "used_by_id", "role", "prepared")
    return {places[key]: content for *who, content in columns if (key := tuple(who)) in places}


def invitation(invitation_id: UUID) -> Invitation:
    return Invitation.objects.select_related("programme__organisation", "invited_by").get(pk=invitation_id)


def invitation_by_token(token: str) -> Invitation:
    """Denied where there is none, so that a guessed link shows nothing."""
    found = (
        Invitation.objects.select_related("programme__organisation", "invited_by").filter(token=token).first()
    )
    if found is None:
        raise Denied("invitation")
    return found


def invitations(
    programme: Programme, *, words: str = "", role: str = "", state: str = "", cohort: str = ""
) -> QuerySet[Invitation]:
    """The invitations of a programme, those that wait first, the latest first."""
    rows = Invitation.objects.filter(programme=programme).select_related("used_by", "cohort")
    if role:
        rows = rows.filter(role=role)
    if state:
        rows = rows.filter(state=state)
    if cohort:
        rows = rows.filter(cohort=None if cohort == "none" else UUID(cohort))
    for word in words.split():
        rows = rows.filter(Q(name__icontains=word) | Q(email__icontains=word))
    waiting = Count("id", filter=Q(state__in=OPEN_INVITATION))
    return rows.annotate(waiting=waiting).order_by("-waiting", "-created_at")


def open_invitations(programme: Programme) -> QuerySet[Invitation]:
    """Those that may still be used, sent or only prepared."""
    return Invitation.objects.filter(programme=programme, state__in=OPEN_INVITATION)


# --- Across programmes ---


def people_of(organisation: Organisation) -> QuerySet[Participation]:
    """Everybody inside a programme of the organisation; somebody with two roles stands there twice."""
    rows = Participation.objects.filter(programme__organisation=organisation, state__in=INSIDE)
    return rows.select_related("person").order_by("person__name", "id")


def own_people(organisation: Organisation) -> set[UUID]:
    """Whom the organisation knows by their account: inside a programme of it, or coordinating one, or administering it."""
    inside = Participation.objects.filter(programme__organisation=organisation, state__in=INSIDE)
    coordinating = Coordinator.objects.filter(programme__organisation=organisation)
    people: set[UUID] = set(inside.values_list("person_id", flat=True))
    return people.union(
        coordinating.values_list("person_id", flat=True),
        administrators(organisation).values_list("person_id", flat=True),
    )


def applications_waiting(person: Person) -> QuerySet[Participation]:
    """Applications to the programmes that somebody coordinates."""
    rows = Participation.objects.filter(
        programme__coordinators__person=person, state=ParticipationState.APPLIED
    )
    return rows.select_related("programme", "person").order_by("created_at", "id")


def organisations_with_programme(organisations: Iterable[Organisation]) -> set[object]:
    """The ids of those that have at least one."""
    rows = Programme.objects.filter(organisation__in=list(organisations))
    return set(rows.values_list("organisation_id", flat=True))
