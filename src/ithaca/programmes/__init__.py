"""Programmes: set-up, charter, eligibility, invitations and participation."""
