"""Writes of the directory: profiles, requests, and the clock's work on requests."""

from ithaca.directory.actions.certificates import drop_ended_certificates
from ithaca.directory.actions.profiles import ProfileContent, save_profile
from ithaca.directory.actions.requests import (
    accept_request,
    decline_request,
    end_requests_of,
    remind_and_lapse_due,
    send_request,
    withdraw_request,
)

__all__ = [
    "ProfileContent",
    "accept_request",
    "decline_request",
    "drop_ended_certificates",
    "end_requests_of",
    "remind_and_lapse_due",
    "save_profile",
    "send_request",
    "withdraw_request",
]
