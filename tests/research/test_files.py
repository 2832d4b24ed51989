"""The files of an edition, read as those who use them would."""

import csv
import hashlib
import io
import json
import re
import zipfile
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse
from pyld import jsonld

from ithaca.kernel.ids import new_id
from ithaca.research.files import archive
from ithaca.research.models import Release
from ithaca.research.queries import archive_of
from ithaca.research.variables import SLUGS
from tests.factories import make_network, make_person
from tests.research.releases import make_release
from tests.research.world import CONTENT, make_study

pytestmark = pytest.mark.django_db


@pytest.fixture
def release(db: None) -> Release:
    rosa = make_person("Rosa Recherche")
    return make_release(make_study(make_network(rosa), rosa))


@pytest.fixture
def files(release: Release) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(archive_of(release))) as packed:
        assert packed.testzip() is None
        return {name: packed.read(name) for name in packed.namelist()}


def test_the_package_holds_the_table_and_all_that_explains_it(files: dict[str, bytes]) -> None:
    assert list(files) == [
        "README.md",
        "data.csv",
        "dictionary.md",
        "data.csv-metadata.json",
        "dcat.jsonld",
        "anonymity.json",
        "CITATION.cff",
        "LICENSE.txt",
        "dictionary.csv",
    ]


def test_the_same_files_are_packed_to_the_same_bytes(files: dict[str, bytes], release: Release) -> None:
    assert archive.packed(files) == archive_of(release)
    assert hashlib.sha256(archive_of(release)).hexdigest() == release.sha256
    assert hashlib.sha256(files["data.csv"]).hexdigest() == release.table_sha256


def test_the_table_is_as_rfc_4180_has_it(files: dict[str, bytes], release: Release) -> None:
    text = files["data.csv"].decode()
    assert text.count("\r\n") == text.count("\n") == release.lines + 1
    heading, *lines = csv.reader(io.StringIO(text))
    assert heading == [slug for slug in SLUGS if slug in CONTENT.variables]
    assert {len(line) for line in lines} == {len(heading)}
    assert lines == sorted(lines)


def test_csv_on_the_web_describes_every_column_and_each_value_fits(files: dict[str, bytes]) -> None:
    told = json.loads(files["data.csv-metadata.json"])
    assert told["@context"][0] == "http://www.w3.org/ns/csvw"
    assert told["url"] == "data.csv"
    columns = told["tableSchema"]["columns"]
    heading, *lines = csv.reader(io.StringIO(files["data.csv"].decode()))
    assert [column["name"] for column in columns] == heading
    for line in lines:
        for column, value in zip(columns, line, strict=True):
            assert re.fullmatch(column["datatype"]["format"], value)


def test_the_dictionary_says_each_value_in_both_languages(files: dict[str, bytes]) -> None:
    rows = list(csv.DictReader(io.StringIO(files["dictionary.csv"].decode())))
    table = list(csv.DictReader(io.StringIO(files["data.csv"].decode())))
    assert {(row["variable"], row["value"]) for row in rows} == {
        (name, line[name]) for line in table for name in line
    }
    for row in rows:
        assert all(
            row[f"{what}_{language}"] for what in ("name", "meaning", "value") for language in ("en", "fr")
        )
    ending = next(row for row in rows if row["value"] == "completed")
    assert (ending["value_en"], ending["value_fr"]) == ("completed", "mené à terme")


def terms(node: object) -> Iterator[str]:
    """The prefix of each property and type that a JSON-LD document uses."""
    if isinstance(node, list):
        for each in node:
            yield from terms(each)
    elif isinstance(node, dict):
        for key, value in node.items():
            if key == "@type":
                yield value.split(":")[0]
            elif key != "@context":
                yield from () if key.startswith("@") else [key.split(":")[0]]
                yield from terms(value)


def test_catalogues_read_what_is_mandatory_and_nothing_is_undefined(
    release: Release, files: dict[str, bytes], client: Client
) -> None:
    """DCAT-AP 3: title and description of a dataset, an address of each distribution; expanded without a network."""
    page = client.get(reverse("research:file", args=[release.pk, "dcat.jsonld"]))
    assert page["Content-Type"] == "application/ld+json"
    for document in (json.loads(files["dcat.jsonld"]), page.json()):
        (dataset,) = jsonld.expand(document)
        dcat, dct = "http://www.w3.org/ns/dcat#", "http://purl.org/dc/terms/"
        assert dataset["@type"] == [f"{dcat}Dataset"]
        assert dataset[f"{dct}title"] == [{"@value": CONTENT.title, "@language": "fr"}]
        assert dataset[f"{dct}description"][0]["@value"] == CONTENT.purpose
        mandatory = ("contactPoint", "distribution", "theme", "landingPage", "version")
        assert all(f"{dcat}{name}" in dataset for name in mandatory)
        for one in dataset[f"{dcat}distribution"]:
            assert one[f"{dcat}accessURL"]
            assert one[f"{dct}license"] == [{"@id": "https://creativecommons.org/licenses/by/4.0/"}]
        days = [document["dct:temporal"][f"dcat:{end}Date"]["@value"] for end in ("start", "end")]
        assert days == ["2025-01-01", "2025-12-31"]  # the last day that still belongs to it
        assert not [key for key in dataset if not key.startswith(("@", "http"))]
        assert set(terms(document)) <= document["@context"].keys()
    sums = {
        one["dct:title"]: one["spdx:checksum"]["spdx:checksumValue"]["@value"]
        for one in page.json()["dcat:distribution"]
    }
    assert sums == {"data.csv": release.table_sha256, "package.zip": release.sha256}


def test_the_feed_lists_every_edition(release: Release, client: Client) -> None:
    (catalogue,) = jsonld.expand(client.get(reverse("research:catalogue")).json())
    (dataset,) = catalogue["http://www.w3.org/ns/dcat#dataset"]
    assert dataset["@id"] == release.address


def test_the_citation_is_a_file_that_tools_read(files: dict[str, bytes], release: Release) -> None:
    lines = dict(line.split(": ", 1) for line in files["CITATION.cff"].decode().splitlines())
    told = {key: json.loads(value) for key, value in lines.items()}
    assert {"cff-version", "message", "title", "authors"} <= told.keys()
    assert (told["cff-version"], told["type"], told["license"]) == ("1.2.0", "dataset", "CC-BY-4.0")
    assert told["authors"] == [{"name": "Grand Large"}]
    assert told["url"] == release.address
    assert b"SPDX-License-Identifier: CC-BY-4.0" in files["LICENSE.txt"]


def test_the_readme_is_in_the_studys_language_whatever_the_readers(release: Release, client: Client) -> None:
    answer = client.get(
        reverse("research:file", args=[release.pk, "README.md"]), headers={"Accept-Language": "en"}
    )
    text = answer.content.decode()
    assert "Pourquoi personne ne peut être reconnu" in text
    assert release.table_sha256 in text


def test_everybody_takes_each_file_away_and_nothing_else(release: Release, client: Client) -> None:
    for name in ("package.zip", "data.csv", "dictionary.csv", "CITATION.cff", "anonymity.json"):
        answer = client.get(reverse("research:file", args=[release.pk, name]))
        assert answer.status_code == 200
        assert answer["Content-Disposition"] == f'attachment; filename="grand-large-1-{name}"'
    for name in ("nothing.csv", "settings.py", "..%2Fdata.csv"):
        assert client.get(f"/research/{release.pk}/files/{name}").status_code == 404
    assert client.get(reverse("research:release", args=[new_id()])).status_code == 404
