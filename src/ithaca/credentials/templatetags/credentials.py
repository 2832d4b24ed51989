"""{% load credentials %}: kinds and standings of credentials and keys in words."""

from typing import Any

from django import template
from django.urls import reverse

from ithaca.credentials import addresses, labels, queries
from ithaca.credentials.models import Credential, IssuerKey
from ithaca.credentials.open_badges import keys
from ithaca.credentials.open_badges.content import Kind
from ithaca.credentials.policies import Body
from ithaca.credentials.states import KeyState
from ithaca.design.components.feedback import state_badge
from ithaca.networks.models import Network

register = template.Library()
register.simple_tag(addresses.page_of, name="issuer_url")


@register.filter
def home_of(body: Body) -> str:
    """The page from which whoever administers it comes."""
    if isinstance(body, Network):
        return reverse("networks:members", args=[body.slug])
    return reverse("organisations:page", args=[body.slug])


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
