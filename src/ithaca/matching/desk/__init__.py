"""
The review of a run by people: its pairs as a board, what a change would do before it is done, and who changed what.

Scores are those of the run's snapshot; rules are asked anew as they stand now, because a pair must be able to begin.
"""
