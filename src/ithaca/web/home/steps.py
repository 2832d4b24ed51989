from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ithaca.accounts.models import Person
from ithaca.competences import queries as competences
from ithaca.directory import queries as directory
from ithaca.evaluations import queries as evaluations
from ithaca.matching.models import MatchProposal
from ithaca.matching.queries import proposals as matching
from ithaca.matching.queries.objections import open_by_programme
from ithaca.mentorships import queries as mentorships
from ithaca.mentorships.attention import to_look_at
from ithaca.mentorships.models import Mentorship
from ithaca.perspectives import queries as perspectives
from ithaca.programmes import queries as programmes
from ithaca.programmes.models import Participation
from ithaca.research import queries as research
from ithaca.trainings import queries as trainings
from ithaca.vault.queries import copies_to_open, has_keyring
from ithaca.web.home import (
    assessing,
    gatherings,
    joining,
    leading,
    pairs,
    participating,
    seal_documents,
    seal_renewals,
    seals,
    showing,
)
from ithaca.web.home.judging import to_judge, to_organise
from ithaca.web.home.step import Step
from ithaca.web.standing import Standing


@dataclass(frozen=True)
class Section:
    """What somebody does in one role, the urgent first."""

    role: str
    title: str
    steps: list[Step]


def sections_for(standing: Standing, running: list[Mentorship]) -> list[Section]:
    """One section a role that the person has; the number of queries doesn't depend on what they do."""
    found = []
    asked = list(joining.asked(standing.person))
    asked += seals.to_talk(standing.person) if standing.sealing else []
    if asked:
        found.append(_section("asked", _("You are asked"), asked))
    if standing.participations:
        found += _taking_part(standing, running)
    judging = list(to_judge(standing.person)) if standing.certifies else []
    if judging:
        found.append(_section("certification", _("Certification"), judging))
    organised = {row.organisation for row in standing.coordinated} | set(standing.organisations)
    organising = list(to_organise(organised, standing.person)) if organised else []
    if standing.sealing:
        organising += seal_documents.to_hand_over(standing.person)
        organising += seal_renewals.renewals(standing.coordinated)
    if standing.coordinated:
        found.append(_section("coordinator", _("As a coordinator"), [*organising, *_coordinating(standing)]))
        organising = []  # said once
    if standing.organisations or standing.person.is_operator:
        found.append(
            _section("administrator", _("As an administrator"), [*organising, *_administering(standing)])
        )
    studies = list(participating.studies(research.asked_in(standing.participations)))
    if studies:
        found.append(_section("research", _("Research"), studies))
    auditing = list(seals.to_judge(standing.person)) if standing.judges else []
    if auditing:
        found.append(_section("seals", _("Audits and decisions"), auditing))
    requests = [*joining.to_answer(standing.networks), *seals.to_name(standing.networks, standing.person)]
    if requests:
        found.append(_section("network", _("For your network"), requests))
    return found


def _section(role: str, title: str, steps: Iterable[Step]) -> Section:
    return Section(role, title, sorted(steps, key=lambda step: not step.urgent))


def _taking_part(standing: Standing, running: list[Mentorship]) -> list[Section]:
    person = standing.person
    owed = list(programmes.charters_owed(person))
    running = [*mentorships.proposed_to(person), *running]
    at = mentorships.situations(person, running)
    unevaluated = list(evaluations.to_evaluate(person))
    follow_ups = mentorships.to_check_in(person)
    unread = mentorships.waiting_messages(person)
    no_keys = bool(standing.inside) and not has_keyring(person)
    dates = trainings.coming_dates(person) if standing.inside else []
    missing = trainings.missing(standing.inside)
    placed = trainings.placed_in(person, [row for rows in missing.values() for row in rows])
    sections = []
    for role, title in (("mentee", _("As a mentee")), ("mentor", _("As a mentor"))):
        places = standing.as_role(role)
        if not places:
            continue
        own = {place.pk for place in places}
        mine = [row for row in running if getattr(row, f"{role}_id") in own]
        proposed = matching.open_proposals_as(person, role)
        steps = [
            *participating.charters([row for row in owed if row.role == role]),
            *pairs.to_consent(proposed, role),
            *participating.joining(places),
            *participating.keys(missing=no_keys),
            *gatherings.required(places, missing, placed),
            *pairs.to_read([one for one in unread if getattr(one.mentorship, f"{role}_id") in own]),
            *pairs.next_steps([one for one in at if one.role == role]),
            *pairs.to_check_in(
                [row for row in follow_ups if getattr(row.mentorship, f"{role}_id") in own], role
            ),
            *pairs.to_evaluate([row for row in unevaluated if getattr(row, f"{role}_id") in own], role),
        ]
        steps += [*gatherings.coming(dates), *_waiting(person, role, places, (mine, proposed))]
        no_keys, dates = False, []  # said once
        sections.append(_section(role, title, steps))
    return sections


def _waiting(
    person: Person,
    role: str,
    places: list[Participation],
    have: tuple[list[Mentorship], list[MatchProposal]],
) -> Iterator[Step]:
    """What waits for an answer, of theirs or of somebody else, before a pair begins."""
    mine, proposed = have
    if role == "mentor":
        yield from pairs.to_answer(list(directory.requests_to_answer(person)))
        yield from pairs.to_replace(list(mentorships.to_replace(person)))
        yield from showing.to_begin(
            competences.open_to(person, [row.programme.organisation for row in places if row.inside])
        )
    else:
        yield from showing.to_consent(competences.asked_of(person))
        yield from showing.to_say_how(perspectives.waiting_for(person))
        looking = list(mentorships.without_mentor(person))
        yield from pairs.without_mentor(looking)
        # Who has a mentor, is asked about one or has somebody looking is not sent to search as well.
        taken: set[object] = {row.mentee_id for row in mine} | {row.mentorship.mentee_id for row in looking}
        taken |= {row.mentee.participation_id for row in proposed}
        yield from participating.asking(places, list(directory.requests_of(person)), taken)


def _coordinating(standing: Standing) -> list[Step]:
    waiting = list(programmes.applications_waiting(standing.person))
    led = standing.coordinated
    # Whoever takes part as well is asked for keys in that role, where it is urgent.
    keys = standing.inside or has_keyring(standing.person)
    return [
        *leading.shown(list(copies_to_open(standing.person))),
        *leading.coordinating(led, waiting),
        *(seals.of_programmes(led) if standing.sealing else ()),
        *leading.counted(leading.OBJECTIONS, led, open_by_programme(led)),
        *leading.counted(leading.SUCCESSIONS, led, mentorships.successions_by_programme(led)),
        *gatherings.to_note(trainings.to_note(led)),
        *leading.counted(leading.OVERDUE, led, directory.overdue_by_programme(led)),
        *leading.counted(leading.PAIRS, led, to_look_at(led)),
        *(assessing.to_assess(standing.person, led) if standing.sealing else ()),
        *leading.keys(missing=not keys),
    ]


def _administering(standing: Standing) -> list[Step]:
    used = programmes.organisations_with_programme(standing.organisations)
    nothing_yet = standing.person.is_operator and not standing.organisations
    return [*leading.administering(standing.organisations, used), *leading.operating(nothing_yet=nothing_yet)]
