"""A self-assessment shaped for pages."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.access.rules import allowed
from ithaca.accounts.models import Person
from ithaca.schemes.presentation import language_of
from ithaca.seals import cases, queries
from ithaca.seals.models import Answer, SealFile
from ithaca.seals.presentation.parts import Roles, Section
from ithaca.seals.states import FileState


@dataclass(frozen=True)
class Progress:
    """How many standards of a requirement are answered, and who changed something last."""

    slug: str
    code: str
    label: str
    answered: int
    of: int
    latest: Answer | None

    @property
    def whole(self) -> bool:
        return self.answered >= self.of


def progress_of(row: SealFile) -> list[Progress]:
    """How far each requirement is; standards that do not apply count as answered."""
    scheme, answers = queries.scheme_of(row), queries.answers_of(row)
    words = scheme.text(language_of()).requirements
    minors, vouched = cases.minors_take_part(row), queries.vouched_for(row)
    found = []
    for each in scheme.requirements:
        asked = [
            one.slug
            for one in each.standards
            if (minors or not one.minors) and not one.optional and one.slug not in vouched
        ]
        said = [answers[one.slug] for one in each.standards if one.slug in answers]
        found.append(
            Progress(
                slug=each.slug,
                code=scheme.codes[f"requirement.{each.slug}"],
                label=words[each.slug].label,
                answered=sum(bool(one.step) for one in said if one.standard in asked),
                of=len(asked),
                latest=max((one for one in said if one.changed_at), key=_moment, default=None),
            )
        )
    return found


def _moment(answer: Answer) -> datetime:
    assert answer.changed_at is not None
    return answer.changed_at


# --- On the page of a file ---


def section(row: SealFile, person: Person, roles: Roles) -> Section | None:
    """How far the programme's people are; nobody else ever sees it."""
    if row.state != FileState.ASSESSING or not allowed(roles, Permission.KEEP_SEAL_FILE):
        return None
    lines = progress_of(row)
    context = {
        "progress": lines,
        "answered": sum(each.answered for each in lines),
        "asked": sum(each.of for each in lines),
    }
    return Section(_("Self-assessment"), "seals/sections/assessing.html", context)
