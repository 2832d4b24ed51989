"""
A programme's way to a network's seal: what it says of itself beside the facts, what it plans, the audit, the decision, and
what becomes of the seal.
"""
