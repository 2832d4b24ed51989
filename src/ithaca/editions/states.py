"""The life of a version that people write. Pure."""

from enum import StrEnum

from ithaca.kernel.states import StateTable, table


class VersionState(StrEnum):
    DRAFT = "draft"  # seen by those who write it
    PUBLISHED = "published"  # never changes any more
    RETIRED = "retired"  # stays readable where it is used; nobody begins with it


V = VersionState


def versions(name: str) -> StateTable:
    """The table of one kind of version."""
    return table(
        name,
        VersionState,
        V.DRAFT,
        {
            "change": [([V.DRAFT], V.DRAFT)],
            "publish": [([V.DRAFT], V.PUBLISHED)],
            "retire": [([V.PUBLISHED], V.RETIRED)],
            "bring back": [([V.RETIRED], V.PUBLISHED)],
        },
    )
