"""What the pages of the desk show of a run: its figures, its rows, an effect, in words and per cents."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ithaca.matching import wording
from ithaca.matching.desk import sentences
from ithaca.matching.desk.alternatives import Alternative
from ithaca.matching.desk.board import Board, Effect, Place, moves_as_text
from ithaca.matching.desk.rows import Row
from ithaca.matching.labels import name_of
from ithaca.matching.models import Run
from ithaca.matching.policy import Aim, Policy
from ithaca.matching.queries.policy import policy_of
from ithaca.matching.states import RunState
from ithaca.programmes.texts import localised

SHOWN_PARTS = 3


@dataclass(frozen=True)
class Scale:
    """Scores as per cents of the highest that the policy gives."""

    policy: Policy

    @property
    def most(self) -> int:
        return self.policy.most_score

    def percent(self, score: int | None) -> int | None:
        return None if score is None else round(100 * score / self.most)

    def points(self, score: int) -> str:
        """With its sign: one point is one per cent of how well one pair fits."""
        points = 100 * score / self.most
        return signed(points, 1 if 0 < abs(points) < 10 else 0)

    def parts(self, parts: Mapping[str, int]) -> list[tuple[str, int]]:
        """(criterion, per cent of what it could give), those that gave most first."""
        found = sorted(wording.parts(parts, self.policy), key=lambda one: -one[1])
        return [(name, round(100 * points / most)) for name, points, most in found]

    def telling(self, parts: Mapping[str, int]) -> list[tuple[str, int]]:
        """The few criteria that gave most."""
        return [one for one in self.parts(parts) if one[1]][:SHOWN_PARTS]


def signed(number: float, places: int = 0) -> str:
    """With its sign, a minus that is one."""
    shown = number_format(round(abs(number), places), places, force_grouping=True)
    return f"{'+' if number > 0 else '−' if number < 0 else '±'}{shown}"


def tabs_of(run: Run, current: str) -> list[dict[str, Any]]:
    """The pages of a run, one of which is open."""
    pages = [
        ("review", _("Pairs")),
        ("without", _("Without a mentor")),
        ("changes", _("Changes")),
        ("compare_runs", _("Compare")),
        ("groups", _("Groups")),
        ("run_state", _("The run")),
    ]
    return [
        {
            "label": label,
            "url": reverse(f"matching:{name}", args=[run.programme.slug, run.pk]),
            "current": name == current,
        }
        for name, label in pages
    ]


def frame(run: Run, current: str) -> dict[str, Any]:
    programme = run.programme
    return {
        "run": run,
        "run_name": name_of(run),
        "programme": programme,
        "programme_name": localised(programme.name, get_language() or "fr"),
        "tabs": tabs_of(run, current),
        "in_review": run.state == RunState.REVIEW,
        "scale": Scale(policy_of(run.policy)),
    }


def figures(run: Run, board: Board, scale: Scale) -> dict[str, Any]:
    """How the run stands now, and how far that is from the best that exists."""
    count, best = len(board.places), run.result.get("objective")
    return {
        "pairs": count,
        "mentees": len(board.side("mentee")),
        "without": len(board.without_mentor),
        "free": sum(board.free(one.id) for one in board.with_places),
        "average": scale.percent(board.total // count) if count else None,
        "least": scale.percent(board.least),
        "stable": scale.policy.aim == Aim.STABLE,  # its total is no measure of the best
        "lost": max(0, best - board.total) if isinstance(best, int) else 0,
        "share": wording.of_best(board.total, best) if isinstance(best, int) and best > 0 else "",
    }


def shown_rows(rows: list[Row], scale: Scale) -> list[dict[str, Any]]:
    return [
        {
            "mentee": row.mentee,
            "mentor": row.mentor,
            "place": row.place,
            "percent": scale.percent(row.place.score),
            "parts": scale.telling(row.place.parts),
            "notes": row.notes,
        }
        for row in rows
    ]


def shown_effect(found: Effect, scale: Scale) -> dict[str, Any]:
    board = found.now

    def side(place: Place | None) -> dict[str, Any]:
        return {
            "name": board.people[place.mentor].name if place else "",
            "percent": scale.percent(place.score) if place else None,
            "parts": scale.telling(place.parts) if place else [],
        }

    return {
        "possible": found.possible,
        "nothing": not found.shifts,
        "parts": all(shift.after is None for shift in found.shifts),
        "exchanges": len(found.shifts) > 1 and all(shift.after for shift in found.shifts),
        "shifts": [
            {
                "mentee": shift.mentee,
                "before": side(shift.before),
                "after": side(shift.after),
                "against": sentences.against(shift, board) if shift.against else "",
            }
            for shift in found.shifts
        ],
        "average": (_average(found.now, scale), _average(found.then, scale)),
        "gain": scale.points(found.gain),
        "least": (scale.percent(found.now.least), scale.percent(found.then.least)),
        "pairs": (len(found.now.places), len(found.then.places)),
    }


def _average(board: Board, scale: Scale) -> str:
    """Of all pairs, in per cent."""
    count = len(board.places)
    return number_format(100 * board.total / (count * scale.most), 1) if count else ""


def shown_alternatives(found: list[Alternative], board: Board, scale: Scale) -> list[dict[str, Any]]:
    return [
        {
            "mentor": one.mentor,
            "percent": scale.percent(one.score),
            "parts": scale.telling(one.parts),
            "others": one.others,
            "gain": scale.points(one.effect.gain),
            "fewer": len(board.places) - len(one.effect.then.places),
            "moves": moves_as_text(one.moves),
        }
        for one in found
    ]
