"""What machines read of an edition: DCAT-AP 3 for catalogues, CSV on the Web for the table."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.paginator import Page

from ithaca.research import wording
from ithaca.research.files import table
from ithaca.research.files.edition import Edition
from ithaca.research.licences import LICENCES
from ithaca.research.models import Release

TABLE_NAME = "data.csv-metadata.json"  # where readers of CSV on the Web look for it
AUTHORITY = "http://publications.europa.eu/resource/authority/"
LANGUAGES = {"fr": "FRA", "en": "ENG"}
IANA = "https://www.iana.org/assignments/media-types/"
Node = dict[str, Any]
CONTEXT: Node = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "spdx": "http://spdx.org/rdf/terms#",
    "adms": "http://www.w3.org/ns/adms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
PAGED: Node = {**CONTEXT, "hydra": "http://www.w3.org/ns/hydra/core#"}


def as_json(told: object) -> str:
    return json.dumps(told, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def of_edition(edition: Edition) -> Node:
    """As it stands in the package, which can't know the package's own size."""
    content = table.text(edition).encode()
    digest = hashlib.sha256(content).hexdigest()
    return {
        "@context": CONTEXT,
        **dataset(edition.release),
        "dcat:distribution": [_distribution(edition.release, table.NAME, "text/csv", "CSV", digest)],
    }


def of_release(release: Release) -> Node:
    """As it stands on its page: with the package too."""
    return {"@context": CONTEXT, **_described(release)}


def _described(release: Release) -> Node:
    files = [
        _distribution(release, table.NAME, "text/csv", "CSV", release.table_sha256),
        _distribution(release, "package.zip", "application/zip", "ZIP", release.sha256),
    ]
    return {**dataset(release), "dcat:distribution": files}


def of_catalogue(page: Page[Release], *, address: str, title: str, language: str) -> Node:
    """The editions of an installation, a page of them: those who gather it follow `hydra:next`."""
    return {
        "@context": PAGED,
        "@id": address,
        "@type": "dcat:Catalog",
        "dct:title": {"@value": title, "@language": language},
        "dct:description": {"@value": title, "@language": language},
        "dct:publisher": {"@id": address + "#publisher", "@type": "foaf:Agent", "foaf:name": "Ithaca"},
        "dcat:dataset": [_described(release) for release in page],
        "hydra:totalItems": page.paginator.count,
        "hydra:view": _view(page, address),
    }


def _view(page: Page[Release], address: str) -> Node:
    """Where the pages before and after this one are (Hydra Core, as data portals read it)."""

    def at(number: int) -> Node:
        return {"@id": f"{address}?page={number}"}

    told = {"@type": "hydra:PartialCollectionView", **at(page.number)}
    told |= {"hydra:first": at(1), "hydra:last": at(page.paginator.num_pages)}
    if page.has_previous():
        told["hydra:previous"] = at(page.previous_page_number())
    if page.has_next():
        told["hydra:next"] = at(page.next_page_number())
    return told


def dataset(release: Release) -> Node:
    """What is mandatory and recommended of a dataset in DCAT-AP 3."""
    study = release.study
    return {
        "@id": release.address,
        "@type": "dcat:Dataset",
        "dct:title": {"@value": study.title, "@language": study.language},
        "dct:description": {"@value": study.purpose, "@language": study.language},
        "dct:identifier": str(release.pk),
        "dcat:version": str(release.number),
        "dct:issued": _typed(release.published_at.date().isoformat(), "date"),
        "dct:language": {"@id": f"{AUTHORITY}language/{LANGUAGES[study.language]}"},
        "dct:accessRights": {"@id": f"{AUTHORITY}access-right/PUBLIC"},
        "dcat:theme": [{"@id": f"{AUTHORITY}data-theme/{theme}"} for theme in ("EDUC", "SOCI")],
        "dcat:landingPage": {"@id": release.address},
        "dct:publisher": {
            "@id": f"{release.address}#publisher",
            "@type": "foaf:Agent",
            "foaf:name": release.publisher,
        },
        "dcat:contactPoint": {
            "@type": "vcard:Organization",
            "vcard:fn": release.publisher,
            "vcard:hasEmail": {"@id": f"mailto:{study.contact}"},
        },
        "dct:temporal": {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": _typed(release.since.date().isoformat(), "date"),
            "dcat:endDate": _typed(release.until.date().isoformat(), "date"),
        },
    }


def _distribution(release: Release, name: str, media_type: str, kind: str, digest: str) -> Node:
    return {
        "@id": f"{release.address}files/{name}",
        "@type": "dcat:Distribution",
        "dct:title": name,
        "dcat:accessURL": {"@id": release.address},
        "dcat:downloadURL": {"@id": f"{release.address}files/{name}"},
        "dcat:mediaType": {"@id": IANA + media_type},
        "dct:format": {"@id": f"{AUTHORITY}file-type/{kind}"},
        "dct:license": {"@id": LICENCES[release.study.licence].url},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": _typed(digest, "hexBinary"),
        },
    }


def _typed(value: str, kind: str) -> Node:
    return {"@value": value, "@type": f"xsd:{kind}"}


def of_table(edition: Edition) -> Mapping[str, object]:
    """CSV on the Web: each column with its name, its meaning and the values that it has."""
    language = edition.study.language
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": language}],
        "url": table.NAME,
        "dc:title": edition.study.title,
        "dc:license": {"@id": edition.licence.url},
        "dialect": {"delimiter": ",", "encoding": "utf-8", "header": True, "lineTerminators": ["\r\n"]},
        "tableSchema": {
            "columns": [
                {
                    "name": slug,
                    "titles": slug,
                    "dc:title": str(wording.NAMES[slug]),
                    "dc:description": str(wording.MEANINGS[slug]),
                    "required": True,
                    "datatype": {"base": "string", "format": _one_of(edition.values(slug))},
                }
                for slug in edition.slugs
            ]
        },
    }


def _one_of(values: Iterable[str]) -> str:
    return f"^({'|'.join(re.escape(value) for value in values)})$"
