"""What a coordinator sees of a programme: facts, figures, exports. Never a word of content."""
