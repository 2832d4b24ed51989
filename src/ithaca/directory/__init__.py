"""How a mentee finds a mentor: profiles, search, requests."""
