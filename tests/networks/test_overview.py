"""The overview of a network in several countries shows where they lie, and nothing where there is nothing to compare."""

import re

from ithaca.organisations.places import countries
from ithaca.web.networks.overview import OUTLINES, _outlines, overview
from tests.networks.lands import land


def test_neighbours_fill_the_picture_and_each_number_stands_in_its_country() -> None:
    found = overview([land("FR", nowhere=4), land("BE", nowhere=1), land("CH", nowhere=9)])
    assert found is not None
    counted = {country.name: (country.n, country.shade) for country in found.countries if country.n}
    assert counted == {"France": (4, 2), "Belgique": (1, 1), "Suisse": (9, 3)}
    assert [country.n > 0 for country in found.countries][-3:] == [True, True, True], "drawn above the others"
    assert all(0 < one.x < found.width and 0 < one.y < found.height for one in found.countries if one.n)
    assert len(found.countries) < 60, "the other side of the world is not sent"


def test_two_continents_fit_and_the_picture_is_neither_a_strip_nor_a_tower() -> None:
    for codes in (("FR", "CA"), ("NO", "ZA"), ("LU", "MC"), ("CL", "NZ")):
        found = overview([land(code, nowhere=1) for code in codes])
        assert found is not None
        assert 1.2 <= found.width / found.height <= 2.01, codes
        assert all(0 < one.x < found.width and 0 < one.y < found.height for one in found.countries if one.n)


def test_one_country_has_its_own_map_and_what_is_not_drawn_is_said() -> None:
    assert overview([land("FR", nowhere=4)]) is None
    assert overview([land("FR", nowhere=4), land("VA", nowhere=1)]) is None
    found = overview([land("FR", nowhere=1), land("BE", nowhere=1), land("", nowhere=2)])
    assert found is not None
    assert found.elsewhere == 2


def test_every_outline_is_of_a_country_and_is_nothing_but_a_path() -> None:
    assert OUTLINES.stat().st_size < 300_000
    known = {"XK", *(code for code, _name in countries())}  # Kosovo has no code of the standard's own
    for code, each in _outlines().items():
        assert code in known, code
        assert re.fullmatch(r"(M-?\d+,-?\d+l(-?\d+,-?\d+ ?)*z)+", each["path"]), code
