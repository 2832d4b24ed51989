"""The mentoring agreement that a pair writes in its room and signs; here stand the signatures, not the words."""
