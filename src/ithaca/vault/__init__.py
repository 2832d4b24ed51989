"""Keyrings, rooms and ciphertext. Knows people and keys, never mentorships; can read nothing of what it keeps."""
