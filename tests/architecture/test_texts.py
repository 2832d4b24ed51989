"""No text escapes translation: what marks a text is known to the script that collects them."""

import importlib.util
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]


def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("collecting", ROOT / "scripts" / "messages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_app_is_translated_and_marks_its_texts_by_known_names() -> None:
    collecting = script()
    for app in collecting.apps():
        assert list(collecting.problems(app, "fr")) == []
        assert list(collecting.uncollected(app)) == []


def test_a_text_function_under_another_name_is_noticed(tmp_path: Path) -> None:
    app = tmp_path / "harbour"
    app.mkdir()
    (app / "words.py").write_text(
        'from django.utils.translation import gettext as say\n\nHELLO = say("Hello")\n'
    )
    (problem,) = script().uncollected(app)
    assert "say" in problem


def test_no_text_is_translated_in_two_ways() -> None:
    assert list(script().clashes("fr")) == []
