"""What is handed in, as one document, and its hash: canonical JSON by RFC 8785, so that anybody computes the same."""

import hashlib
from typing import Any

import rfc8785

from ithaca.kernel.tallies import Tally
from ithaca.schemes import rules
from ithaca.schemes.rules import Lack, Result
from ithaca.seals import cases, queries
from ithaca.seals.cases import Known
from ithaca.seals.models import SealFile
from ithaca.seals.queries.documents import documents_of

Frozen = dict[str, Any]


def freeze(row: SealFile, known: Known | None = None) -> Frozen:
    """A file as it stands now: scheme, period, answers, facts, documents, and what they come to."""
    known, answers = known or cases.known_of(row), queries.answers_of(row)
    reflections = queries.reflections_of(row)
    scheme = queries.scheme_of(row)
    result = rules.evaluate(scheme, cases.case_of(row, known=known))
    words = {slug: each.words for slug, each in reflections.items() if each.words}
    return {
        "scheme": {"id": str(row.version_id), "number": row.version.number, "sha256": scheme.digest},
        "level": row.level,
        "period": {"first_day": known.first_day.isoformat(), "last_day": known.last_day.isoformat()},
        "minors": known.minors,
        "context": words.pop("", ""),
        "reflections": words,
        "answers": {
            slug: {"step": each.step, "words": each.words}
            for slug, each in answers.items()
            if each.step or each.words
        },
        "facts": {slug: _tally(each) for slug, each in known.tallies.items()},
        "documents": documents_of(row),
        "result": _result(result),
    }


def digest(frozen: Frozen) -> str:
    """The SHA-256 of a document's canonical bytes, in hexadecimal."""
    return hashlib.sha256(rfc8785.dumps(frozen)).hexdigest()


def _tally(tally: Tally) -> Frozen:
    return {"value": tally.value, "part": tally.part, "whole": tally.whole}


def _result(result: Result) -> Frozen:
    return {
        "points": {"points": result.overall.points, "most": result.overall.most},
        "level": result.level,
        "standards": {
            slug: {"step": each.scale.order[each.at], "met": each.met}
            for slug, each in result.standings.items()
            if each.at is not None
        },
        "requirements": {
            slug: {"points": each.points, "most": each.most} for slug, each in result.shares.items()
        },
        "levels": {each.level: [_lack(lack) for lack in each.lacks] for each in result.outcomes},
    }


def _lack(lack: Lack) -> Frozen:
    return {
        "what": lack.what.value,
        "level": lack.level,
        "has": lack.has,
        "wants": lack.wants,
        "standards": list(lack.standards),
        "subject": lack.subject,
    }
