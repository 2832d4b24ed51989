"""Writes of seals, one verb each, in the order of the way."""

from ithaca.seals.actions.beginning import begin_file

__all__ = ["begin_file"]
