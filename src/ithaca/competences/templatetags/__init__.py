"""Template tags of competences."""
