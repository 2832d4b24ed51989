"""The same award in the European Learning Model 3, unsigned: for who wants to take it into Europass by other means.

Only a body with a qualified seal issues European Digital Credentials; nothing here says otherwise.
"""

from ithaca.credentials.open_badges.content import Award
from ithaca.credentials.open_badges.linked_data import Document
from ithaca.credentials.open_badges.proofs import moment

CONTEXT = "http://data.europa.eu/snb/model/context/edc-ap"
GENERIC = "http://data.europa.eu/snb/credential/e34929035b"  # credential type "generic"
UNSIGNED = "Unsigned export. It proves nothing by itself; the credential it was made from is at this address."


def export(award: Award, *, name: str) -> Document:
    """The award with the holder's name in clear: made for the holder alone."""
    language, issuer = award.achievement.language, _issuer(award)
    found: Document = {
        "@context": [CONTEXT],
        "id": f"{award.address}#elm",
        "type": ["VerifiableCredential", "EuropeanDigitalCredential"],
        "credentialProfiles": [{"id": GENERIC, "type": "Concept"}],
        "displayParameter": {
            "type": "DisplayParameter",
            "title": {language: [award.achievement.name]},
            "description": {"en": [UNSIGNED]},
        },
        "issuer": issuer,
        "issuanceDate": moment(award.valid_from),
        "validFrom": moment(award.valid_from),
        "credentialSubject": {
            "id": award.subject_address,
            "type": "Person",
            "fullName": {language: [name]},
            "hasClaim": [_claim(award, issuer)],
        },
    }
    if award.valid_until is not None:
        found["expirationDate"] = found["validUntil"] = moment(award.valid_until)
    return found


def _issuer(award: Award) -> Document:
    return {
        "id": award.issuer.address,
        "type": "Organisation",
        "legalName": {award.achievement.language: [award.issuer.name]},
        "homepage": [{"type": "WebResource", "contentURL": award.issuer.url}],
    }


def _claim(award: Award, issuer: Document) -> Document:
    return {
        "id": f"{award.address}#claim",
        "type": "LearningAchievement",
        "title": {award.achievement.language: [award.achievement.name]},
        "awardedBy": {
            "id": f"{award.address}#awarding",
            "type": "AwardingProcess",
            "awardingBody": [issuer],
            "awardingDate": moment(award.valid_from),
        },
        "specifiedBy": _specification(award),
    }


def _specification(award: Award) -> Document:
    achievement = award.achievement
    return {
        "id": award.achievement_address,
        "type": "LearningAchievementSpecification",
        "title": {achievement.language: [achievement.name]},
        "description": {achievement.language: [achievement.description]},
        "learningOutcome": [
            {
                "id": f"{award.achievement_address}#outcome-{number}",
                "type": "LearningOutcome",
                "title": {achievement.language: [each.name]},
                "relatedESCOSkill": [{"id": each.url, "type": "Concept"}],
            }
            for number, each in enumerate(achievement.alignments, start=1)
        ],
    }
