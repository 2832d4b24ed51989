"""Pages of certification, by who uses them."""
