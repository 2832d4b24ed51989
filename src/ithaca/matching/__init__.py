"""
The matching desk: a programme's policy, runs of the engine over its people, their review, and proposals to both sides.

A run is a snapshot: who was in it, what was known of them and which policy applied, so that it can be explained and
compared later. Both consents lead to the same `mentorships.actions.begin` as a request from the directory.
"""
