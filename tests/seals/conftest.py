from pathlib import Path

import pytest
from pytest_django import Settings

from tests.database import kept
from tests.seals.sealed import Held, make_held
from tests.seals.sealers import Sealers, make_sealers
from tests.seals.shelves import Shelf


@pytest.fixture
def world(db: None) -> Sealers:
    return kept("sealers", make_sealers)


@pytest.fixture
def held(db: None) -> Held:
    """The programme of the cast with a seal in force, listed."""
    return kept("a sealed programme", make_held)


@pytest.fixture
def shelf(world: Sealers, tmp_path: Path, settings: Settings) -> Shelf:
    """Clémence and Claude keep the documents of a file that Clémence has begun; Aude and Aziz have keys to read."""
    settings.DATA_DIR = tmp_path
    made = Shelf(world, world.begun())
    made.has_keys(world.clemence, world.claude, *world.auditors[:2])
    made.opened_by(world.clemence, world.claude)
    return made
