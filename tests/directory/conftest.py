import pytest

from tests.cast import Cast
from tests.directory.people import Keys


@pytest.fixture
def keys(cast: Cast) -> Keys:
    return Keys()
