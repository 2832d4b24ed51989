"""The ithaca command."""
