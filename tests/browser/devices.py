"""A browser with an authenticator: Chromium's virtual one."""

from dataclasses import dataclass, field

from playwright.sync_api import CDPSession, Page, expect

from tests.factories import PASSWORD


@dataclass
class Device:
    """A window with an authenticator of its own, and all that it sent."""

    page: Page
    site: str
    cdp: CDPSession
    sent: list[str] = field(default_factory=list)

    def goto(self, path: str) -> None:
        self.page.goto(self.site + path)

    def plug_in(self, *, prf: bool = True) -> str:
        options = {
            "protocol": "ctap2",
            "ctap2Version": "ctap2_1",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": True,
            "automaticPresenceSimulation": True,
            "hasPrf": prf,
        }
        answer = self.cdp.send("WebAuthn.addVirtualAuthenticator", {"options": options})
        return str(answer["authenticatorId"])

    def sign_in(self, email: str) -> None:
        self.goto("/account/sign-in/")
        self.page.get_by_label("Adresse électronique").fill(email)
        self.page.get_by_label("Mot de passe", exact=True).fill(PASSWORD)
        self.page.get_by_role("button", name="Se connecter", exact=True).click()
        expect(self.page.get_by_role("heading", name="Bonjour")).to_be_visible()

    def sign_out(self) -> None:
        self.page.context.clear_cookies()

    def sign_in_with_passkey(self) -> None:
        self.goto("/account/sign-in/")
        self.page.get_by_role("button", name="Me connecter avec une clé d’accès").click()
        expect(self.page.get_by_role("heading", name="Bonjour")).to_be_visible()

    def confirm_identity(self) -> None:
        self.page.get_by_role("link", name="Confirmer que c’est bien moi").first.click()
        self.page.get_by_label("Mot de passe").fill(PASSWORD)
        self.page.locator("main form button[type=submit]").click()

    def add_passkey(self, name: str, done: str) -> None:
        self.page.get_by_label("Son nom, pour la reconnaître").fill(name)
        self.page.get_by_role("button", name="Créer la clé").click()
        expect(self.page.get_by_text(done).first).to_be_visible()
