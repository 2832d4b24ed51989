"""The life of a pair: launch, development, separation; meetings, goals, decisions, closing. Facts only."""
