"""The pages of a pair: what it is, its meetings, its decisions, and what a coordinator does."""
