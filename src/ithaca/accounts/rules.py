"""Which time zone an account starts with, and what a browser calls itself."""

import zoneinfo
from datetime import timedelta

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
NOTED_EVERY = timedelta(minutes=5)  # how exactly the last use of a device is known


def family(user_agent: str) -> tuple[str, str]:
    """The families of browser and system, without versions; empty where they are not known."""
    browser = next((name for word, name in BROWSERS.items() if word in user_agent), "")
    system = next((name for word, name in SYSTEMS.items() if word in user_agent), "")
    return browser, system
