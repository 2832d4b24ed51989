"""The shapes of the catalogue's content: frozen, strict, and checked against each other."""

from ithaca.catalogue.models.base import (
    FALLBACK,
    LANGUAGES,
    ContactType,
    Document,
    Frozen,
    MentorRole,
    Reference,
    Role,
    Section,
)
from ithaca.catalogue.models.journey import Agreement, Guide, Phase, PhaseSet, PhaseText
from ithaca.catalogue.models.programme import (
    CharterText,
    Format,
    Pairing,
    Programme,
    ProgrammeTexts,
    Question,
    Rule,
)
from ithaca.catalogue.models.questionnaire import Item, Questionnaire, Subscale
from ithaca.catalogue.models.topic import TopicList

__all__ = [
    "FALLBACK",
    "LANGUAGES",
    "Agreement",
    "CharterText",
    "ContactType",
    "Document",
    "Format",
    "Frozen",
    "Guide",
    "Item",
    "MentorRole",
    "Pairing",
    "Phase",
    "PhaseSet",
    "PhaseText",
    "Programme",
    "ProgrammeTexts",
    "Question",
    "Questionnaire",
    "Reference",
    "Role",
    "Rule",
    "Section",
    "Subscale",
    "TopicList",
]
