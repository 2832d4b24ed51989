"""The stage on which a mentor is certified, told once a run."""

import pytest

from tests.cast import Cast, make_cast
from tests.certification.candidates import Stage, set_the_stage
from tests.database import kept


@pytest.fixture
def stage(db: None) -> Stage:
    return kept("stage", lambda: set_the_stage(make_cast()))


@pytest.fixture
def cast(stage: Stage) -> Cast:
    return stage.cast
