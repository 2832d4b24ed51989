"""{% load credentials %}: kinds and standings of credentials and keys in words."""

from typing import Any

from django import template

from ithaca.credentials import labels, queries
from ithaca.credentials.models import Credential, IssuerKey
from ithaca.credentials.open_badges import keys
from ithaca.credentials.open_badges.content import Kind
from ithaca.credentials.states import KeyState
from ithaca.design.components.feedback import state_badge

register = template.Library()


@register.inclusion_tag("design/components/state_badge.html")
def standing_badge(row: Credential) -> dict[str, Any]:
    standing = queries.standing(row)
    return state_badge(labels.TONES[standing], labels.STANDINGS[standing])


@register.inclusion_tag("design/components/state_badge.html")
def key_badge(row: IssuerKey) -> dict[str, Any]:
    state = KeyState(row.state)
    return state_badge(labels.KEY_TONES[state], labels.KEY_STATES[state])


@register.filter
def credential_kind(row: Credential) -> object:
    return labels.KINDS[Kind(row.kind)]


@register.filter
def key_fingerprint(row: IssuerKey) -> str:
    return keys.fingerprint(row.public_multikey)
