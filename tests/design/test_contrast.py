"""Every pair of colours that text, icons or control borders use, read from the tokens, by day and by night."""

import re
from pathlib import Path

import pytest

TOKENS = Path(__file__).resolve().parents[2] / "frontend/site/css/tokens.css"
THEMES = {"day": 0, "night": 1}

TEXT = [
    *[
        (ink, ground)
        for ink in ("ink", "ink-soft", "sea", "sea-strong")
        for ground in ("paper", "surface", "sunken")
    ],
    *[
        (tone, ground)
        for tone in ("olive", "terracotta", "sun")
        for ground in ("paper", "surface", f"{tone}-tint")
    ],
    *[(ink, f"{tint}-tint") for ink in ("ink", "ink-soft") for tint in ("sea", "olive", "terracotta", "sun")],
    ("sea", "sea-tint"),
    ("sea-strong", "sea-tint"),
    ("terracotta-strong", "terracotta-tint"),
    ("on-sea", "sea"),
    ("on-sea", "sea-strong"),
    ("on-terracotta", "terracotta"),
    ("on-deep", "deep"),
    ("on-deep-soft", "deep"),
]
CONTROLS = [("line-strong", ground) for ground in ("paper", "surface", "sunken")] + [
    ("sea", "sunken"),
    ("olive", "sunken"),
    ("terracotta", "sunken"),
    ("sun", "sunken"),
]


def colours(theme: str) -> dict[str, str]:
    found = re.findall(r"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)", TOKENS.read_text())
    return {name: pair[THEMES[theme]] for name, *pair in found}


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_black_on_white_is_21() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_text_is_legible(theme: str, ink: str, ground: str) -> None:
    palette = colours(theme)
    assert contrast(palette[ink], palette[ground]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("border", "ground"), CONTROLS)
def test_controls_and_charts_stand_out(theme: str, border: str, ground: str) -> None:
    palette = colours(theme)
    assert contrast(palette[border], palette[ground]) >= 3
