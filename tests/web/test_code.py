"""The page that shows what the browser must find in each file, and the attributes that hold it to it."""

import base64
import hashlib
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from ithaca.accounts.models import Person
from ithaca.design.components.assets import release
from tests.cast import Cast

pytestmark = pytest.mark.django_db
ASSET_TAG = re.compile(r'<(?:script[^>]* src|link rel="stylesheet" href)="(/static/[^"]+)"([^>]*)>')


def sha384(data: bytes) -> str:
    return "sha384-" + base64.b64encode(hashlib.sha384(data).digest()).decode()


def test_the_list_of_the_release_names_the_built_files_as_they_are() -> None:
    names = {asset.path for asset in release()}
    assert {"ithaca/site.js", "ithaca/room.fr.js", "ithaca/vault.en.js", "ithaca/site.css"} <= names
    assert len([name for name in names if name.startswith("ithaca/everything.")]) == 2
    for asset in release():
        assert sha384(Path(str(finders.find(asset.path))).read_bytes()) == asset.integrity


@pytest.mark.parametrize(
    ("language", "words"), [("fr", "Ce que cela ne prouve pas"), ("en", "does not prove")]
)
def test_anybody_sees_the_hash_of_every_asset_and_what_it_is_worth(language: str, words: str) -> None:
    page = Client(headers={"accept-language": language}).get("/code/").content.decode()
    assert words in page
    for asset in release():
        assert f'data-src="{asset.url}" data-expected="{asset.integrity}"' in page


def test_the_confidentiality_page_leads_there() -> None:
    assert 'href="/code/"' in Client().get("/confidentiality/").content.decode()


@pytest.mark.parametrize(
    "address", ["/", "/code/", "/vault/", "/vault/export/", "/vault/search/", "/nowhere/"]
)
def test_every_page_names_the_hash_of_what_it_loads(
    address: str, cast: Cast, sign_in: Callable[[Person], Client]
) -> None:
    answer = sign_in(cast.mentee).get(address)
    assert answer.headers["Integrity-Policy"] == "blocked-destinations=(script)"
    tags = ASSET_TAG.findall(answer.content.decode())
    served = {asset.url: asset.integrity for asset in release()}
    assert len(tags) >= 2
    for url, rest in tags:
        assert f'integrity="{served[url]}"' in rest


def test_no_page_may_ask_for_the_camera(cast: Cast, sign_in: Callable[[Person], Client]) -> None:
    browser = sign_in(cast.mentee)
    for address in ("/", "/vault/"):
        assert "camera=()" in browser.get(address).headers["Permissions-Policy"]
