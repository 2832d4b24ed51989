"""What each mail says and who gets it, by subject. Each reaction may run again: the outbox keeps one mail a key."""
