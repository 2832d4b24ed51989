"""Anybody verifies a certificate, in their own browser: every verdict, in every form; and a key is made."""

import gzip
import json
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from playwright.sync_api import Page, Request, Route, expect

from ithaca.credentials import actions, pictures, queries
from ithaca.credentials.models import Credential
from ithaca.kernel import clock
from tests.browser.conftest import OpenWindow
from tests.browser.rooms import Accessible
from tests.cast import Cast
from tests.credentials.awards import certified, certify, make_key
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db(transaction=True)
ValidHtml = Callable[[str, str], None]
WEIGHT = 85 * 1024  # of the script, compressed: loaded on these two pages alone


def drop(page: Page, name: str, content: str | bytes, verdict: str) -> None:
    """Chooses a file and reads what is said of it."""
    body = content.encode() if isinstance(content, str) else content
    page.get_by_label("Déposez un fichier ici").set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": body}
    )
    said = page.locator("[data-verdict]:visible .notice__title")
    expect(said).to_have_text(verdict)


def altered(row: Credential, **changes: object) -> str:
    return json.dumps({**queries.document(row), **changes})


def test_anybody_verifies_a_file_and_nothing_is_uploaded(
    cast: Cast, open_window: OpenWindow, accessible: Accessible, valid_html: ValidHtml
) -> None:
    row = certified(cast)
    page = open_window()
    sent: list[Request] = []
    page.on("request", lambda request: sent.append(request))
    response = page.goto("/verify/")
    assert response
    valid_html("/verify/", response.text())
    accessible(page)
    for name, content in (
        ("a.json", row.document),
        ("a.jwt", row.jwt),
        ("a.svg", pictures.svg(row)),
        ("a.png", pictures.png(row)),
    ):
        drop(page, name, content, "Valable")
    accessible(page)
    expect(page.get_by_text("Les Voiles")).to_be_visible()
    holder = page.get_by_label("Nom ou adresse e-mail")
    holder.fill("Marc Delorm")
    page.get_by_role("button", name="Comparer").click()
    expect(page.get_by_text("Pas de correspondance")).to_be_visible()
    holder.fill("MARC@example.org")
    page.get_by_role("button", name="Comparer").click()
    expect(page.get_by_text("Oui : il a été délivré à cette personne.")).to_be_visible()

    drop(page, "b.json", altered(row, name="Mentor, niveau senior"), "Altéré")
    expect(page.get_by_text("Les Voiles")).to_be_hidden()
    accessible(page)
    drop(page, "b.jwt", row.jwt[:-40] + row.jwt[-39:] + "A", "Altéré")
    drop(page, "c.json", altered(row, validUntil=None), "Altéré")
    other = {"id": "https://elsewhere.example/issuers/1", "type": ["Profile"], "name": "Ailleurs"}
    drop(page, "d.json", altered(row, issuer=other), "Émetteur inconnu")
    drop(page, "e.txt", "Bonjour", "Aucun certificat trouvé")
    drop(page, "e.svg", pictures.drawing(row), "Aucun certificat trouvé")
    assert {request.method for request in sent} == {"GET"}
    assert not any("elsewhere" in request.url for request in sent)


def test_what_is_no_longer_in_force_is_said(cast: Cast, open_window: OpenWindow) -> None:
    row = certified(cast)
    with time_machine.travel(clock.now() - timedelta(days=800), tick=True):
        old = certify(row.issuer, cast.mentor, by=cast.administrator, years=2)
    page = open_window()
    page.goto("/verify/")
    drop(page, "a.json", old.document, "Expiré")
    actions.suspend(credential=row, reason="-", by=None)
    drop(page, "a.json", row.document, "Suspendu")
    actions.reinstate(credential=row, reason="-", by=None)
    drop(page, "a.jwt", row.jwt, "Valable")

    def gone(route: Route) -> None:
        route.abort()

    page.route("**/status/**", gone)
    drop(page, "a.json", row.document, "La liste d’état est injoignable")
    page.unroute("**/status/**", gone)
    actions.revoke(credential=row, reason="-", by=None)
    drop(page, "a.json", row.document, "Révoqué")
    drop(page, "a.jwt", row.jwt, "Révoqué")


def test_after_a_theft_only_what_stands_in_the_register_counts(cast: Cast, open_window: OpenWindow) -> None:
    row = certified(cast)
    later = clock.now() + timedelta(hours=2)
    with time_machine.travel(later, tick=True):
        forged = certify(row.issuer, cast.second_mentor, by=cast.administrator)
        actions.revoke_key(
            actor=cast.administrator, key=row.key, since=later - timedelta(hours=1), reason="Vol"
        )
        make_key(cast.administrator, cast.organisation)
    page = open_window()
    page.clock.set_fixed_time(later + timedelta(hours=1))
    page.goto("/verify/")
    drop(page, "a.json", row.document, "Valable")
    drop(page, "b.json", forged.document, "Signé avec une clé volée")
    # Whoever holds the key dates what they sign at will: what is not to the letter in the register does not count.
    unknown = json.dumps(queries.document(row))
    drop(page, "c.json", unknown, "Signé avec une clé volée")


def test_a_certificates_own_page_and_the_way_to_a_key(
    cast: Cast, open_window: OpenWindow, accessible: Accessible, valid_html: ValidHtml
) -> None:
    administrator = open_window(cast.administrator)
    administrator.goto(f"/organisations/{cast.organisation.slug}/keys/")
    administrator.get_by_role("link", name="Créer la première clé").click()
    administrator.get_by_label("Mot de passe").fill(PASSWORD)
    administrator.get_by_role("button", name="Continuer").click()
    expect(administrator).to_have_url(re.compile("keys/new/"))
    accessible(administrator)
    administrator.get_by_role("button", name="Créer la clé").click()
    expect(administrator.get_by_role("row", name=re.compile("Clé 1"))).to_be_visible()
    issuer = queries.issuer_of(cast.organisation)
    assert issuer
    row = certify(issuer, cast.mentor, by=cast.administrator)
    own = certify(issuer, cast.administrator, by=cast.administrator)
    keys = f"/organisations/{cast.organisation.slug}/keys/1/"
    for address in (f"{keys}retire/", f"{keys}revoke/", f"/account/credentials/{own.pk}/erase/"):
        response = administrator.goto(address)
        assert response
        valid_html(address, response.text())
        accessible(administrator)

    for language, width, dark in (("fr", 1440, False), ("en", 390, True)):
        page = open_window(language=language, width=width, dark=dark)
        response = page.goto(f"/credentials/{row.pk}/")
        assert response
        valid_html(f"credential ({language})", response.text())
        expect(page.locator("[data-verdict=valid]")).to_be_visible()
        accessible(page)
    script = Path("src/ithaca/design/static/ithaca/verify.js").read_bytes()
    assert len(gzip.compress(script)) < WEIGHT
