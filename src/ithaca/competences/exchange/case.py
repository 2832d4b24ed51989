"""A framework as CASE 1.1 (1EdTech): CFDocument, CFItems, CFAssociations, aligned with ESCO.

What CASE has no word for (evidence, levels, the scale, further languages) travels under `extensions.ithaca`. Without
it, as in files of other systems, items carry the kinds, scale and levels of the framework that Ithaca ships.
"""

import json
import re
import uuid
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from ithaca import catalogue
from ithaca.catalogue.models import Framework
from ithaca.competences import document
from ithaca.editions.faults import MOST_FAULTS, Fault, Faulty

NAMES = uuid.UUID("5f0f7f5a-5d2b-5b0c-9a3e-3f6c1b7f2a10")
MADE = "2026-01-01T00:00:00+00:00"  # of the files' form: an export of the same framework is the same file
DEFAULT = "business-mentor"
Table = dict[str, Any]


def write(framework: Framework, *, address: str) -> bytes:
    """The framework as a CFPackage."""
    return Package(framework, address.rstrip("/")).written()


class Package:
    """One framework on its way out."""

    def __init__(self, framework: Framework, address: str) -> None:
        self.framework, self.address = framework, address
        self.language = next(iter(framework.texts))
        self.texts = framework.texts[self.language]
        self.document = self._id("document")

    def _id(self, name: str) -> str:
        return str(uuid.uuid5(NAMES, f"{self.framework.digest}/{name}"))

    def _uri(self, kind: str, identifier: str) -> str:
        return f"{self.address}/ims/case/v1p1/{kind}/{identifier}"

    def _link(self, kind: str, identifier: str, title: str) -> Table:
        return {"title": title, "identifier": identifier, "uri": self._uri(kind, identifier)}

    def written(self) -> bytes:
        package = {
            "CFDocument": self._document(),
            "CFItems": list(self._items()),
            "CFAssociations": [*self._children(), *self._alignments()],
        }
        return json.dumps(package, ensure_ascii=False, indent=2).encode()

    def _document(self) -> Table:
        content = document.content_of(self.framework)
        kept = {key: content[key] for key in ("practising", "scale", "kinds", "levels")}
        return {
            "identifier": self.document,
            "uri": self._uri("CFDocuments", self.document),
            "frameworkType": "competency",
            "caseVersion": "1.1",
            "creator": "Ithaca",
            "title": self.texts.title,
            "lastChangeDateTime": MADE,
            "description": self.texts.introduction,
            "language": self.language,
            "adoptionStatus": "Implemented",
            "notes": self.texts.source,
            "CFPackageURI": self._link("CFPackages", self.document, self.texts.title),
            "extensions": {"ithaca": {**kept, "texts": content["texts"]}},
        }

    def _items(self) -> Iterator[Table]:
        for area in self.framework.areas:
            yield self._item("Area", area.slug, area.slug, self.texts.areas[area.slug].label)
            for competence in area.competences:
                slug = competence.slug
                yield self._item("Competence", slug, competence.code, self.texts.competences[slug])
                for ability in competence.abilities:
                    item = self._item(
                        "Ability", ability.slug, ability.code, self.texts.abilities[ability.slug]
                    )
                    asked = ability.model_dump(mode="json", exclude={"slug"})
                    item["extensions"]["ithaca"] |= asked
                    yield item

    def _item(self, kind: str, slug: str, code: str, statement: str) -> Table:
        identifier = self._id(f"{kind}/{slug}")
        return {
            "identifier": identifier,
            "uri": self._uri("CFItems", identifier),
            "CFDocumentURI": self._link("CFDocuments", self.document, self.texts.title),
            "fullStatement": statement,
            "humanCodingScheme": code,
            "CFItemType": kind,
            "language": self.language,
            "lastChangeDateTime": MADE,
            "extensions": {"ithaca": {"slug": slug}},
        }

    def _children(self) -> Iterator[Table]:
        root = self._link("CFDocuments", self.document, self.texts.title)
        for n, area in enumerate(self.framework.areas, start=1):
            here = self._node("Area", area.slug)
            yield self._association("isChildOf", here, root, sequenceNumber=n)
            for m, competence in enumerate(area.competences, start=1):
                inner = self._node("Competence", competence.slug)
                yield self._association("isChildOf", inner, here, sequenceNumber=m)
                for k, ability in enumerate(competence.abilities, start=1):
                    node = self._node("Ability", ability.slug)
                    yield self._association("isChildOf", node, inner, sequenceNumber=k)

    def _node(self, kind: str, slug: str) -> Table:
        return self._link("CFItems", self._id(f"{kind}/{slug}"), slug)

    def _association(self, kind: str, origin: Table, target: Table, **more: object) -> Table:
        identifier = self._id(f"{kind}/{origin['identifier']}/{target['identifier']}")
        return {
            "identifier": identifier,
            "uri": self._uri("CFAssociations", identifier),
            "CFDocumentURI": self._link("CFDocuments", self.document, self.texts.title),
            "associationType": kind,
            "originNodeURI": origin,
            "destinationNodeURI": target,
            "lastChangeDateTime": MADE,
            **more,
        }

    def _alignments(self) -> Iterator[Table]:
        for each in self.framework.alignments:
            kind = "Ability" if each.ability in self.framework.abilities else "Competence"
            esco = str(uuid.uuid5(uuid.NAMESPACE_URL, each.uri))
            title = self.texts.alignments[each.ability]
            target = {"title": title, "identifier": esco, "uri": each.uri}
            yield self._association(
                "isRelatedTo",
                self._node(kind, each.ability),
                target,
                extensions={"ithaca": {"checked": each.checked}},
            )


def read(text: str) -> Framework:
    """The framework in a CFPackage; raises Faulty."""
    try:
        package = json.loads(text, object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        raise Faulty([Fault(error.lineno, "", "json", error.msg)]) from error
    except RecursionError as error:
        raise Faulty([Fault.whole("deep")]) from error
    except Faulty:  # a key twice
        raise
    except ValueError as error:  # a number of thousands of digits
        raise Faulty([Fault.whole("huge")]) from error
    return Reading(package, text).framework()


def _once(pairs: list[tuple[str, Any]]) -> Table:
    """An object whose keys stand once: otherwise nobody could say which of the two is meant."""
    found = dict(pairs)
    if len(found) < len(pairs):
        times = Counter(key for key, _value in pairs)
        raise Faulty([Fault(None, times.most_common(1)[0][0][:60], "twice")])
    return found


class Reading:
    """One package on its way in."""

    def __init__(self, package: Any, text: str) -> None:
        self.lines = text.splitlines()
        shape = package if isinstance(package, dict) else {}
        parts: list[Any] = [shape.get(name) for name in ("CFDocument", "CFItems", "CFAssociations")]
        if not isinstance(parts[0], dict) or not all(isinstance(part, list) for part in parts[1:]):
            raise Faulty([Fault.whole("case")])
        self.head: Table = parts[0]
        self.items = _tables(parts[1])
        self.associations = _tables(parts[2])
        self.faults: list[Fault] = []
        self.slugs: dict[str, str] = {}

    def framework(self) -> Framework:
        by_id = {str(item.get("identifier")): item for item in self.items}
        if len(by_id) < len(self.items):
            times = Counter(str(item.get("identifier")) for item in self.items)
            self._fault(times.most_common(1)[0][0], "identifier", "twice")
        for identifier, item in by_id.items():
            if not str(item.get("fullStatement") or "").strip():
                self._fault(identifier, "fullStatement", "missing")
            self.slugs[identifier] = self._slug(item)
        levels = self._levels(by_id)
        if self.faults:
            raise Faulty(self.faults)
        content = self._content(by_id, levels)
        try:
            return document.framework_of(content)
        except Faulty as faulty:
            raise Faulty([self._placed(each) for each in faulty.faults]) from faulty

    def _fault(self, identifier: str, where: str, rule: str, detail: str = "") -> None:
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(Fault(self._line(identifier), where, rule, detail[:80]))

    def _line(self, words: str) -> int | None:
        return next((n for n, line in enumerate(self.lines, start=1) if f'"{words}"' in line), None)

    def _placed(self, fault: Fault) -> Fault:
        known = {slug: identifier for identifier, slug in self.slugs.items()}
        part = next((each for each in fault.where.split(".")[::-1] if each in known), "")
        return Fault(self._line(known[part]) if part else None, fault.where, fault.rule, fault.detail)

    def _slug(self, item: Table) -> str:
        own = _own(item).get("slug")
        if isinstance(own, str):
            return own
        code = str(item.get("humanCodingScheme") or item.get("identifier"))
        plain = re.sub(r"[^a-z0-9]+", "_", code.lower()).strip("_") or "item"
        return plain if plain[0].isalpha() else f"c{plain}"

    def _levels(self, by_id: dict[str, Table]) -> dict[str, list[str]]:
        """{parent: children in order}; the document's identifier stands for the top."""
        found: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
        placed: set[str] = set()
        for n, each in enumerate(self.associations):
            if each.get("associationType") != "isChildOf":
                continue
            child, parent = _target(each, "originNodeURI"), _target(each, "destinationNodeURI")
            if child not in by_id:
                self._fault(str(each.get("identifier")), "originNodeURI", "no such item", child)
                continue
            if child in placed:  # in two places it would be two things of one name
                self._fault(child, "originNodeURI", "twice", child)
                continue
            placed.add(child)
            order = each.get("sequenceNumber")
            found[parent].append((order if isinstance(order, int) else 0, n, child))
        return {parent: [child for *_, child in sorted(children)] for parent, children in found.items()}

    def _content(self, by_id: dict[str, Table], children: dict[str, list[str]]) -> Table:
        shipped = document.content_of(catalogue.framework(DEFAULT))
        own = _own(self.head)
        kept = {key: own.get(key, shipped[key]) for key in ("practising", "scale", "kinds", "levels")}
        top = children.get(str(self.head.get("identifier")), [])
        deep = any(children.get(inner) for outer in top for inner in children.get(outer, []))
        kept |= {key: _tables(kept[key]) for key in ("kinds", "levels")}
        kinds = [str(each["slug"]) for each in _tables(kept["kinds"]) if "slug" in each]
        if deep:
            areas = [{"slug": self.slugs[a], "competences": self._competences(children.get(a, []), by_id, children, kinds)} for a in top]  # fmt: skip
        else:  # competences and abilities, as many systems have them
            areas = [{"slug": "all", "competences": self._competences(top, by_id, children, kinds)}]
        alignments = list(self._alignments(by_id))
        texts = own.get("texts") or {self._language(): self._texts(by_id, areas, alignments, shipped)}
        for each in alignments:
            each.pop("title")
        return {**kept, "areas": areas, "alignments": alignments, "texts": texts}

    def _language(self) -> str:
        return str(self.head.get("language") or "en").lower()

    def _competences(
        self, ids: list[str], by_id: dict[str, Table], children: dict[str, list[str]], kinds: list[str]
    ) -> list[Table]:
        return [
            {"slug": self.slugs[each], "abilities": [self._ability(one, by_id[one], kinds) for one in children.get(each, [])]}
            for each in ids
        ]  # fmt: skip

    def _ability(self, identifier: str, item: Table, kinds: list[str]) -> Table:
        own = {key: value for key, value in _own(item).items() if key != "slug"}
        return {"evidence": kinds, **own, "slug": self.slugs[identifier]}

    def _alignments(self, by_id: dict[str, Table]) -> Iterator[Table]:
        for each in self.associations:
            origin = _target(each, "originNodeURI")
            target = each.get("destinationNodeURI")
            if each.get("associationType") == "isChildOf" or not isinstance(target, dict):
                continue
            if origin not in by_id or _target(each, "destinationNodeURI") in by_id:
                continue
            checked = _own(each).get("checked", False)
            title = str(target.get("title") or target.get("uri"))
            yield {
                "ability": self.slugs[origin],
                "uri": str(target.get("uri")),
                "checked": checked,
                "title": title,
            }

    def _texts(
        self, by_id: dict[str, Table], areas: list[Table], alignments: list[Table], shipped: Table
    ) -> Table:
        language = self._language()
        words = shipped["texts"].get(language[:2]) or shipped["texts"]["en"]
        said = {self.slugs[each]: str(item["fullStatement"]).strip() for each, item in by_id.items()}
        title = str(self.head.get("title") or "")
        competences = [each for area in areas for each in area["competences"]]
        own = _own(self.head)
        levels = [str(each.get("slug")) for each in _tables(own.get("levels", shipped["levels"]))]
        return {
            "title": title,
            "introduction": str(self.head.get("description") or ""),
            "source": str(self.head.get("notes") or ""),
            "scale": words["scale"],
            "kinds": words["kinds"],
            "levels": {each: words["levels"][each] for each in levels if each in words["levels"]},
            "areas": {each["slug"]: {"label": said.get(each["slug"], title)} for each in areas},
            "competences": {each["slug"]: said[each["slug"]] for each in competences},
            "abilities": {
                one["slug"]: said[one["slug"]] for each in competences for one in each["abilities"]
            },
            "alignments": {each["ability"]: each["title"] for each in alignments},
        }


def _tables(value: Any) -> list[Table]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _own(part: Table) -> Table:
    extensions = part.get("extensions")
    own = extensions.get("ithaca") if isinstance(extensions, dict) else None
    return own if isinstance(own, dict) else {}


def _target(association: Table, name: str) -> str:
    node = association.get(name)
    return str(node.get("identifier")) if isinstance(node, dict) else ""
