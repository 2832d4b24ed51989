"""The roles a person can hold towards a subject."""

from enum import StrEnum


class Role(StrEnum):
    ANYONE = "anyone"  # also people who are not signed in
    SIGNED_IN = "signed in"
    SELF = "self"  # the person whom the record is about
    OPERATOR = "operator"  # runs the installation; sees no programme by that alone
    NETWORK_ADMINISTRATOR = "network administrator"  # of the network; nobody towards its members
    ORGANISATION_ADMINISTRATOR = "organisation administrator"
    COORDINATOR = "coordinator"
    APPLICANT = "applicant"  # has applied, not accepted yet
    MENTOR = "mentor"  # accepted in the programme, or the mentor of this pair
    MENTEE = "mentee"
    ROOM_MEMBER = "room member"
    COPY_READER = "reader of a frozen copy"
    ASSESSOR = "assessor"  # of this certification file, or on the panel of its scheme
    AUDITOR = "auditor"  # named to audit this seal file
    COMMITTEE = "committee member"  # decides on seals, in a file that nothing binds them to
    DECIDER = "decider"  # on certification, in a file that nothing binds them to
