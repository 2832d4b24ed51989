"""Template tags of resources."""
