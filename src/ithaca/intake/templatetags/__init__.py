"""Imports in words, for templates."""
