"""Forms of the matching desk."""
