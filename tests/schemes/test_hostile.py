"""Files that somebody made to do harm, or by mistake: each is refused in words, soon, and nothing of it is kept."""

import csv
import io
import json
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from ithaca import catalogue
from ithaca.accounts.models import Person
from ithaca.competences import exchange as frameworks
from ithaca.competences import wording as framework_words
from ithaca.editions import limits
from ithaca.editions.faults import MOST_FAULTS, Faulty
from ithaca.kernel.ids import new_id
from ithaca.schemes import exchange as schemes
from ithaca.schemes import wording
from ithaca.schemes.document import content_of
from ithaca.schemes.models import SchemeVersion
from tests.schemes.networks import Schemers


@pytest.fixture(autouse=True)
def the_readers_own_limit() -> None:
    """The command line lets longer cells in; what a process of pages reads is as Python has it."""
    csv.field_size_limit(131_072)


SCHEME = catalogue.scheme("programme-quality")
FRAMEWORK = catalogue.framework("business-mentor")
TOML = schemes.write(SCHEME, "toml").decode()
FRAME = frameworks.write(FRAMEWORK, "toml", address="").decode()


def sheet(change: Callable[[list[list[str]]], object]) -> bytes:
    """The shipped scheme as CSV, changed."""
    rows = list(csv.reader(io.StringIO(schemes.write(SCHEME, "csv").decode("utf-8-sig"))))
    change(rows)
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


def cell(row: str, column: str, value: str) -> Callable[[list[list[str]]], object]:
    """Puts a value into the first line of this kind."""

    def change(rows: list[list[str]]) -> None:
        line = next(each for each in rows if each[0] == row)
        line[rows[0].index(column)] = value

    return change


def instead(old: str, new: str) -> bytes:
    assert old in TOML
    return TOML.replace(old, new, 1).encode()


def many_standards(count: int) -> bytes:
    content = content_of(SCHEME)
    first, *_rest = content["requirements"][0]["standards"]
    for n in range(count):
        slug = f"more_{n}"
        content["requirements"][n % 5]["standards"].append({**first, "slug": slug})
        for words in content["texts"].values():
            words["standards"][slug] = {"label": "Encore"}
    return tomlish(content)


def tomlish(content: dict[str, Any]) -> bytes:
    """Content as TOML in inline tables: whatever it holds, wrong or not."""

    def value(each: Any) -> str:
        if isinstance(each, dict):
            return "{" + ", ".join(f"{json.dumps(key)} = {value(one)}" for key, one in each.items()) + "}"
        if isinstance(each, list):
            return "[" + ",\n".join(value(one) for one in each) + "]"
        return json.dumps(each)

    lines: list[str] = []
    for key, each in content.items():
        if key != "texts":
            lines.append(f"{key} = {value(each)}")
    for code, words in content["texts"].items():
        for part, told in words.items():
            if not isinstance(told, dict):
                lines.append(f"texts.{code}.{part} = {value(told)}")
                continue
            for slug, one in told.items():
                lines.append(f"texts.{code}.{part}.{json.dumps(slug)} = {value(one)}")
    return "\n".join(lines).encode()


TITLE = 'title = "Qualité d’un programme de mentorat"'
FILES: list[tuple[str, bytes, str, str]] = [
    ("deep arrays", b"a = " + b"[" * 50_000, "x.toml", "deep"),
    ("a name of many parts", b"a" + b".a" * 400_000 + b" = 1", "x.toml", "dots"),
    ("a thousand names of many parts", (b"a" + b".a" * 140 + b" = 1\n") * 3_000, "x.toml", "toml"),
    ("a number of thousands of digits", b"a = " + b"9" * 100_000, "x.toml", "huge"),
    ("a number beyond sense", instead("points = 3", "points = 99999999999999999999"), "x.toml", "huge"),
    ("no number", instead("points = 3", "points = nan"), "x.toml", "huge"),
    ("more points than there are", instead("points = 3", "points = 101"), "x.toml", "range"),
    ("points below nothing", instead("points = 3", "points = -1"), "x.toml", "range"),
    ("months without end", instead("valid_months = 36", "valid_months = 100000"), "x.toml", "range"),
    ("an end of the world", instead("at_least = 1", "at_least = 1_000_000"), "x.toml", "range"),
    ("bounds that cross", instead("at_least = 1", "at_least = 9\nat_most = 2"), "x.toml", "bounds"),
    ("a key twice", instead("tiers =", 'tiers = ["x"]\ntiers ='), "x.toml", "toml"),
    ("a key nobody knows", b'surprise = "!"\n' + TOML.encode(), "x.toml", "unknown"),
    ("a language nobody speaks", TOML.replace("[texts.en", "[texts.tlh").encode(), "x.toml", "language"),
    ("a language that is a path", TOML.replace("[texts.en", '[texts."../x"').encode(), "x.toml", "language"),
    ("a date where a number stands", instead("points = 3", "points = 2026-01-01"), "x.toml", "shape"),
    ("a long slug", TOML.replace("aims_fit", "a" * 41).encode(), "x.toml", "long"),
    ("a very long slug", TOML.replace("aims_fit", "a" * 4_000).encode(), "x.toml", "name"),
    (
        "a slug that is markup",
        TOML.replace("aims_fit", '"<b>"').replace('""', '"').encode(),
        "x.toml",
        "code",
    ),
    ("a text without end", instead(TITLE, f'title = "{"long " * 2_000}"'), "x.toml", "long"),
    ("a NUL", instead(TITLE, 'title = "Quality\\u0000"'), "x.toml", "unseen"),
    ("an escape of terminals", instead(TITLE, 'title = "\\u001b[2J"'), "x.toml", "unseen"),
    ("nothing but blanks", instead(TITLE, 'title = "   "'), "x.toml", "empty"),
    ("hundreds of standards", many_standards(450), "x.toml", "many"),
    ("a requirement of hundreds", many_standards(600), "x.toml", "many"),
    ("a hundred thousand values", b"x = [" + b"1," * 100_000 + b"]", "x.toml", "values"),
    ("a hundred thousand keys", b"\n".join(b"k%d = 1" % n for n in range(100_000)), "x.toml", "values"),
    ("ten thousand wrong keys", b"\n".join(b"k%d = 1" % n for n in range(10_000)), "x.toml", "unknown"),
    (
        "twenty levels",
        instead("[[levels]]", '[[levels]]\nslug = "x"\nrules = []\n[[levels]]'),
        "x.toml",
        "few",
    ),
    ("a level after itself", instead('after = "recognised"', 'after = "advanced"'), "x.toml", "before"),
    ("a rule nobody knows", instead('rule = "all_of"', 'rule = "magic"'), "x.toml", "choice"),
    ("too large", b"#" * (limits.LARGEST_NUMBER * 3), "x.toml", "large"),
    ("a weight of nothing", sheet(cell("standard", "weight", "0")), "x.csv", "range"),
    ("a weight beyond sense", sheet(cell("standard", "weight", "9" * 6)), "x.csv", "range"),
    ("a weight in words", sheet(cell("standard", "weight", "1e3")), "x.csv", "number"),
    ("a validity of nothing", sheet(cell("level", "valid_months", "0")), "x.csv", "range"),
    ("a NUL in a cell", sheet(cell("standard", "text_fr", "Voici\x00")), "x.csv", "unseen"),
    ("a cell without end", sheet(cell("standard", "text_fr", "x" * 6_000)), "x.csv", "long"),
    ("a cell beyond the reader", sheet(cell("standard", "text_fr", "x" * 200_000)), "x.csv", "csv"),
    ("a formula for a code", sheet(cell("standard", "code", "=1+1")), "x.csv", "code"),
    ("a column twice", sheet(lambda rows: rows[0].__setitem__(3, rows[0][2])), "x.csv", "twice"),
    ("a column misspelt", sheet(lambda rows: rows[0].__setitem__(-1, "mnths")), "x.csv", "column"),
    ("a cell beside", sheet(lambda rows: rows[3].append("lost")), "x.csv", "beside"),
    ("two heads", sheet(lambda rows: rows.insert(2, ["scheme", "other", *rows[1][2:]])), "x.csv", "twice"),
    ("two steps that are enough", sheet(cell("step", "met", "yes")), "x.csv", "twice"),
    ("lines without end", sheet(lambda rows: rows.extend([["tier", "basic"]] * 9_000)), "x.csv", "rows"),
    (
        "columns without end",
        b"row,code," + b",".join(b"text_%d" % n for n in range(50_000)),
        "x.csv",
        "languages",
    ),
]


def refused(data: bytes, name: str, read: Callable[[bytes, str], object]) -> list[tuple[str, str]]:
    began = time.process_time()
    with pytest.raises(Faulty) as caught:
        read(data, name)
    assert time.process_time() - began < 5, "a worker of the server stands still for so long"
    assert 1 <= len(caught.value.faults) <= MOST_FAULTS
    return [(fault.where, fault.rule) for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("data", "name", "rule"), [case[1:] for case in FILES], ids=[case[0] for case in FILES]
)
def test_a_bad_scheme_is_refused_soon_and_in_words(data: bytes, name: str, rule: str) -> None:
    found = refused(data, name, schemes.read)
    assert rule in {each for _where, each in found}, found[:5]
    assert {each for _where, each in found} <= wording.FAULTS.keys()


def case_with(change: Callable[[dict[str, Any]], object]) -> bytes:
    """The shipped framework as a CASE package, changed."""
    package = json.loads(frameworks.write(FRAMEWORK, "case", address="https://x.example.org"))
    change(package)
    return json.dumps(package).encode()


def own(package: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = package["CFDocument"]["extensions"]["ithaca"]
    return found


def doubled_parents(package: dict[str, Any]) -> None:
    """A link hundreds of times: as things there would be billions."""
    links = [each for each in package["CFAssociations"] if each["associationType"] == "isChildOf"]
    package["CFAssociations"] = links[:6] * 250


def half(package: dict[str, Any]) -> None:
    """Half a character, as broken programs write it."""
    own(package).pop("texts")
    package["CFItems"][-1]["fullStatement"] = "\ud800"


FRAMES: list[tuple[str, bytes, str, str]] = [
    ("deep objects", b'{"a":' * 100_000, "x.json", "deep"),
    ("a key twice", b'{"CFDocument": {}, "CFDocument": {}}', "x.json", "twice"),
    ("a number without end", b'{"a": ' + b"9" * 50_000 + b"}", "x.json", "huge"),
    ("links without end", case_with(doubled_parents), "x.json", "twice"),
    ("an item twice", case_with(lambda each: each["CFItems"].append(each["CFItems"][0])), "x.json", "twice"),
    (
        "half a surrogate",
        case_with(half),
        "x.json",
        "unseen",
    ),
    (
        "levels of a name alone",
        case_with(lambda each: own(each).update(levels=[{"slug": "gold"}], texts=None)),
        "x.json",
        "missing",
    ),
    (
        "kinds that are none",
        case_with(lambda each: own(each).update(kinds="all", texts=None)),
        "x.json",
        "few",
    ),
    ("texts that are none", case_with(lambda each: own(each).update(texts=[1])), "x.json", "shape"),
    ("hours without end", FRAME.replace("hours = ", "hours = 9000", 1).encode(), "x.toml", "range"),
    (
        "an address that runs",
        FRAME.replace('uri = "http://', 'uri = "javascript:', 1).encode(),
        "x.toml",
        "code",
    ),
    ("a NUL", FRAME.replace('title = "', 'title = "\\u0000', 1).encode(), "x.toml", "unseen"),
    ("no language", FRAME.replace("[texts.en", "[texts.qqq").encode(), "x.toml", "language"),
    ("deep arrays", b"a = " + b"[" * 50_000, "x.toml", "deep"),
]


@pytest.mark.parametrize(
    ("data", "name", "rule"), [case[1:] for case in FRAMES], ids=[case[0] for case in FRAMES]
)
def test_a_bad_framework_is_refused_soon_and_in_words(data: bytes, name: str, rule: str) -> None:
    found = refused(data, name, frameworks.read)
    assert rule in {each.split(" ")[0] for _where, each in found}, found[:5]
    assert {each for _where, each in found} <= framework_words.FAULTS.keys()


def test_a_formula_stays_a_text_on_its_way_out() -> None:
    formula = '=HYPERLINK("https://evil.example";"Click")'
    kept = schemes.read(sheet(cell("standard", "text_fr", formula)), "x.csv")
    written = schemes.write(kept, "csv").decode("utf-8-sig")
    told = [each for row in csv.reader(io.StringIO(written)) for each in row if "HYPERLINK" in each]
    assert told == [f"'{formula}"]
    assert content_of(schemes.read(written.encode(), "x.csv")) == content_of(kept)


@pytest.mark.django_db
def test_nothing_of_a_bad_file_is_kept_and_the_page_says_what_to_do(
    world: Schemers, sign_in: Callable[[Person], Client]
) -> None:
    client, address = sign_in(world.oriane), f"/networks/{world.large.slug}/schemes/new/"
    for name, data, file, _rule in FILES[3:14]:
        sent = {"id": str(new_id()), "file": SimpleUploadedFile(file, data)}
        answer = client.post(address, sent)
        assert answer.status_code == 422, name
        assert "Rien n’a été importé" in answer.content.decode(), name
    assert not SchemeVersion.objects.exists()
