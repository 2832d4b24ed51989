"""What mentors are able to do, and what shows it: frameworks of competences, self-assessment, portfolio, coverage.

A framework is a document of the catalogue; organisations keep copies of their own, in versions that never change
once published. A portfolio belongs to one mentor and one version. The server knows of each item its kind, its date,
the abilities it speaks for and the mentorship it comes from; what it says lies sealed in a room of the mentor's own.
Facts of one's practice (`practice.py`) come by themselves. `rules.py` decides what is proven; certification reads
`queries.framework`, `queries.portfolio_of`, `queries.coverage_of` and `actions.freeze`.
"""
