"""Pages of programmes, grouped by who uses them."""
