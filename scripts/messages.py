"""Collects, checks and compiles the texts to translate: `messages.py update|check|compile [APP …]`.

Each app keeps its own catalogue in `locale/<language>/LC_MESSAGES/django.po`; English stands in the code.
"""

import ast
import io
import re
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "ithaca"
LANGUAGES = ["fr"]
KEYWORDS = {
    **dict.fromkeys(["_", "gettext", "gettext_lazy", "gettext_noop", "translate"]),
    **dict.fromkeys(["ngettext", "ngettext_lazy"], (1, 2)),
    **dict.fromkeys(["pgettext", "pgettext_lazy"], ((1, "c"), 2)),
    "npgettext": ((1, "c"), 2, 3),
}
# In French these never begin a line: the space before them does not break.
TIGHT = re.compile(r"(?<=«) (?=\S)| (?=(?:[:;!?»]|%%)(?:\W|$))")
# « le label de Archipel », « la charte de Le Large »: a noun between the two, or other words, spare every name its elision.
ELIDES = re.compile(
    r"\b(?:[dD]e|[qQ]ue|[lL]orsque|[pP]uisque) %\((?:name|network|organisation|programme|source|title|issuer"
    r"|who|other|person|mentor|mentee|manager|coordinator)\)s"
)
BEFORE_ALLAUTH = {"design", "accounts"}  # in INSTALLED_APPS
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+\}")


def apps() -> list[Path]:
    return sorted(path.parent for path in PACKAGE.glob("*/__init__.py") if (path.parent / "apps.py").exists())


def po_path(app: Path, language: str) -> Path:
    return app / "locale" / language / "LC_MESSAGES" / "django.po"


def texts_of(app: Path) -> Catalog:
    catalog = Catalog(project="Ithaca", charset="utf-8")
    for path in sorted([*app.rglob("*.py"), *app.rglob("*.html"), *app.rglob("*.txt")]):
        if "migrations" in path.parts or "locale" in path.parts:
            continue
        for _line, message, _comments, context in _extract(path):
            catalog.add(message, context=context, locations=[(str(path.relative_to(PACKAGE)), None)])
    return catalog


def _extract(path: Path) -> Iterator[tuple[int, object, object, str | None]]:
    source = path.read_text()
    if path.suffix != ".py":
        # Django turns a template into Python-like code; without indentation the tokenizer reads it.
        source = "\n".join(line.strip() for line in templatize(source, origin=path.name).splitlines())
    yield from extract("python", io.BytesIO(source.encode()), keywords=KEYWORDS)


def read(path: Path, language: str) -> Catalog:
    if not path.exists():
        return Catalog(locale=language, project="Ithaca")
    with path.open("rb") as file:
        return read_po(file, locale=language)


def strings_of(message: Message) -> list[str]:
    return [message.string or ""] if isinstance(message.string, str | None) else list(message.string)


def with_tight_spaces(catalog: Catalog) -> None:
    for message in catalog:
        if message.id and any(TIGHT.search(text) for text in strings_of(message)):
            tight = tuple(TIGHT.sub("\N{NO-BREAK SPACE}", text) for text in strings_of(message))
            message.string = tight[0] if isinstance(message.string, str) else tight


def update(app: Path, language: str) -> None:
    template = texts_of(app)
    if not list(template)[1:]:
        return
    path = po_path(app, language)
    catalog = read(path, language)
    catalog.update(template, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    if language == "fr":
        with_tight_spaces(catalog)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalog, sort_output=True, omit_header=False, include_lineno=False, width=110)
    # A date that changes with every run would be a change in every commit.
    path.write_text(re.sub(r'"(POT-Creation|PO-Revision)-Date:.*\n|"Generated-By:.*\n', "", path.read_text()))


def compile_(app: Path, language: str) -> None:
    path = po_path(app, language)
    if path.exists():
        with path.with_suffix(".mo").open("wb") as file:
            write_mo(file, read(path, language))


def uncollected(app: Path) -> Iterator[str]:
    """A text function under a name that is not collected: its texts would stay in English, and nobody would see it."""
    for path in sorted(app.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if not isinstance(node, ast.ImportFrom) or node.module != "django.utils.translation":
                continue
            for alias in node.names:
                if "gettext" in alias.name and (alias.asname or alias.name) not in KEYWORDS:
                    yield f"{path.relative_to(app.parent)}: {alias.asname} is not among the collected names"


def problems(app: Path, language: str) -> Iterator[str]:
    catalog = read(po_path(app, language), language)
    for message in texts_of(app):
        if not message.id:
            continue
        found = catalog.get(message.id, context=message.context)
        strings = (
            list(found.string if isinstance(found.string, (list, tuple)) else [found.string]) if found else []
        )
        ids = message.id if isinstance(message.id, (list, tuple)) else [message.id]
        if not strings or not all(strings) or (found and found.fuzzy):
            yield f"{app.name}: no {language} text for {ids[0]!r}"
        elif not all(
            set(PLACEHOLDER.findall(s)) <= set().union(*(PLACEHOLDER.findall(i) for i in ids))
            for s in strings
        ):
            yield f"{app.name}: placeholders differ in the {language} text for {ids[0]!r}"
        elif language == "fr" and any(TIGHT.search(text) for text in strings):
            yield f"{app.name}: a space that breaks in {strings[0]!r}; `update` mends it"
        elif language == "fr" and any(ELIDES.search(text) for text in strings):
            yield f"{app.name}: a name may begin with a vowel after {strings[0]!r}: say « du programme », « du réseau », …"


def clashes(language: str) -> Iterator[str]:
    """
    One text with two translations: the catalogues of all apps are read into one, so that one of the two would be shown
    in both places. Either the words agree, or each place says what it means (pgettext, `translate … context`).
    """
    meant: dict[tuple[str | None, object], dict[object, list[str]]] = {}
    for app in apps():
        for message in read(po_path(app, language), language):
            if message.id:
                key = message.id if isinstance(message.id, str) else tuple(message.id)
                text = message.string if isinstance(message.string, str) else tuple(message.string)
                meant.setdefault((message.context, key), {}).setdefault(text, []).append(app.name)
    for (_context, said), texts in meant.items():
        if len(texts) > 1:
            told = ", ".join(f"{text!r} ({', '.join(where)})" for text, where in texts.items())
            yield f"{said!r} means different things in {language}: {told}"


def overruled(language: str) -> Iterator[str]:
    """allauth's catalogue comes before those of the apps after it: what both translate is shown in its words."""
    found = find_spec("allauth")
    assert found is not None
    assert found.origin is not None
    theirs = read(po_path(Path(found.origin).parent, language), language)
    for app in apps():
        if app.name in BEFORE_ALLAUTH:
            continue
        for message in read(po_path(app, language), language):
            told = theirs.get(message.id, context=message.context) if message.id else None
            if told and told.string and told.string != message.string:
                yield f"{app.name}: allauth says {told.string!r} for {message.id!r}: say it otherwise"


def main() -> int:
    settings.configure(USE_I18N=True)
    command, names = sys.argv[1], sys.argv[2:]
    chosen = [app for app in apps() if not names or app.name in names]
    found: list[str] = []
    for app in chosen:
        if command in {"update", "check"}:
            found += uncollected(app)
        for language in LANGUAGES:
            if command == "update":
                update(app, language)
            if command in {"update", "compile"}:
                compile_(app, language)
            if command == "check":
                found += problems(app, language)
    if command == "check":
        found += [clash for language in LANGUAGES for clash in (*clashes(language), *overruled(language))]
    print("\n".join(found), end="\n" if found else "")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
