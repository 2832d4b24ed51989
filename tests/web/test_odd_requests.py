"""What no browser sends: addresses and bodies made up to confuse. A clear answer, never an error of ours."""

import io
import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from ithaca.accounts.models import Person
from ithaca.design.forms import NameField
from ithaca.directory import photos
from ithaca.kernel.cells import harmless, restored
from tests.cast import Cast

pytestmark = pytest.mark.django_db
SignIn = Callable[[Person], Client]


@pytest.mark.parametrize("address", ["/programmes/cap%00ouest/", "/programmes/cap-ouest/directory/?q=a%00b"])
def test_an_address_with_a_null_character_is_not_there(cast: Cast, sign_in: SignIn, address: str) -> None:
    assert sign_in(cast.mentee).get(address).status_code == 404


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/json; charset=klingon", b'{"way": "x"}'),
        ("application/json; charset=utf-16", b'{"way": "x"}'),
        ("application/json", b"[" * 100_000),
        ("application/json", b"\xff\xfe"),
        ("application/json", b'"' + b"a" * 5_000_000 + b'"'),
        ("application/json", json.dumps({"half": "a\0b"}).encode()),
        ("text/plain", b"way=x"),
    ],
    ids=["charset", "utf-16", "deep", "no text", "5 MB", "null", "no JSON"],
)
def test_a_body_that_is_no_request_is_refused_in_json(
    cast: Cast, sign_in: SignIn, kind: str, body: bytes
) -> None:
    answer = sign_in(cast.mentee).put("/api/vault/session-half", data=body, content_type=kind)
    assert 400 <= answer.status_code < 500
    assert answer.json()["message"]


@pytest.mark.parametrize(
    "file",
    [
        b"",
        b"\x89PNG\r\n\x1a\n" + b"\0" * 40,
        b"RIFF\x10\0\0\0WEBPVP8 \xff\xff\xff\xff",
        b"\xff\xd8\xff\xe1\0\x10Exif\0\0II*\0\xff\xff\xff\xff",
    ],
    ids=["empty", "png", "webp", "exif"],
)
def test_a_file_that_only_begins_like_a_picture_is_none(file: bytes) -> None:
    with pytest.raises(photos.NotAPhoto):
        photos.portrait(io.BytesIO(file))


def test_pictures_are_unpacked_one_after_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    upload = io.BytesIO()
    Image.new("RGB", (40, 30)).save(upload, "PNG")
    together = Barrier(2)
    met = []

    def unpack(picture: Image.Image) -> Image.Image:
        with suppress(BrokenBarrierError):
            met.append(together.wait(timeout=0.3))
        return picture.copy()

    monkeypatch.setattr("PIL.ImageOps.exif_transpose", unpack)
    with ThreadPoolExecutor(2) as pool:
        made = list(pool.map(photos.portrait, [io.BytesIO(upload.getvalue()) for _thread in range(2)]))
    assert all(made)
    assert not met


def test_a_name_is_one_visible_line() -> None:
    field = NameField(max_length=120)
    assert field.clean("Marc\u202eemoleD\u202c\r\nBcc: x\0") == "Marc emoleD Bcc: x"
    assert field.clean("  Inès   Benali ") == "Inès Benali"
    assert field.clean("نام\u200cها") == "نام\u200cها"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_no_cell_of_an_export_is_a_formula(start: str) -> None:
    assert harmless(f"{start}1+1").startswith("'")


@pytest.mark.parametrize("end", [";", "; ", "\t", "\n", "\r\n"])
def test_no_part_of_a_cell_is_a_formula_where_a_program_ends_the_cell_elsewhere(end: str) -> None:
    text = f"Jean{end}=HYPERLINK(1){end}+1{end}- point"
    assert harmless(text) == f"Jean{end}'=HYPERLINK(1){end}'+1{end}'- point"
    assert restored(harmless(text)) == text
    assert harmless("Anne-Marie; l'île + la mer") == "Anne-Marie; l'île + la mer"


def test_a_sign_up_with_an_invisible_name_asks_for_one() -> None:
    page = Client().post(
        reverse("account_signup"),
        {"name": "\u202e\u200b", "email": "x@example.org", "password1": "chaloupe-trois-mats"},
    )
    assert page.status_code == 200
    assert Person.objects.filter(email="x@example.org").count() == 0


@pytest.mark.parametrize(
    "target", ["null", "-0", "a:b", "web:home", "", "https://elsewhere.example/", "//elsewhere.example"]
)
def test_a_language_is_chosen_wherever_the_form_says_it_came_from(target: str) -> None:
    answer = Client().post(reverse("accounts:set_language"), {"language": "en", "next": target})
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert answer.cookies["django_language"].value == "en"


def test_an_upload_that_lies_about_its_kind_is_refused_on_the_form(cast: Cast, sign_in: SignIn) -> None:
    address = reverse("directory:profile", args=[cast.programme.slug, "mentor"])
    upload = SimpleUploadedFile("me.png", b"<svg onload=alert(1)>", "image/png")
    answer = sign_in(cast.mentor).post(address, {"photo": upload})
    assert answer.status_code == 422
