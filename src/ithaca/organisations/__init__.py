"""Organisations, who administers them, and reporting lines (independence)."""
