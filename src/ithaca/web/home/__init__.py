"""The home page's answer to "what should I do now?": steps gathered from what the apps know of a person."""

from ithaca.web.home.steps import Section, sections_for

__all__ = ["Section", "sections_for"]
