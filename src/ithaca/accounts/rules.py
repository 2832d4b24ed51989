"""Which time zone an account starts with, what a browser calls itself, and what a provider says of somebody."""

import zoneinfo
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

BY_LANGUAGE = {"fr": "Europe/Paris", "en": "Europe/London"}


def first_time_zone(guess: str, language: str) -> str:
    """The browser's guess where it names a real place, else one where the language is spoken."""
    return (
        guess
        if "/" in guess and guess in zoneinfo.available_timezones()
        else BY_LANGUAGE.get(language, "Europe/Paris")
    )


# The first word that a browser's description of itself holds decides: most call themselves Chrome and Safari too.
BROWSERS = {
    "Edg": "Edge",
    "OPR/": "Opera",
    "SamsungBrowser": "Samsung Internet",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
    "CriOS": "Chrome",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
SYSTEMS = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Windows": "Windows",
    "Mac OS X": "macOS",
    "CrOS": "ChromeOS",
    "Linux": "Linux",
}
JUST_NOW = timedelta(minutes=2)  # since the provider asked who it is
NOTED_EVERY = timedelta(minutes=5)  # how exactly the last use of a device is known


def family(user_agent: str) -> tuple[str, str]:
    """The families of browser and system, without versions; empty where they are not known."""
    browser = next((name for word, name in BROWSERS.items() if word in user_agent), "")
    system = next((name for word, name in SYSTEMS.items() if word in user_agent), "")
    return browser, system


@dataclass(frozen=True)
class Arrival:
    """Who comes from the organisation's own sign-in, by its word. `proven`: it has proven the address itself."""

    issuer: str
    subject: str
    email: str = ""
    proven: bool = False
    name: str = ""
    language: str = ""
    signed_in_at: int | None = None


def arrival(issuer: str, claims: Mapping[str, Any]) -> Arrival:
    """What we use of a provider's claims. Only a true `true` proves an address: some send the word "false"."""

    def text(claim: str, most: int) -> str:
        value = claims.get(claim)
        return value.strip()[:most] if isinstance(value, str) else ""

    at = claims.get("auth_time")
    return Arrival(
        issuer=issuer,
        subject=str(claims["sub"]),
        email=text("email", 255).lower(),
        proven=claims.get("email_verified") is True,
        name=text("name", 120) or f"{text('given_name', 60)} {text('family_name', 59)}".strip(),
        language=text("locale", 20)[:2].lower(),
        signed_in_at=at if isinstance(at, int) and not isinstance(at, bool) else None,
    )


def just_signed_in(one: Arrival, *, now: float, asked: bool) -> bool:
    """Whether the provider has just asked who it is. A provider that never says when is believed if we asked it to."""
    return asked if one.signed_in_at is None else abs(now - one.signed_in_at) <= JUST_NOW.total_seconds()
