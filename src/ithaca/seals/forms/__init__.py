"""Forms of seals, one module a part of the way."""

from ithaca.seals.forms.beginning import BeginForm

__all__ = ["BeginForm"]
