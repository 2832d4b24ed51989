"""Trainings, programme meetings and the mentors' community: dates, places, waiting lists, attendance and hours.

An event belongs to a programme and is open to the people inside it; who came and for how long is a fact that
pairing (required trainings), steering and certification read here.
"""
