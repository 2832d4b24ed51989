"""Forms of seals, one module a part of the way."""

from ithaca.seals.forms.beginning import BeginForm
from ithaca.seals.forms.registry import SearchForm

__all__ = ["BeginForm", "SearchForm"]
