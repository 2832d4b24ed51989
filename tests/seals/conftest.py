import pytest

from tests.database import kept
from tests.seals.sealed import Held, make_held
from tests.seals.sealers import Sealers, make_sealers


@pytest.fixture
def world(db: None) -> Sealers:
    return kept("sealers", make_sealers)


@pytest.fixture
def held(db: None) -> Held:
    """The programme of the cast with a seal in force, listed."""
    return kept("a sealed programme", make_held)
