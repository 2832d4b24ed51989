"""Pages of competences, one file a subject."""
