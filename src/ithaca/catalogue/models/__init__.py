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
from ithaca.catalogue.models.framework import (
    Ability,
    Alignment,
    Area,
    Competence,
    EvidenceKind,
    Framework,
    FrameworkTexts,
    Level,
    PracticeFact,
)
from ithaca.catalogue.models.indicator import ProgrammeFact
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
    "Ability",
    "Agreement",
    "Alignment",
    "Area",
    "CharterText",
    "Competence",
    "ContactType",
    "Document",
    "EvidenceKind",
    "Format",
    "Framework",
    "FrameworkTexts",
    "Frozen",
    "Guide",
    "Item",
    "Level",
    "MentorRole",
    "Pairing",
    "Phase",
    "PhaseSet",
    "PhaseText",
    "PracticeFact",
    "Programme",
    "ProgrammeFact",
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
