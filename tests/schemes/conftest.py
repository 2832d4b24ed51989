import pytest

from tests.schemes.networks import Schemers, make_schemers


@pytest.fixture
def world(db: None) -> Schemers:
    return make_schemers()
