"""Pages and files of credentials: what everybody may read, what holders see, what administrators do."""
