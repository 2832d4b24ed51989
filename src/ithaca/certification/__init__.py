"""How a mentor's portfolio becomes a certificate: schemes, files, assessors, ratings, decisions, appeals, renewal.

`states.py` is the way of one file; `rules.py` says who must not judge whom and what a level asks for; `agreement.py`
measures how far assessors agree. The portfolio comes frozen from competences, the certificate goes out through
credentials. Ratings and states are facts and stand in the journal; what assessors write about a person never does.
"""
