"""Reads of studies, of who takes part in them, and of what was published."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery, UUIDField

from ithaca.accounts.models import Person
from ithaca.networks.models import Network
from ithaca.networks.queries import networks_with, organisations_in
from ithaca.organisations.models import Organisation
from ithaca.programmes.models import Participation, Programme
from ithaca.programmes.queries import everybody
from ithaca.programmes.states import INSIDE
from ithaca.research.models import Agreement, Consent, Part, Release, ReleasedPair, Study
from ithaca.research.states import ConsentState, StudyState


def study(study_id: UUID) -> Study | None:
    return Study.objects.select_related("network").filter(pk=study_id).first()


def studies_of(network: Network) -> QuerySet[Study]:
    """The network's studies, the latest first."""
    return (
        Study.objects.filter(network=network)
        .prefetch_related(Prefetch("releases", releases()))
        .order_by("-created_at")
    )


def _open_studies() -> QuerySet[Study]:
    return Study.objects.select_related("network").filter(state=StudyState.OPEN).order_by("opened_at", "id")


def open_studies() -> list[Study]:
    return list(_open_studies())


def open_studies_of(network_id: UUID) -> list[Study]:
    return list(_open_studies().filter(network=network_id))


def open_studies_with(programme_id: UUID) -> list[Study]:
    """The open studies that a programme takes part in."""
    return list(_open_studies().filter(pk__in=_joined_by(programme_id)))


# --- Organisations and programmes ---


def agrees(study: Study, organisation: Organisation) -> bool:
    return Agreement.objects.filter(study=study, organisation=organisation, ended_at=None).exists()


def takes_part(study: Study, programme: Programme) -> bool:
    return Part.objects.filter(study=study, programme=programme, ended_at=None).exists()


def agreed_to(organisation: Organisation) -> set[UUID]:
    """The studies that an organisation agrees to."""
    rows = Agreement.objects.filter(organisation=organisation, ended_at=None)
    return set(rows.values_list("study_id", flat=True))


def joined_by(programme: Programme) -> set[UUID]:
    """The studies that a programme takes part in."""
    return set(_joined_by(programme.pk))


def _joined_by(programme_id: UUID) -> QuerySet[Part, UUID]:
    return Part.objects.filter(programme=programme_id, ended_at=None).values_list("study_id", flat=True)


def asked_of_organisation(organisation: Organisation) -> list[Study]:
    """The open studies of the networks it is a member of, and those that it has agreed to."""
    mine = Q(network__in=networks_with(organisation)) | Q(pk__in=agreed_to(organisation))
    return list(_open_studies().filter(mine))


def asked_of_programme(programme: Programme) -> list[Study]:
    """The open studies that its organisation agrees to."""
    return list(_open_studies().filter(pk__in=agreed_to(programme.organisation)))


def agreeing(study: Study) -> list[Organisation]:
    """The organisations that agree, by name."""
    rows = Agreement.objects.filter(study=study, ended_at=None).select_related("organisation")
    return sorted((row.organisation for row in rows), key=lambda row: row.name)


def parts_of(study: Study) -> QuerySet[Part]:
    """The programmes that take part."""
    return Part.objects.filter(study=study, ended_at=None).select_related("programme__organisation")


def members_asked(study: Study) -> list[Organisation]:
    return list(organisations_in(study.network))


# --- People ---


def _asking(rows: QuerySet[Participation], study: Study | OuterRef) -> QuerySet[Participation]:
    part = Part.objects.filter(study=study, programme=OuterRef("programme"), ended_at=None)
    agreed = Agreement.objects.filter(
        study=study, organisation=OuterRef("programme__organisation"), ended_at=None
    )
    return rows.filter(Exists(part), Exists(agreed))


def is_asked(study: Study, participation: Participation) -> bool:
    """Whether somebody can say yes: the study is open, and their programme takes part."""
    mine = everybody().filter(pk=participation.pk)
    return study.state == StudyState.OPEN and _asking(mine, study).exists()


def consent(study: Study, participation: Participation) -> Consent | None:
    return Consent.objects.filter(study=study, participation=participation).first()


def consents_of(person: Person) -> QuerySet[Consent]:
    """All that somebody has ever answered to a study, the latest first."""
    rows = Consent.objects.filter(participation__person=person)
    return rows.select_related("study__network", "participation__programme").order_by("-since", "id")


@dataclass(frozen=True)
class Asked:
    """A study that waits for somebody's answer in one role of one programme."""

    participation: Participation
    study_id: UUID
    title: str
    network: str


def with_studies(rows: QuerySet[Participation]) -> QuerySet[Participation]:
    """Participations with the open study, if any, that waits longest for their answer: read by `asked_in`."""
    agreed = Agreement.objects.filter(
        study=OuterRef("study"), organisation=OuterRef("programme__organisation"), ended_at=None
    )
    answered = Consent.objects.filter(study=OuterRef("study"), participation=OuterRef(OuterRef("pk")))
    parts = Part.objects.filter(
        Exists(agreed),
        ~Exists(answered),
        study__state=StudyState.OPEN,
        programme=OuterRef("programme"),
        ended_at=None,
    ).order_by("study__opened_at", "pk")
    return rows.annotate(
        asked_study=Subquery(parts.values("study")[:1], output_field=UUIDField()),
        asked_title=Subquery(parts.values("study__title")[:1]),
        asked_network=Subquery(parts.values("study__network__name")[:1]),
    )


def asked_in(rows: Iterable[Participation]) -> list[Asked]:
    """Of `with_studies`: those inside that are asked; no query."""
    return [
        Asked(row, study, getattr(row, "asked_title", ""), getattr(row, "asked_network", ""))
        for row in rows
        if row.inside and (study := getattr(row, "asked_study", None)) is not None
    ]


def waiting_for(person: Person) -> list[Asked]:
    """What somebody is asked."""
    mine = everybody().filter(person=person, state__in=INSIDE)
    return asked_in(with_studies(mine))


def unanswered_since(moment: datetime) -> list[tuple[Study, Participation]]:
    """Who takes part in a programme of an open study and has not answered, since either came in after a moment."""
    found: list[tuple[Study, Participation]] = []
    for row in _open_studies():
        answered = Consent.objects.filter(study=row, participation=OuterRef("pk"))
        late = Part.objects.filter(study=row, programme=OuterRef("programme"), since__gte=moment)
        rows = _asking(everybody().filter(state__in=INSIDE), row).filter(~Exists(answered))
        rows = rows.filter(Exists(late) | Q(created_at__gte=moment) | Q(answered_at__gte=moment))
        found += [(row, each) for each in rows.select_related("programme", "person")]
    return found


def consenting(study: Study) -> int:
    """How many people consent; the network is told so in steps."""
    rows = Consent.objects.filter(study=study, state=ConsentState.GIVEN)
    return rows.values("participation__person").distinct().count()


# --- Editions ---


def release(release_id: UUID) -> Release | None:
    rows = Release.objects.select_related("study__network").defer("archive")
    return rows.filter(pk=release_id).first()


def archive_of(release: Release) -> bytes:
    return bytes(Release.objects.values_list("archive", flat=True).get(pk=release.pk))


def releases() -> QuerySet[Release]:
    """Everything that was published, the latest first."""
    return Release.objects.select_related("study__network").defer("archive")


def releases_of(network: Network) -> QuerySet[Release]:
    return releases().filter(study__network=network)


def releases_with(study: Study) -> QuerySet[Release]:
    return releases().filter(study=study)


def gone_out(mentorships: Collection[UUID], *, before: datetime | None = None) -> set[UUID]:
    """Which of these mentorships were published, or were before a moment."""
    rows = ReleasedPair.objects.filter(mentorship__in=mentorships)
    rows = rows.filter(release__published_at__lt=before) if before else rows
    return set(rows.values_list("mentorship_id", flat=True))
