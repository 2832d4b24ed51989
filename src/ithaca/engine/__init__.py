"""Matching, pure: the best pairs under hard rules, with a proof."""
