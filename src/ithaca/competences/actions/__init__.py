"""Writes of frameworks and portfolios, one verb each, grouped by what they are about."""

from ithaca.competences.actions.assessments import finish_assessment, mark_abilities
from ithaca.competences.actions.consents import give_consent, refuse_consent, withdraw_consent
from ithaca.competences.actions.frameworks import (
    adopt_framework,
    begin_next_version,
    bring_back_framework,
    change_framework,
    discard_framework,
    import_framework,
    publish_framework,
    retire_framework,
)
from ithaca.competences.actions.freezing import freeze
from ithaca.competences.actions.items import ItemContent, add_item, change_item, note_validation, remove_item
from ithaca.competences.actions.portfolios import aim_at, begin_portfolio, carry_over

__all__ = [
    "ItemContent",
    "add_item",
    "adopt_framework",
    "aim_at",
    "begin_next_version",
    "begin_portfolio",
    "bring_back_framework",
    "carry_over",
    "change_framework",
    "change_item",
    "discard_framework",
    "finish_assessment",
    "freeze",
    "give_consent",
    "import_framework",
    "mark_abilities",
    "note_validation",
    "publish_framework",
    "refuse_consent",
    "remove_item",
    "retire_framework",
    "withdraw_consent",
]
