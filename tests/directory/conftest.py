from collections.abc import Iterator

import pytest
from django.utils import translation

from tests.cast import Cast
from tests.directory.people import Keys


@pytest.fixture
def keys(cast: Cast) -> Keys:
    return Keys()


@pytest.fixture(autouse=True)
def refusals_in_the_language_of_the_code() -> Iterator[None]:
    with translation.override("en"):
        yield
