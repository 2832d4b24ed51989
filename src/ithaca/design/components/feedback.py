"""Buttons, badges, notices and the other small signs that tell people where they stand."""

from typing import Any

from django import template
from django.contrib.messages.storage.base import Message
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from ithaca.design.notices import undo_address

register = template.Library()

# Every state of the product falls under one of five tones; the words differ, the colour and icon do not.
TONES = {
    "done": {
        "accepted",
        "active",
        "answered_yes",
        "completed",
        "confirmed",
        "held",
        "published",
        "reached",
        "released",
        "signed",
        "available",
        "open",
    },
    "attention": {
        "answered_no",
        "excluded",
        "failed",
        "lapsed",
        "missed",
        "overdue",
        "refused",
        "withdrawn",
        "rejected",
    },
    "waiting": {
        "applied",
        "busy",
        "draft",
        "paused",
        "pending",
        "prepared",
        "proposed",
        "sent",
        "launch",
        "invited",
        "waiting",
    },
    "going": {"development", "in_progress", "planned", "separation", "set", "closing", "scheduled"},
    "ended": {"archived", "cancelled", "closed", "dropped", "ended", "left", "expired"},
}
ICONS = {
    "done": "circle-check",
    "attention": "circle-alert",
    "waiting": "hourglass",
    "going": "circle-dot",
    "ended": "circle",
}
NOTICE_ICONS = {"success": "circle-check", "warning": "triangle-alert", "error": "circle-alert"}


def tone_of(state: str) -> str:
    """The tone of a state; a tone's own name stands for itself, an unknown state is "ended"."""
    key = str(state).lower().replace("-", "_")
    if key in TONES:
        return key
    return next((tone for tone, states in TONES.items() if key in states), "ended")


@register.inclusion_tag("design/components/button.html")
def button(
    text: str,
    *,
    href: str = "",
    icon: str = "",
    kind: str = "",
    size: str = "",
    **attributes: Any,
) -> dict[str, Any]:
    """A button, or a link that looks like one where it has an address."""
    given = {
        name.replace("_", "-"): value for name, value in attributes.items() if value not in (None, False, "")
    }
    if not href:
        given.setdefault("type", "submit")
    return {"text": text, "href": href, "icon": icon, "kind": kind, "size": size, "attributes": given}


@register.inclusion_tag("design/components/state_badge.html")
def state_badge(state: str, label: object = "", *, icon: str = "") -> dict[str, Any]:
    """A state in its words, colour and icon: never by colour alone."""
    tone = tone_of(state)
    return {"tone": tone, "label": label or state, "icon": icon or ICONS[tone]}


@register.simple_block_tag
def notice(content: str, tone: str = "info", title: str = "", icon: str = "") -> SafeString:
    """A paragraph set apart; tone is info, success, warning or error."""
    shown = icon or NOTICE_ICONS.get(tone, "info")
    return render_to_string(
        "design/components/notice.html", {"content": content, "tone": tone, "title": title, "icon": shown}
    )


@register.inclusion_tag("design/components/message.html", takes_context=True)
def message_notice(context: dict[str, Any], message: Message) -> dict[str, Any]:
    """One of Django's messages; an undoable one brings its button."""
    tone = message.level_tag
    return {
        "message": message,
        "tone": tone,
        "icon": NOTICE_ICONS.get(tone, "info"),
        "undo": undo_address(message),
        "csrf_token": context.get("csrf_token"),
    }


@register.simple_block_tag
def empty_state(
    content: str, drawing: str = "island", title: str = "", action: str = "", url: str = ""
) -> SafeString:
    """What to do where there is nothing yet: a drawing, a sentence, one action."""
    inner = mark_safe(content.strip())  # noqa: S308 (rendered, and escaped, by its own template)
    context = {"content": inner, "drawing": drawing, "title": title, "action": action, "url": url}
    return render_to_string("design/components/empty_state.html", context)


@register.inclusion_tag("design/components/copyable.html")
def copyable(text: str, *, label: str = "") -> dict[str, Any]:
    """A text to pass on, with a button that copies it."""
    return {"text": text, "label": label}
