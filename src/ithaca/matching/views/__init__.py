"""Pages of the matching desk."""
