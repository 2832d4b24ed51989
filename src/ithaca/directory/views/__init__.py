"""The pages of the directory: search, profiles, requests."""
