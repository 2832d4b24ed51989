"""What a network publishes for research: data sets about mentorships, of facts alone, in which nobody can be made out.

A study says beforehand what may go out; organisations agree, programmes take part, each person consents. What is
published is computed from the journal as of a moment, so that it can be made again to the byte (`docs/research.md`).
"""
