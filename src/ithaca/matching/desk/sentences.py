"""What stands against a change, and what was changed, in words."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ithaca.directory import topics
from ithaca.matching import wording
from ithaca.matching.desk.board import CAPACITY, LOCKED, Board, Member, Shift
from ithaca.matching.models import RunChange
from ithaca.programmes.vocabulary import Own


def rule(name: str) -> str:
    """A rule as what it asks for."""
    if name == LOCKED:
        return _("The pair is locked")
    return str(wording.RULES.get(name, name))


def against(shift: Shift, board: Board) -> str:
    """Why a mentee can't have a mentor."""
    mentee = shift.mentee.name
    if LOCKED in shift.against:
        return _("The pair of %(mentee)s is locked. Unlock it first if you mean to change it.") % {
            "mentee": mentee
        }
    assert shift.after is not None
    mentor = board.people[shift.after.mentor].name
    if shift.against[0] == CAPACITY:
        return _("%(mentor)s has no free place for %(mentee)s.") % {"mentor": mentor, "mentee": mentee}
    return _(
        "%(mentee)s and %(mentor)s can't be a pair: “%(rule)s” does not hold. A rule that is wrong is changed in the policy."
    ) % {"mentee": mentee, "mentor": mentor, "rule": rule(shift.against[0])}


def told(change: RunChange, board: Board) -> Iterator[str]:
    """What a change was, a line a mentee."""
    for mentee, before in change.before.items():
        after = change.after.get(mentee)
        facts = {
            "mentee": _name(board, mentee),
            "before": _name(board, before["mentor"]) if before else _("nobody"),
            "after": _name(board, after["mentor"]) if after else _("nobody"),
        }
        if before and after and before["mentor"] == after["mentor"]:
            pair = f"{facts['mentee']} · {facts['after']}"
            yield (_("%(pair)s: locked") if after["locked"] else _("%(pair)s: unlocked")) % {"pair": pair}
        else:
            yield _("%(mentee)s: %(after)s in place of %(before)s") % facts


def _name(board: Board, key: str) -> str:
    found = board.people.get(UUID(key))
    return found.name if found else _("somebody who has left")


def reasons(one: Member) -> list[tuple[str, int]]:
    """For somebody without a mentor: what each rule asks for, and how many mentors it keeps away."""
    counted: Mapping[str, int] = one.unmatched.get("rules") or {}
    return sorted(((rule(name), int(n)) for name, n in counted.items() if n), key=lambda each: -each[1])


def smallest_change(one: Member, board: Board) -> str:
    """What would give somebody a mentor with the least said otherwise."""
    if one.unmatched.get("parted"):
        return ""
    if "now" in one.unmatched:
        names = [each.name for each in board.side("mentor") if each.number == one.unmatched["now"]]
        return _(
            "%(mentor)s would be theirs in the best result as things stand: see whom they could have."
        ) % {"mentor": names[0]}
    place, lifted = one.unmatched.get("place"), one.unmatched.get("lifted")
    if place:
        names = [each.name for each in board.side("mentor") if each.number in place]
        return _("one more place with %(names)s.") % {"names": get_text_list(names, _("or"))} if names else ""
    if lifted:
        rules = get_text_list([_("“%(rule)s”") % {"rule": rule(name)} for name in lifted["rules"]], _("and"))
        return ngettext(
            "if %(rules)s did not hold for this person, %(n)s mentor would be theirs in the best result.",
            "if %(rules)s did not hold for this person, one of %(n)s mentors would be theirs in the best result.",
            lifted["mentors"],
        ) % {"rules": rules, "n": lifted["mentors"]}
    alone: Mapping[str, int] = one.unmatched.get("alone") or {}
    if one.unmatched.get("possible") or not alone:
        return ""
    name, count = max(alone.items(), key=lambda each: each[1])
    return ngettext(
        "if “%(rule)s” did not hold for this person, %(n)s mentor would be possible.",
        "if “%(rule)s” did not hold for this person, %(n)s mentors would be possible.",
        count,
    ) % {"rule": rule(name), "n": count}


def possible(one: Member) -> int:
    """How many mentors no rule kept away, whose places went to others."""
    return int(one.unmatched.get("possible") or 0)


def facts(content: Mapping[str, Any], own: Own) -> list[tuple[str, list[str]]]:
    """What was known of somebody in the run, in words."""
    named = [
        (str(wording.CRITERIA["topics"]), "topics", "expertise"),
        (str(wording.CRITERIA["sectors"]), "sectors", "sector"),
        (str(wording.CRITERIA["languages"]), "languages", "language"),
        (str(wording.CRITERIA["roles"]), "roles", "role"),
    ]
    told = [(title, topics.labels(facet, content.get(name, []), own)) for title, name, facet in named]
    plain = [(_("Level"), "level"), (_("Unit"), "unit"), (_("Place"), "place")]
    return told + [(title, [str(content[name])]) for title, name in plain if content.get(name)]
