"""Identity and sign-in: one account per person, whatever number of programmes they take part in."""
