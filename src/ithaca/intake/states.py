"""The life of an import."""

from enum import StrEnum

from ithaca.kernel.states import table


class ImportState(StrEnum):
    MAPPING = "mapping"  # the file is here; which column holds what?
    CHECKING = "checking"  # the worker reads and checks every row
    REVIEW = "review"  # the result is shown, nothing is written yet
    PROPOSED = "proposed"  # a chart that waits for those who administer the organisation
    CREATING = "creating"  # batch by batch
    DONE = "done"
    FAILED = "failed"  # `problem` says why
    CANCELLED = "cancelled"


S = ImportState
IMPORT = table(
    "import",
    ImportState,
    S.MAPPING,
    {
        "check": [([S.MAPPING], S.CHECKING)],
        "check again": [([S.REVIEW], S.CHECKING)],
        "show": [([S.CHECKING], S.REVIEW)],
        "map again": [([S.REVIEW, S.PROPOSED, S.FAILED], S.MAPPING)],
        "propose": [([S.REVIEW], S.PROPOSED)],
        # Failed: with the good rows that are not written.
        "create": [([S.REVIEW, S.PROPOSED, S.FAILED], S.CREATING)],
        "finish": [([S.CREATING], S.DONE)],
        "fail": [([S.CHECKING, S.CREATING], S.FAILED)],
        "cancel": [([S.MAPPING, S.CHECKING, S.REVIEW, S.PROPOSED], S.CANCELLED)],
    },
)
AT_WORK = (S.CHECKING, S.CREATING)


class RowState(StrEnum):
    NEW = "new"  # read, not checked
    GOOD = "good"
    UNDECIDED = "undecided"  # holds a value that nobody has placed yet
    BAD = "bad"
