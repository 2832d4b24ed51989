"""Pages of seals, one module a part of the way."""
