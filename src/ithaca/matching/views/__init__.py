"""Pages of the matching desk, and of what is proposed to people."""
