"""JSON-LD read strictly: with the contexts beside this file alone, and no term that they don't define.

What is signed is the graph that a document expands to. A term without definition would silently be left out of it, so
that anybody could add or change it without breaking the signature: such a document is refused.
"""

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from copy import deepcopy
from pathlib import Path
from threading import Lock
from typing import Any, NoReturn

from pyld import jsonld

from ithaca.credentials.open_badges import Untrue

CREDENTIALS = "https://www.w3.org/ns/credentials/v2"
OPEN_BADGES = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
# Each with its SHA-256: a context that changed would change what is signed.
SHIPPED = {
    CREDENTIALS: ("credentials-v2.json", "59955ced6697d61e03f2b2556febe5308ab16842846f5b586d7f1f7adec92734"),
    OPEN_BADGES: (
        "open-badges-3.0.3.json",
        "3d34f4d4ef1bce691106e63798beb5e7b862ba841423f5ee1e53ab7ddf3bca84",
    ),
}
ABSOLUTE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:[^\s]+\Z")
BLANK = "_:"
NOWHERE = "https://undefined.invalid/"  # what is no absolute address ends up below it, and is refused

Document = dict[str, Any]
Loader = Callable[[str, Mapping[str, object]], Mapping[str, object]]
_one_at_a_time = Lock()  # the processor's caches bear one thread


def shipped() -> dict[str, Document]:
    """The contexts by address; raises where a file is not the one that was published."""
    found = {}
    for address, (name, digest) in SHIPPED.items():
        content = (Path(__file__).parent / "contexts" / name).read_bytes()
        if hashlib.sha256(content).hexdigest() != digest:
            raise RuntimeError(f"{name} is not the published context.")
        found[address] = json.loads(content)
    return found


def loader_of(contexts: Mapping[str, Document]) -> Loader:
    """Hands out these contexts; any other address is refused, never fetched."""

    def load(address: str, options: Mapping[str, object]) -> Mapping[str, object]:
        if address not in contexts:
            raise Untrue(f"The context {address} is not shipped.")
        return {"contextUrl": None, "documentUrl": address, "document": deepcopy(contexts[address])}

    return load


SHIPPED_ONLY = loader_of(shipped())


def canonical(document: Document, loader: Loader = SHIPPED_ONLY) -> str:
    """The document as canonical N-Quads (RDFC-1.0); raises Untrue where not all of it would be signed."""
    try:
        with _one_at_a_time:
            expanded = jsonld.expand(document, {"documentLoader": loader, "base": NOWHERE}, _refuse_term)
            _require_absolute(expanded)
            options = {
                "algorithm": "URDNA2015",
                "format": "application/n-quads",
                "documentLoader": loader,
                "base": NOWHERE,
            }
            return str(jsonld.normalize(expanded, options))
    except jsonld.JsonLdError as error:
        cause: BaseException | None = error
        while cause is not None and not isinstance(cause, Untrue):
            cause = cause.__cause__
        raise cause or Untrue(str(error)) from error


def require_plain(document: Document) -> None:
    """
    Raises Untrue unless the document is written with the terms of the two contexts and nothing else. The same graph can
    be written in other words, with a full address in place of `validUntil`: signed, and overlooked by whoever reads it.
    """
    if document.get("@context") != [CREDENTIALS, OPEN_BADGES]:
        raise Untrue("The document does not name the two contexts, in their order.")
    _require_terms({name: value for name, value in document.items() if name != "@context"})


def _require_terms(value: object) -> None:
    if isinstance(value, list):
        for item in value:
            _require_terms(item)
    elif isinstance(value, dict):
        for name, item in value.items():
            if name.startswith("@") or ":" in name:
                raise Untrue(f"{name} is not written as a term.")
            _require_terms(item)


def _refuse_term(term: str | None) -> NoReturn:
    raise Untrue(f"No context defines {term}.")


def _require_absolute(value: object) -> None:
    """What is no absolute address is left out of the graph, so nothing may be."""
    if isinstance(value, list):
        for item in value:
            _require_absolute(item)
    elif isinstance(value, dict):
        if "@value" in value:
            return
        names = [*value.get("@type", ()), *([value["@id"]] if "@id" in value else [])]
        for name in names:
            absolute = isinstance(name, str) and (name.startswith(BLANK) or ABSOLUTE.match(name))
            if not absolute or name.startswith(NOWHERE):
                raise Untrue(f"{name} is no absolute address, and no context defines it.")
        for item in value.values():
            _require_absolute(item)
