"""Which names the versions of a scheme have borne: a name that was given up never comes to mean something else.

Answers, seals and recognitions name standards and levels by their slugs. So a new part takes a name that no version
before has borne; and where a name was dropped and came back all the same, it is not taken for what it was.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from uuid import UUID

from ithaca.schemes.document import Content
from ithaca.schemes.models import SchemeVersion
from ithaca.schemes.parts import parts_of
from ithaca.schemes.states import VersionState

Keys = frozenset[str]  # "standard.aims_fit", "level.advanced"


def keys_used(version: SchemeVersion) -> Keys:
    """What some version of this scheme, or of those it was derived from, is or was called."""
    return frozenset().union(*_steps(version), keys_of(version.content))


def renewed(version: SchemeVersion) -> Keys:
    """What was dropped on the way to this version and has come back: by its name alone nobody knows it again."""
    if version.state == VersionState.DRAFT:
        return _come_back([*_steps(version), keys_of(version.content)])
    return _published(version.pk)


@lru_cache(maxsize=64)
def _published(version_id: UUID) -> Keys:
    """A published version never changes, and neither do those before it: looked at once a process."""
    version = SchemeVersion.objects.select_related("derived_from").get(pk=version_id)
    return _come_back([*_steps(version), keys_of(version.content)])


def keys_of(content: Content) -> Keys:
    steps = (f"step.{scale['slug']}.{step['slug']}" for scale in content["scales"] for step in scale["steps"])
    return frozenset({*parts_of(content), *steps})


def _steps(version: SchemeVersion) -> Iterator[Keys]:
    """The origin of the first version, then each version before this one."""
    rows = SchemeVersion.objects.filter(series=version.series, number__lt=version.number)
    earlier = list(rows.select_related("derived_from").order_by("number"))
    first = earlier[0] if earlier else version
    if first.derived_from is not None:
        yield keys_of(first.derived_from.content)
    for row in earlier:
        yield keys_of(row.content)


def _come_back(steps: Iterable[Keys]) -> Keys:
    borne: Keys = frozenset()
    gone: Keys = frozenset()
    back: Keys = frozenset()
    for keys in steps:
        back |= gone & keys
        borne |= keys
        gone = borne - keys
    return back
