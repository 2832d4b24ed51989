"""Networks that group organisations: who answers for them, which organisations are members, and how that came about.

A network has no part in what its members do: whoever administers it holds no role towards a member, its programmes or
their people. What it sees of members are counts (`rules.shown`), put together by `web.networks`.
"""
