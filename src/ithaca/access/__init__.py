"""Who may do what, on one page: `permissions.py`. Pure; apps say which roles a person holds on a subject."""
