"""What the product itself counts of a programme's quality, with the way it counts; and, for programmes that
want it, where they stand among comparable ones. Each app counts its own (`facts.py`); here stand the words,
the periods, and the editions of the comparison (`docs/indicators.md`, `docs/benchmarks.md`).
"""
