"""What two schemes share: standards of one origin that neither has changed, and only what a seal vouches for."""

import copy
from itertools import product
from typing import Any

from hypothesis import given, settings

from ithaca.schemes import sharing
from ithaca.schemes.document import scheme_of
from tests.schemes import oracle
from tests.schemes.small import content_of, schemes, standard

ALL = {"slug": "seal", "rules": [{"rule": "all_of", "tiers": ["basic"]}]}


def pair() -> tuple[dict[str, Any], dict[str, Any]]:
    rows = [standard("one"), standard("two"), standard("three", tier="further")]
    ours = content_of([{"slug": "only", "optional": False, "standards": rows}], [ALL])
    return ours, copy.deepcopy(ours)


def supplement(ours: dict[str, Any], theirs: dict[str, Any]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    found = sharing.supplement(scheme_of(ours), "seal", scheme_of(theirs), "seal")
    return found.covered, found.remaining


def test_what_neither_has_changed_is_covered() -> None:
    ours, theirs = pair()
    assert supplement(ours, theirs) == (("one", "two"), ())
    theirs["requirements"][0]["standards"][1]["weight"] = 2
    assert supplement(ours, theirs) == (("one",), ("two",))


def test_other_words_make_another_standard_but_a_translation_does_not() -> None:
    ours, theirs = pair()
    theirs["texts"]["de"] = copy.deepcopy(theirs["texts"]["en"])
    theirs["texts"]["de"]["standards"]["one"]["label"] = "eins"
    assert supplement(ours, theirs) == (("one", "two"), ())
    theirs["texts"]["fr"]["standards"]["one"]["label"] = "autre chose"
    assert supplement(ours, theirs) == (("two",), ("one",))


def test_another_scale_makes_other_answers() -> None:
    ours, theirs = pair()
    theirs["scales"][0]["met"] = "shown"
    assert supplement(ours, theirs) == ((), ("one", "two"))


def test_a_requirement_that_they_may_leave_out_vouches_for_nothing() -> None:
    ours, theirs = pair()
    theirs["requirements"][0]["optional"] = True
    assert supplement(ours, theirs) == ((), ("one", "two"))
    ours["requirements"][0]["optional"] = True
    assert supplement(ours, theirs) == (("one", "two"), ())


@settings(max_examples=40, deadline=None)
@given(schemes(most_levels=1))
def test_a_seal_vouches_only_for_what_every_holder_meets(content: dict[str, Any]) -> None:
    scheme, level = scheme_of(content), content["levels"][0]
    slugs = [one["slug"] for _requirement, one in oracle.every_standard(content)]
    for places in product((0, 1, 2), repeat=len(slugs)):
        at = dict(zip(slugs, places, strict=True))
        if oracle.holds(content, level, at, {}):
            met = {slug for slug, place in at.items() if place >= 1}
            assert sharing.vouched(scheme, "l0") <= met
