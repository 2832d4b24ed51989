"""A framework leaves as TOML, CSV or CASE and comes back the same; a bad file is told line by line."""

import csv
import io
import json
import random
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ithaca import catalogue
from ithaca.competences import document
from ithaca.competences.exchange import FORMATS, Faulty, read, write

SHIPPED = catalogue.framework("business-mentor")
ADDRESS = "https://ithaca.example.org"
forms = pytest.mark.parametrize("form", FORMATS)


def sent(form: str, framework: catalogue.Framework = SHIPPED) -> bytes:
    return write(framework, form, address=ADDRESS)


def back(data: bytes, form: str) -> catalogue.Framework:
    return read(data, f"framework.{FORMATS[form].ending}")


def faults(data: bytes | str, name: str) -> list[tuple[int | None, str, str]]:
    with pytest.raises(Faulty) as caught:
        read(data.encode() if isinstance(data, str) else data, name)
    return [(fault.line, fault.where, fault.rule) for fault in caught.value.faults]


@forms
def test_what_goes_out_comes_back(form: str) -> None:
    assert document.content_of(back(sent(form), form)) == document.content_of(SHIPPED)


words = st.text(
    st.characters(blacklist_categories=["Cs", "Cc"], blacklist_characters="\ufeff"), min_size=1, max_size=60
).filter(lambda text: text == text.strip() and text.strip() and not text.startswith("'"))


@settings(max_examples=40, deadline=None)
@given(words, st.integers(1, 20), st.booleans(), st.sampled_from(list(FORMATS)))
def test_whatever_an_organisation_writes_survives(text: str, files: int, referent: bool, form: str) -> None:
    content = document.content_of(SHIPPED)
    content["texts"]["en"]["abilities"]["c1a"] = text
    content["texts"]["fr"]["title"] = text
    ability = content["areas"][0]["competences"][0]["abilities"][0]
    ability |= {"files": files, "referent": referent}
    framework = document.framework_of(content)
    assert document.content_of(back(sent(form, framework), form)) == content


def test_case_has_what_other_systems_look_for() -> None:
    package = json.loads(sent("case"))
    assert package["CFDocument"]["caseVersion"] == "1.1"
    assert len(package["CFItems"]) == 4 + 15 + 75
    ids = {item["identifier"] for item in package["CFItems"]} | {package["CFDocument"]["identifier"]}
    children = [each for each in package["CFAssociations"] if each["associationType"] == "isChildOf"]
    assert len(children) == 94
    assert {each["destinationNodeURI"]["identifier"] for each in children} <= ids
    esco = [each["destinationNodeURI"]["uri"] for each in package["CFAssociations"][94:]]
    assert all(uri.startswith("http://data.europa.eu/esco/skill/") for uri in esco)
    assert len(esco) == 4
    for part in [package["CFDocument"], *package["CFItems"], *package["CFAssociations"]]:
        assert {"identifier", "uri", "lastChangeDateTime"} <= part.keys()


def test_a_package_of_another_system_is_read_with_two_levels() -> None:
    def node(name: str) -> dict[str, str]:
        return {"identifier": name, "uri": f"https://other.example/{name}", "title": name}

    def item(name: str, code: str, statement: str) -> dict[str, str]:
        return {**node(name), "humanCodingScheme": code, "fullStatement": statement}

    package = {
        "CFDocument": {**node("doc"), "title": "Mentoring", "language": "en", "creator": "Others"},
        "CFItems": [item("a", "1", "Listen"), item("b", "1.1", "Ask"), item("c", "1.2", "Wait")],
        "CFAssociations": [
            {"associationType": "isChildOf", "originNodeURI": node(child), "destinationNodeURI": node(parent)}
            for child, parent in [("a", "doc"), ("b", "a"), ("c", "a")]
        ],
    }
    found = read(json.dumps(package).encode(), "other.json")
    assert [each.slug for each in found.competences] == ["c1"]
    assert list(found.text("en").abilities.values()) == ["Ask", "Wait"]
    assert found.text("fr").title == "Mentoring"


def test_bad_toml_names_its_lines() -> None:
    good = sent("toml").decode()
    at = next(n for n, line in enumerate(good.splitlines(), 1) if 'slug = "c7b"' in line)
    broken = good.replace('slug = "c7b"', 'slug = "c7b"\ncolour = "red"')
    assert faults("a = 1\nb = = 2\n", "x.toml") == [(2, "", "toml")]
    found = faults(broken, "x.toml")
    assert [(where.rsplit(".", 1)[-1], rule) for _, where, rule in found] == [("colour", "unknown")]
    assert found[0][0] == at + 1
    missing = good.replace('c7b = "', 'c7bb = "', 1)
    assert {rule for _, _, rule in faults(missing, "x.toml")} == {"words missing", "words too many"}


def test_bad_csv_names_its_lines_and_columns() -> None:
    lines = list(csv.reader(io.StringIO(sent("csv").decode("utf-8-sig"))))
    files, evidence = lines[0].index("files"), lines[0].index("evidence")
    at = next(n for n, line in enumerate(lines) if line[:2] == ["ability", "c3a"])
    lines[at][files] = "three"
    lines[at + 1][1] = "c3a"
    lines[at + 2][0] = "skill"
    out = io.StringIO()
    csv.writer(out).writerows(lines)
    assert faults(out.getvalue(), "x.csv") == [
        (at + 1, "files", "number"),
        (at + 2, "code", "twice"),
        (at + 3, "row", "row"),
    ]
    lines[at][files], lines[at + 1][1], lines[at + 2][0] = "3", "c3b", "ability"
    lines[at][evidence] = "papyrus"
    out = io.StringIO()
    csv.writer(out).writerows(lines)
    assert faults(out.getvalue(), "x.csv") == [(at + 1, "abilities.c3a.evidence", "reference")]


def test_a_sheet_saved_with_semicolons_is_read() -> None:
    lines = list(csv.reader(io.StringIO(sent("csv").decode("utf-8-sig"))))
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows(lines)
    assert document.content_of(read(out.getvalue().encode(), "x.csv")) == document.content_of(SHIPPED)


@pytest.mark.parametrize(
    ("data", "name", "rule"),
    [
        (b"{", "x.json", "json"),
        (b"[]", "x.json", "case"),
        (b'{"CFDocument": {}, "CFItems": [], "CFAssociations": []}', "x.json", "few"),
        (b"\xff\xfe", "x.csv", "encoding"),
        (b"a,b\n1,2\n", "x.csv", "columns"),
        (b"", "x.csv", "columns"),
        (b"", "x.toml", "missing"),
        (b"x", "x.xlsx", "ending"),
        (b"x" * (6 * 1024 * 1024), "x.toml", "large"),
    ],
)
def test_other_files_are_refused(data: bytes, name: str, rule: str) -> None:
    assert rule in {found for _, _, found in faults(data, name)}


@forms
def test_a_damaged_file_is_refused_or_read_and_never_breaks(form: str) -> None:
    data, chance, refusals = sent(form), random.Random(7), []
    for _ in range(60):
        at = chance.randrange(len(data))
        cut = chance.randrange(1, 400)
        rubbish = "".join(chance.choices(string.printable, k=5)).encode()
        try:
            back(data[:at] + rubbish + data[at + cut :], form)
        except Faulty as faulty:
            refusals.append(faulty)
    assert all(faulty.faults for faulty in refusals)
    assert refusals
