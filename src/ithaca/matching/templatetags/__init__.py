"""Template tags of the matching desk."""
