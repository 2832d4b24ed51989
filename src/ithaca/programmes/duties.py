"""The duties of a programme's phases: those of the catalogue that it keeps, and its own."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ithaca import catalogue
from ithaca.programmes.models import OwnDuty, Programme
from ithaca.programmes.texts import localised

ROLES = ("mentee", "mentor", "coordinator")
CV = "cv_shared"


@dataclass(frozen=True)
class Duty:
    """Something that one role sees to in one phase. `key` is what a tick keeps; `fact` what answers it by itself."""

    key: str
    phase: str
    role: str
    text: str
    fact: str = ""
    left_out: bool = False
    own: bool = False


@dataclass(frozen=True)
class PhaseWords:
    """A phase as it is called in one language."""

    slug: str
    title: str
    purpose: str


def phase_set(programme: Programme) -> catalogue.PhaseSet:
    return catalogue.phase_set(str(catalogue.programme(programme.template).phases))


def phases(programme: Programme, language: str) -> list[PhaseWords]:
    """The programme's phases in order."""
    document = phase_set(programme)
    words = document.text(language).phases
    return [PhaseWords(p.slug, words[p.slug].title, words[p.slug].purpose) for p in document.phases]


def own_duties(programmes: Iterable[Programme]) -> list[OwnDuty]:
    """Every duty that programmes added, those taken out included: one query, however many programmes."""
    return list(OwnDuty.objects.filter(programme__in=[row.pk for row in programmes]))


def duties(programme: Programme, language: str, own: Iterable[OwnDuty]) -> list[Duty]:
    """Every duty in order, those left out and taken out marked, so that what was ticked is still called by its name."""
    rows = [row for row in own if row.programme_id == programme.pk]
    found: list[Duty] = []
    for phase in phase_set(programme).phases:
        for role in ROLES:
            found += _of_catalogue(programme, phase.slug, role, language)
            found += [
                Duty(
                    f"own/{row.pk}",
                    row.phase,
                    row.role,
                    localised(row.text, language),
                    left_out=row.taken_out_at is not None,
                    own=True,
                )
                for row in rows
                if (row.phase, row.role) == (phase.slug, role)
            ]
    return found


def _of_catalogue(programme: Programme, phase: str, role: str, language: str) -> Iterator[Duty]:
    document = phase_set(programme)
    shape, words = document.phase(phase), document.text(language).phases[phase]
    facts = {str(who): answers for who, answers in shape.answered_by.items()}.get(role, {})
    for slug, text in getattr(words, role).items():
        key = f"{phase}/{role}/{slug}"
        duty = Duty(key, phase, role, text, facts.get(slug, ""), key in programme.duties_left_out)
        # Where no CV is asked for, whoever sends something else ticks it by hand.
        yield replace(duty, fact="") if duty.fact == CV and not programme.cv_asked else duty
