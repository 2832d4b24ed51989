"""Reads shaped for the pages of a pair, and for the paper that attests it."""
