"""Home, set-up, the demo mailbox, and the pages that say what is promised."""
