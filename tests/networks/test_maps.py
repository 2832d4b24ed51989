"""Maps of countries by region: from the outlines that are part of the product."""

import json

from ithaca.organisations.places import region_name, regions
from ithaca.web.networks.maps import OUTLINES, picture
from tests.networks.lands import land


def test_a_region_is_drawn_darker_the_more_programmes_it_has_and_what_is_off_the_map_is_said() -> None:
    drawn = picture(land("FR", FR_PDL=2, FR_BRE=1, FR_IDF=4, FR_974=1, nowhere=2))
    assert drawn is not None
    shades = {region.name: (region.n, region.shade) for region in drawn.regions if region.n}
    assert shades == {"Pays de la Loire": (2, 2), "Bretagne": (1, 1), "Île-de-France": (4, 3)}
    assert drawn.elsewhere == 3  # La Réunion, and those without a region
    assert len(drawn.regions) == 13
    assert all(0 <= region.x <= drawn.width and 0 <= region.y <= drawn.height for region in drawn.regions)


def test_a_country_without_outlines_has_no_map() -> None:
    assert picture(land("VA", nowhere=1)) is None
    assert picture(land("../FR", nowhere=1)) is None


def test_every_outline_is_of_a_region_that_can_be_chosen() -> None:
    for path in OUTLINES.glob("*.json"):
        drawn = json.loads(path.read_text())["regions"]
        assert set(drawn) <= {code for code, _name in regions(path.stem)}, path.stem


def test_regions_are_called_as_one_says_it() -> None:
    assert region_name("BE-WAL") == "Région wallonne"
    assert region_name("BE-BRU") == "Région de Bruxelles-Capitale"
    assert region_name("FR-XXX") == ""
