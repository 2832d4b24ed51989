import pytest

from tests.database import kept
from tests.seals.sealers import Sealers, make_sealers


@pytest.fixture
def world(db: None) -> Sealers:
    return kept("sealers", make_sealers)
