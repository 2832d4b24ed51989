"""The pages of seal schemes, without a browser: the way of whoever writes them, and what everybody else finds."""

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from ithaca.accounts.models import Person
from ithaca.kernel.ids import new_id
from ithaca.schemes import actions, queries
from ithaca.schemes.models import Recognition, SchemeVersion
from tests.schemes.networks import Schemers, dropped, reworded

SignIn = Callable[[Person], Client]


def page(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, address
    return response.content.decode()


def as_sent(client: Client, address: str) -> dict[str, Any]:
    """What a form sends when nothing is touched."""
    form = client.get(address).context["form"]
    found = {name: form[name].value() for name in form.fields}
    found["seen"] = getattr(form, "made_from", None)
    return {
        name: value
        for name, value in found.items()
        if value is not None and value is not False and value != ""
    }


def seen(client: Client, address: str, *, whole: bool = False) -> dict[str, str]:
    """What a page was made from: of the part that a form shows, or of all that its button drops."""
    context = client.get(address).context
    form = context.get("form")
    if form is None:
        return {"seen": context["made_from"]}
    return {"seen": form.whole_made_from if whole else form.made_from}


def saved(client: Client, address: str, **changes: Any) -> None:
    answer = client.post(address, as_sent(client, address) | changes)
    assert answer.status_code == 302, answer.context["form"].errors


def test_from_the_ready_one_to_a_published_page(world: Schemers, sign_in: SignIn) -> None:
    client, start = sign_in(world.oriane), f"/networks/{world.large.slug}/schemes/"
    assert "Pas encore de référentiel" in page(client, start)
    page(client, f"{start}new/")
    id = str(new_id())
    for _click in range(2):
        client.post(f"{start}new/", {"id": id, "slug": "programme-quality"})
    row = SchemeVersion.objects.get()
    base = f"/seal-schemes/{row.pk}/"
    edit = f"{base}edit/"
    saved(client, edit, fees_fr="200 € par programme.")
    saved(client, f"{edit}conditions/", text_3_fr="Avoir un site.", text_3_en="Have a site.")
    saved(client, f"{edit}scales/maturity/", label_4_fr="Exemplaire", label_4_en="Exemplary", points_4=4)
    level = {"rule_2": "months", "level_2": "recognised", "months_2": 6}
    saved(client, f"{edit}levels/advanced/", **level)
    saved(client, f"{edit}requirements/aims/", label_fr="Des intentions claires")
    saved(client, f"{edit}standards/aims_fit/", weight=3, f_fact_0="coordinators", f_least_0=2)
    assert "au moins 6 mois" in page(client, base)
    new = {"text_fr": "Dire merci.", "text_en": "Say thank you."}
    saved(client, f"{edit}requirements/aims/new/", **new)
    first = {**new, "label_fr": "La fête", "label_en": "Celebration"}
    saved(client, f"{edit}requirements/", **first)
    client.post(f"{edit}order/", {"move": "requirement requirement_1 up"})
    change = f"{edit}standards/aims_change/"
    client.post(change, {"discard": "1", **seen(client, change, whole=True)})
    found = queries.scheme(SchemeVersion.objects.get())
    assert [each.slug for each in found.requirements][-2:] == ["requirement_1", "data"]
    assert [one.slug for one in found.requirements[0].standards][-1] == "aims_1"
    assert "aims_change" not in found.standards
    assert found.standards["aims_fit"].weight == 3
    assert (len(found.gates), found.scales[0].order[-1], found.scales[0].met) == (4, "step_1", "in_place")
    assert client.post(f"{base}move/", {"verb": "publish", **seen(client, base)}).status_code == 302
    assert SchemeVersion.objects.get().state == "draft", "the differences have no reason yet"
    shown = page(client, f"{edit}reasons/")
    assert "Dire merci." in shown
    why = dict.fromkeys(client.get(f"{edit}reasons/").context["form"].fields, "Nos membres le demandent.")
    client.post(f"{edit}reasons/", {**why, **seen(client, f"{edit}reasons/")})
    client.post(f"{base}move/", {"verb": "publish", **seen(client, base)})
    public = page(Client(), f"/seals/schemes/{row.pk}/")
    assert "Dire merci." in public
    assert "200 € par programme." in public
    page(client, edit, 404)


def test_wrong_entries_come_back_with_their_reason(world: Schemers, sign_in: SignIn) -> None:
    client, row = sign_in(world.oriane), world.adopted()
    edit = f"/seal-schemes/{row.pk}/edit/"
    for address, wrong in (
        (f"{edit}conditions/", {"text_3_fr": "Sans anglais."}),
        (f"{edit}scales/maturity/", {"met": "0"}),
        (f"{edit}scales/maturity/", {"points_3": 1}),
        (f"{edit}levels/advanced/", {"overall_1": ""}),
        (f"{edit}levels/advanced/", {"rule_0": "", "rule_1": ""}),
        (f"{edit}standards/aims_fit/", {"text_en": ""}),
    ):
        answer = client.post(address, as_sent(client, address) | wrong)
        assert answer.status_code == 422, (address, wrong)
        assert answer.context["form"].errors
    for gone in (
        "scales/none/",
        "levels/none/",
        "requirements/none/",
        "requirements/none/new/",
        "standards/none/",
    ):
        page(client, edit + gone, 404)
    row.refresh_from_db()
    assert queries.departures(row) == []


def test_tiers_and_kinds_of_evidence_come_go_and_get_other_names(world: Schemers, sign_in: SignIn) -> None:
    client, row = sign_in(world.oriane), world.adopted()
    edit = f"/seal-schemes/{row.pk}/edit/"

    def now() -> Any:
        row.refresh_from_db()
        return queries.scheme(row)

    tiers, kinds = len(now().tiers), len(now().kinds)
    new = {f"label_{tiers}_fr": "Exemplaire", f"label_{tiers}_en": "Exemplary"}
    saved(client, f"{edit}tiers/", label_0_fr="Socle", **new)
    assert (now().tiers[-1], now().text("fr").tiers["basic"].label) == ("tier_1", "Socle")
    assert "Exemplaire" in page(client, f"{edit}standards/aims_fit/")
    paper = {f"label_{kinds}_fr": "Photo", f"label_{kinds}_en": "Photograph", f"months_{kinds}": 6}
    saved(client, f"{edit}evidence/", **paper)
    assert (now().kinds[-1].slug, now().kinds[-1].valid_months) == ("kind_1", 6)
    for address, wrong in (
        (f"{edit}tiers/", {"remove_0": "on"}),
        (f"{edit}evidence/", {f"label_{kinds + 1}_fr": "Sans anglais"}),
        (f"{edit}tiers/", {"label_0_en": ""}),
    ):
        answer = client.post(address, as_sent(client, address) | wrong)
        assert answer.status_code == 422, wrong
        assert answer.context["form"].errors
    saved(client, f"{edit}tiers/", **{f"remove_{tiers}": "on"})
    saved(client, f"{edit}evidence/", **{f"remove_{kinds}": "on"})
    assert (len(now().tiers), len(now().kinds)) == (tiers, kinds)


def test_changes_are_told_and_the_origins_are_taken_over(world: Schemers, sign_in: SignIn) -> None:
    first = world.published()
    row = world.derived(first)
    actions.change_scheme(actor=world.joel, version=row, edit=reworded("aims_fit", "Chez nous."))
    world.next_with(first, reworded("aims_fit", "Là-bas."), dropped("data_breach"))
    client, base = sign_in(world.joel), f"/seal-schemes/{row.pk}/"
    shown = page(client, base)
    assert "Grand Large, version 2" in shown
    assert "grand-large@2" not in shown
    assert "Chez nous." in page(client, f"{base}changes/")
    merge = f"{base}edit/merge/"
    shown = page(client, merge)
    assert "Chez nous." in shown
    assert "Là-bas." in shown
    assert client.post(merge, as_sent(client, merge)).status_code == 422, "somebody chooses"
    saved(client, merge, **{"standard.aims_fit": "theirs"})
    found = queries.scheme(SchemeVersion.objects.get(pk=row.pk))
    assert found.text("fr").standards["aims_fit"].label == "Là-bas."
    assert "data_breach" not in found.standards


def test_a_recognition_is_declared_shown_to_everybody_and_ended(world: Schemers, sign_in: SignIn) -> None:
    ours = world.published()
    theirs = world.derived(ours)
    actions.publish_scheme(actor=world.joel, version=theirs)
    client, address = sign_in(world.oriane), f"/networks/{world.large.slug}/recognition/"
    (best, *_rest) = client.get(address).context["offers"]
    assert (best.their_level, best.level, best.percent) == ("recognised", "recognised", 100)
    saved(client, address, offer=best.value, note="Sur dossier.")
    public = page(Client(), f"/seals/schemes/{ours.pk}/")
    assert world.rives.name in public
    assert "Sur dossier." in public
    row = Recognition.objects.get()
    assert sign_in(world.joel).post(f"{address}{row.pk}/end/").status_code == 404
    client.post(f"{address}{row.pk}/end/")
    assert world.rives.name not in page(Client(), f"/seals/schemes/{ours.pk}/")


@pytest.mark.parametrize("form", ["toml", "csv"])
def test_what_is_exported_is_imported_elsewhere(world: Schemers, sign_in: SignIn, form: str) -> None:
    row = world.published()
    exported = Client().get(f"/seals/schemes/{row.pk}/files/{form}/")
    upload = SimpleUploadedFile(f"scheme.{form}", exported.content)
    address = f"/networks/{world.rives.slug}/schemes/new/"
    assert sign_in(world.joel).post(address, {"id": str(new_id()), "file": upload}).status_code == 302
    assert SchemeVersion.objects.get(network=world.rives).content == row.content


def test_a_bad_file_is_told_line_by_line(world: Schemers, sign_in: SignIn) -> None:
    row = world.published()
    rows = list(csv.reader(io.StringIO(Client().get(f"/seals/schemes/{row.pk}/files/csv/").content.decode())))
    rows[5][0] = "stp"
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    upload = SimpleUploadedFile("scheme.csv", out.getvalue().encode())
    address = f"/networks/{world.rives.slug}/schemes/new/"
    answer = sign_in(world.joel).post(address, {"id": str(new_id()), "file": upload})
    assert answer.status_code == 422
    assert [fault.line for fault, _words in answer.context["form"].faults] == [6]


def test_others_find_nothing_but_what_is_published(world: Schemers, sign_in: SignIn) -> None:
    row = world.adopted()
    base, start = f"/seal-schemes/{row.pk}/", f"/networks/{world.large.slug}/"
    for person in (world.joel, world.oscar):
        client = sign_in(person)
        for address in (base, f"{base}changes/", f"{base}edit/", f"{start}schemes/", f"{start}recognition/"):
            page(client, address, 404)
        assert client.post(f"{base}move/", {"verb": "publish"}).status_code == 404
        page(client, f"/seals/schemes/{row.pk}/", 404)
        page(client, f"/seals/schemes/{row.pk}/files/toml/", 404)
