"""Mail from the journal through the outbox: at least once, never twice for the reader's eye."""
