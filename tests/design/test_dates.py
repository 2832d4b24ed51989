"""Dates are written as the reader's language writes them: English as in Britain, French with its spaces."""

from datetime import UTC, date, datetime

import pytest
from django import forms
from django.utils import timezone, translation
from django.utils.formats import date_format

MOMENT = datetime(2026, 12, 5, 16, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "pattern", "text"),
    [
        ("en", "DATETIME_FORMAT", "5 December 2026, 17:30"),
        ("en", "DATE_FORMAT", "5 December 2026"),
        ("en", "SHORT_DATE_FORMAT", "5 Dec 2026"),
        ("fr", "DATETIME_FORMAT", "5\u00a0décembre 2026 à\u00a017:30"),
        ("fr", "DATE_FORMAT", "5\u00a0décembre 2026"),
        ("fr", "SHORT_DATE_FORMAT", "05/12/2026"),
    ],
)
def test_a_moment_in_each_language(language: str, pattern: str, text: str) -> None:
    with translation.override(language), timezone.override("Europe/Paris"):
        assert date_format(timezone.localtime(MOMENT), pattern) == text


def test_a_day_typed_in_english_is_day_before_month() -> None:
    with translation.override("en"):
        assert forms.DateField().clean("05/12/2026") == date(2026, 12, 5)
