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
    language = award.achievement.language

    def said(text: str) -> Document:
        return {language: [text]}

    issuer: Document = {
        "id": award.issuer.address,
        "type": "Organisation",
        "legalName": said(award.issuer.name),
        "homepage": [{"type": "WebResource", "contentURL": award.issuer.url}],
    }
    specification: Document = {
        "id": award.achievement_address,
        "type": "LearningAchievementSpecification",
        "title": said(award.achievement.name),
        "description": said(award.achievement.description),
        "learningOutcome": [
            {
                "id": f"{award.achievement_address}#outcome-{number}",
                "type": "LearningOutcome",
                "title": said(each.name),
                "relatedESCOSkill": [{"id": each.url, "type": "Concept"}],
            }
            for number, each in enumerate(award.achievement.alignments, start=1)
        ],
    }
    claim: Document = {
        "id": f"{award.address}#claim",
        "type": "LearningAchievement",
        "title": said(award.achievement.name),
        "awardedBy": {
            "id": f"{award.address}#awarding",
            "type": "AwardingProcess",
            "awardingBody": [issuer],
            "awardingDate": moment(award.valid_from),
        },
        "specifiedBy": specification,
    }
    found: Document = {
        "@context": [CONTEXT],
        "id": f"{award.address}#elm",
        "type": ["VerifiableCredential", "EuropeanDigitalCredential"],
        "credentialProfiles": [{"id": GENERIC, "type": "Concept"}],
        "displayParameter": {
            "type": "DisplayParameter",
            "title": said(award.achievement.name),
            "description": {"en": [UNSIGNED]},
        },
        "issuer": issuer,
        "issuanceDate": moment(award.valid_from),
        "validFrom": moment(award.valid_from),
        "credentialSubject": {
            "id": award.subject_address,
            "type": "Person",
            "fullName": said(name),
            "hasClaim": [claim],
        },
    }
    if award.valid_until is not None:
        found["expirationDate"] = found["validUntil"] = moment(award.valid_until)
    return found
