"""A document as the JSON that a row keeps, checked as a whole on its way in. Pure."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from django.conf.locale import LANG_INFO
from pydantic import ValidationError

from ithaca.catalogue.models import Document
from ithaca.editions.faults import MOST_FAULTS, Fault, Faulty
from ithaca.editions.limits import beyond

Content = dict[str, Any]
D = TypeVar("D", bound=Document[Any])
IDENTITY = ("slug", "version", "digest")
MOST_LANGUAGES = 12
LANGUAGE = re.compile(r"([a-z]{2,3})(-[a-z]{2,8})?")
SHAPES = {
    "missing": "missing",
    "extra_forbidden": "unknown",
    "string_too_short": "empty",
    "string_too_long": "long",
    "string_pattern_mismatch": "code",
    "too_short": "few",
    "too_long": "many",
    **dict.fromkeys(("greater_than_equal", "less_than_equal"), "range"),
    **dict.fromkeys(("literal_error", "union_tag_invalid"), "choice"),
}


def content_of(document: Document[Any]) -> Content:
    """What a row keeps: structure and texts, without what names the document."""
    dumped = document.model_dump(mode="json", exclude_none=True)
    return {key: value for key, value in dumped.items() if key not in IDENTITY}


def digest(content: Any) -> str:
    """The SHA-256 over the content as JSON with sorted keys and no spaces, in UTF-8."""
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def document_of(kind: type[D], content: Mapping[str, Any], *, slug: str, version: int = 1) -> D:
    """The document that some content makes; raises Faulty with everything that is wrong."""
    faults = beyond(content)
    if faults:
        raise Faulty(faults)
    try:
        named = {**content, "slug": slug, "version": version, "digest": digest(content)}
        found = kind.model_validate_json(json.dumps(named))
    except ValidationError as error:
        raise Faulty(list(_shape_faults(error))) from error
    except (TypeError, ValueError, RecursionError) as error:
        raise Faulty([Fault.whole("shape")]) from error
    faults = [*_reference_faults(found), *_word_faults(found)]
    if faults:
        raise Faulty(faults)
    return found


def _shape_faults(error: ValidationError) -> Iterator[Fault]:
    for each in error.errors(include_url=False, include_context=False, include_input=False)[:MOST_FAULTS]:
        where = ".".join(str(part) for part in each["loc"])
        yield Fault(None, where, SHAPES.get(each["type"], "shape"), each["msg"])


def _reference_faults(document: Document[Any]) -> Iterator[Fault]:
    for problem in document.problems():
        yield Fault(None, problem.key, problem.rule, problem.message)


def _word_faults(document: Document[Any]) -> Iterator[Fault]:
    """Every language says everything, and nothing that is not there."""
    if not 1 <= len(document.texts) <= MOST_LANGUAGES:
        yield Fault.whole("languages")
    for language, texts in document.texts.items():
        if not known_language(language):
            yield Fault(None, f"texts.{language}", "language")
        words = texts.model_dump()
        for part, expected in document.text_keys().items():
            found = _at(words, part)
            for key in expected:
                if key not in found:
                    yield Fault(None, f"texts.{language}.{part}.{key}", "words missing")
            for key in sorted(set(found) - set(expected)):
                yield Fault(None, f"texts.{language}.{part}.{key}", "words too many")


def known_language(code: str) -> bool:
    """Whether it is the code of a language that has a name: "fr", "fr-ch"."""
    found = LANGUAGE.fullmatch(code)
    return found is not None and (code in LANG_INFO or found[1] in LANG_INFO)


def _at(table: Mapping[str, Any], path: str) -> Mapping[str, Any]:
    """What stands at a dotted path; nothing where the path ends earlier."""
    for part in path.split("."):
        table = table.get(part, {})
    return table
