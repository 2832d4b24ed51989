"""Every mail belongs to a kind that people can choose about."""

from ithaca.journal import dispatch
from ithaca.notifications.kinds import ALWAYS, DEFAULTS, Delivery, Kind, named_kind
from ithaca.notifications.labels import KINDS


def told_of() -> set[str]:
    """The verbs that a mail follows."""
    return {
        verb
        for verb, reactions in dispatch._reactions.items()
        if any(reaction.__module__.startswith("ithaca.notifications.words") for reaction in reactions)
    }


def test_each_fact_that_people_are_told_of_has_its_kind_in_kinds_py() -> None:
    assert told_of()
    assert sorted(verb for verb in told_of() if named_kind(verb) is None) == []


def test_each_kind_has_a_name_and_a_default() -> None:
    assert set(KINDS) == set(Kind)
    assert set(DEFAULTS) | ALWAYS == set(Kind)
    assert Delivery.OFF not in DEFAULTS.values()
