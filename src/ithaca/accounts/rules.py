"""Which time zone an account starts with."""

import zoneinfo

BY_LANGUAGE = {"fr": "Europe/Paris", "en": "Europe/London"}


def first_time_zone(guess: str, language: str) -> str:
    """The browser's guess where it names a real place, else one where the language is spoken."""
    return (
        guess
        if "/" in guess and guess in zoneinfo.available_timezones()
        else BY_LANGUAGE.get(language, "Europe/Paris")
    )
