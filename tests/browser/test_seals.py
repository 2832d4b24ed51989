"""A programme's way to a network's seal, and with that one to another network's, as everybody sees it in their browser."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from ithaca.accounts.models import Person
from ithaca.credentials.actions import make_key
from ithaca.credentials.models import Credential
from ithaca.credentials.queries import document
from ithaca.kernel import clock
from ithaca.kernel.ids import new_id
from ithaca.networks.models import NetworkRole
from ithaca.schemes import actions as schemes
from ithaca.schemes.actions import RecognitionContent
from ithaca.seals import queries
from ithaca.seals.models import Answer, Improvement, SealFile
from tests import factories
from tests.browser import audits
from tests.browser.audits import Side
from tests.browser.conftest import OpenWindow
from tests.browser.rooms import Accessible
from tests.credentials.others import accepted_elsewhere
from tests.schemes import small
from tests.seals.sealed import settle
from tests.seals.sealers import Sealers, make_sealers, publish, small_scheme

pytestmark = pytest.mark.django_db(transaction=True)


def other_side(world: Sealers) -> Side:
    """Joël's network asks one standard more than the first, and recognises its seal."""
    joel = factories.make_person("Joël Rochat")
    network = factories.make_network(joel, "Deux Rives", slug="deux-rives")
    factories.make_membership(network, world.cast.organisation)

    def people(role: str, *names: str) -> tuple[Person, ...]:
        found = tuple(factories.make_person(name) for name in names)
        for person in found:
            NetworkRole.objects.create(network=network, person=person, role=role)
        return found

    content = small_scheme()
    content["requirements"][0]["standards"].append(small.standard("a4"))
    content["texts"] = {code: small.words(content, code) for code in ("fr", "en")}
    told = RecognitionContent(
        ours=publish(network, content), level="first", theirs=world.version, their_level="first"
    )
    schemes.declare_recognition(actor=joel, network=network, id=new_id(), content=told)
    auditors, committee = (
        people("auditor", "Anne Aval", "Ali Aval"),
        people("committee", "Chloé Aval", "Côme Aval"),
    )
    return Side(network, joel, auditors, committee)


def press(page: Page, within: str = "main form") -> None:
    page.locator(f"{within} button.button--primary").first.click()
    page.wait_for_load_state()


def begun(page: Page) -> SealFile:
    found = queries.file(page.url.rstrip("/").split("/")[-1])  # type: ignore[arg-type]
    assert found is not None, page.url
    return found


def answer(page: Page, row: SealFile, requirement: str, **steps: str) -> None:
    """Chosen on the page of a requirement; what is chosen is kept by itself."""
    page.goto(f"/seal-files/{row.pk}/requirements/{requirement}/")
    for standard, step in steps.items():
        form = page.locator(f"#standard-{standard} auto-save form")
        form.locator(f"input[name=step][value={step}]").check()
        form.locator("button").click()
        expect(form.locator("[role=status]")).not_to_be_empty()
        page.wait_for_load_state("networkidle")
    said = {each.standard: each.step for each in Answer.objects.filter(file=row, standard__in=steps)}
    assert said == steps


def hand_in(page: Page, row: SealFile) -> None:
    page.goto(f"/seal-files/{row.pk}/hand-in/")
    press(page)
    assert SealFile.objects.get(pk=row.pk).state == "handed in"


def audited(open_window: OpenWindow, row: SealFile, side: Side, mentor: Person | None = None) -> Page:
    """
    The administrator names two auditors, who note sessions, judge, find something and report; where a mentor lets them, they
    talk to one, and the two do not agree at once. The window of the first stands on the report.
    """
    audits.name_auditors(open_window(side.administrator), row, side)
    first = open_window(side.auditors[0])
    if mentor is not None:
        audits.volunteer(open_window(mentor), row)
    audits.begin_audit(first)
    if mentor is not None:
        audits.draw_and_talk(first, "Entretien avec un·e mentor·e", mentor)
        audits.judge(first, "a fr", {"a1 fr": "done fr"})
        second = open_window(side.auditors[1])
        second.goto(f"/seal-files/{row.pk}/audit/")
        audits.judge(second, "a fr", {"a1 fr": "nothing fr"})
        audits.take_over(second, "a fr", "Reprendre")
    audits.find(first, "b1", "Écrivez qui décide du suivi.")
    audits.report(first)
    return first


def settled(auditor: Page, clemence: Page, row: SealFile) -> None:
    """The programme answers, the auditor is content, and the file goes to the committee."""
    audits.answer_finding(clemence, row, "C’est écrit.")
    audits.settle_finding(auditor)
    audits.hand_over(auditor)


def verified(page: Page, row: SealFile, accessible: Accessible, verdict: str) -> Credential:
    """From the registry to the seal's page, and on to the verification in the browser."""
    page.goto(f"/seals/{row.pk}/")
    accessible(page)
    page.locator(f"a[href$='/credentials/{row.credential_id}/']").click()
    expect(page.locator("[data-verdict]:visible .notice__title")).to_have_text(verdict)
    expect(page.get_by_role("heading", name="Est-ce celui de ce programme ?")).to_be_visible()
    expect(page.get_by_role("button", name="Comparer")).to_be_hidden()
    assert row.credential is not None
    return row.credential


def test_a_programme_reaches_the_seal_of_one_network_and_by_it_that_of_another(
    open_window: OpenWindow, accessible: Accessible, valid_html: Callable[[str, str], None]
) -> None:
    world = make_sealers()
    first = Side(world.network, world.oriane, world.auditors[:2], world.committee)
    second = other_side(world)
    for side in (first, second):
        make_key(actor=side.administrator, body=side.network, id=new_id())
    programme = world.cast.programme
    programme.listed = True
    programme.save(update_fields=["listed"])
    clemence, visitor = open_window(world.clemence), open_window()

    # From live facts through the plan to the file that is handed in.
    clemence.goto(f"/programmes/{programme.slug}/seals/{world.version.pk}/")
    press(clemence)
    row = begun(clemence)
    clemence.locator("form[action$='/facts/'] button").click()
    clemence.wait_for_load_state()
    answer(clemence, row, "a", a1="done", a3="done")
    answer(clemence, row, "b", b1="nothing", b2="nothing")
    clemence.goto(f"/seal-files/{row.pk}/standards/b1/plan/")
    clemence.locator("textarea[name=words]").fill("Une page sur le suivi, relue par deux mentores.")
    clemence.locator("input[name=due]").fill((clock.today() + timedelta(days=30)).isoformat())
    press(clemence)
    assert Improvement.objects.get(file=row).standard == "b1"
    answer(clemence, row, "b", b1="done")
    hand_in(clemence, row)

    # Audit and committee, and the seal.
    auditor = audited(open_window, row, first, world.cast.mentor)
    accessible(auditor)
    settled(auditor, clemence, row)
    audits.decided(open_window, first)
    row = world.now(row)
    assert row.state == "sealed"
    visitor.goto("/seals/")
    valid_html("/seals/", visitor.content())
    accessible(visitor)
    expect(visitor.get_by_role("link", name="Cap Ouest")).to_be_visible()
    seal = verified(visitor, row, accessible, "Valable")
    assert accepted_elsewhere(seal, {"as issued": document(seal)}) == ["as issued"]

    # The other network recognises it: only the supplement is asked for.
    clemence.goto(f"/programmes/{programme.slug}/seals/recognised/")
    accessible(clemence)
    clemence.locator(f"a[href*='/recognised/{row.pk}/']").first.click()
    press(clemence)
    other = begun(clemence)
    assert other.rests_on == row
    answer(clemence, other, "a", a3="nothing", a4="done")
    answer(clemence, other, "b", b2="nothing")
    hand_in(clemence, other)
    settled(audited(open_window, other, second), clemence, other)
    audits.decided(open_window, second)
    other = world.now(other)
    assert other.state == "sealed"
    found = verified(visitor, other, accessible, "Valable")
    assert accepted_elsewhere(found, {"as issued": document(found)}) == ["as issued"]

    # What the first network suspends, neither counts any more.
    oriane = open_window(first.administrator)
    oriane.goto(f"/seal-files/{row.pk}/standing/")
    accessible(oriane)
    oriane.locator("input[name=step][value=suspend]").check()
    oriane.locator("textarea[name=reasons]").fill("Le rapport annuel manque.")
    oriane.locator("main form button.button--danger").click()
    oriane.wait_for_load_state()
    settle()
    for each in (row, other):
        verified(visitor, each, accessible, "Suspendu")
