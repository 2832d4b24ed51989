"""What every page of a file shows, and where the file has been."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.formats import date_format

from ithaca.accounts import queries as accounts
from ithaca.accounts.models import Person
from ithaca.journal.queries import history_around
from ithaca.schemes.presentation import language_of
from ithaca.seals import events, queries, wording
from ithaca.seals.models import SealFile
from ithaca.seals.states import FileState as F

WAY = (F.ASSESSING, F.HANDED_IN, F.AUDITING, F.REPORTED, F.DECIDING, F.SEALED)


def frame(row: SealFile) -> dict[str, Any]:
    """The scheme and the level that a file asks for, in the reader's language."""
    scheme = queries.scheme_of(row)
    words = scheme.text(language_of())
    return {
        "file": row,
        "programme": row.programme,
        "network": row.network,
        "scheme": scheme,
        "words": words,
        "level": words.levels[row.level],
    }


@dataclass(frozen=True)
class Stage:
    """One state that a file was in, since when and by whom."""

    state: str
    at: datetime
    by: Person | None


def stages_of(row: SealFile) -> list[Stage]:
    """Where a file has been, by the journal, oldest first."""
    verbs = [events.FileBegun.verb, events.FileMoved.verb]
    found = list(history_around(row.pk).filter(verb__in=verbs))[::-1]
    who = {each.pk: each for each in accounts.people({event.actor_id for event in found if event.actor_id})}
    return [
        Stage(event.facts["state"], event.at, who.get(event.actor_id) if event.actor_id else None)
        for event in found
    ]


def way(row: SealFile, reader: Person) -> list[tuple[str, str, str]]:
    """The steps of a file as (label, done | current | next, day and who)."""
    found = []
    stages = stages_of(row)
    for n, stage in enumerate(stages):
        day = date_format(stage.at.astimezone(ZoneInfo(reader.time_zone)), "DATE_FORMAT")
        by = f" · {stage.by.name}" if stage.by else ""
        current = n == len(stages) - 1 and row.state != F.SEALED
        found.append((_said(stage.state), "current" if current else "done", f"{day}{by}"))
    ahead = WAY[WAY.index(F(row.state)) + 1 :] if row.state in WAY else ()
    return [*found, *((_said(state), "next", "") for state in ahead)]


def _said(state: str) -> str:
    words = str(wording.STATES[state])
    return words[:1].upper() + words[1:]
