"""Reads of the matching desk, grouped by what they are about."""
