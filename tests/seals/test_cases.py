"""What is known of a file: live while it is written, frozen once it is handed in."""

import hashlib
import json

from ithaca.seals import cases, freezing
from ithaca.seals.models import Answer, SealFile
from tests.seals.sealers import Sealers


def test_the_case_of_a_running_self_assessment_is_its_answers_and_the_facts_of_today(world: Sealers) -> None:
    row = world.begun()
    world.says(row, a1="done", b1="shown")
    case = cases.case_of(row)
    assert case.answers == {"a1": "done", "b1": "shown"}
    assert set(case.facts) == {"aims_described", "coordinators"}
    assert case.facts["aims_described"] == 1


def test_what_was_handed_in_counts_whatever_is_written_afterwards(world: Sealers) -> None:
    row = world.begun()
    world.says(row, a1="done", a2="done", b1="done")
    frozen = freezing.freeze(row)
    SealFile.objects.filter(pk=row.pk).update(frozen=frozen, state="handed in")
    Answer.objects.filter(file=row).update(step="nothing")
    assert cases.case_of(world.now(row)).answers == {"a1": "done", "a2": "done", "b1": "done"}


def test_the_auditors_steps_stand_in_place_of_the_answers(world: Sealers) -> None:
    row = world.begun()
    world.says(row, a1="done", b1="shown")
    assert cases.case_of(row, steps={"b1": "nothing"}).answers == {"a1": "done", "b1": "nothing"}


def test_a_file_that_was_sent_back_is_live_again(world: Sealers) -> None:
    row = world.begun()
    world.says(row, a1="done")
    SealFile.objects.filter(pk=row.pk).update(frozen=freezing.freeze(row), state="self-assessment")
    world.says(row, a1="shown")
    assert cases.case_of(world.now(row)).answers == {"a1": "shown"}


def test_the_hash_is_that_of_the_canonical_bytes_and_survives_the_database(world: Sealers) -> None:
    row = world.begun()
    world.says(row, a1="done")
    frozen = freezing.freeze(row)
    SealFile.objects.filter(pk=row.pk).update(frozen=frozen)
    stored = world.now(row).frozen
    assert stored is not None
    assert freezing.digest(stored) == freezing.digest(frozen)
    plain = {"b": 1, "a": "é", "c": [True, None]}
    canonical = json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    assert freezing.digest(plain) == hashlib.sha256(canonical).hexdigest()
