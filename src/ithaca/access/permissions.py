"""Who may do what. `docs/permissions.md` is generated from this page.

No role ever grants the reading of a room: only its members hold the keys.
"""

from collections.abc import Mapping
from enum import StrEnum

from ithaca.access.roles import Role


class Permission(StrEnum):
    # Open pages
    SEE_PUBLIC_PAGES = "see public pages"
    USE_SIGN_IN = "sign in, sign up, recover an account"
    SWITCH_MAIL_OFF = "switch a kind of mail off with the signed link in it"
    SET_UP_INSTALLATION = "set up the installation with the one-time token"
    # One's own account
    USE_OWN_ACCOUNT = "use one's own account and home page"
    READ_CALENDAR_FEED = "read a calendar by its private address"
    USE_OWN_VAULT = "unlock and manage one's own keyring"
    # Organisations
    CREATE_ORGANISATION = "create an organisation"
    SEE_ORGANISATION = "see an organisation"
    MANAGE_ORGANISATION = "manage an organisation, its people, reporting lines and memberships of networks"
    # Networks
    CREATE_NETWORK = "found a network of organisations"
    SEE_NETWORK = "see the members of a network, as counts"
    MANAGE_NETWORK = "manage a network, its people, letters and memberships"
    MANAGE_SCHEMES = "write and publish the seal schemes of a network, say which other seals it recognises"
    # Research
    MANAGE_RESEARCH = "write the studies of a network, publish their data"
    AGREE_TO_RESEARCH = "agree to a network's study for an organisation"
    TAKE_PART_IN_RESEARCH = "let a programme take part in a study"
    CONSENT_TO_RESEARCH = "consent for oneself to a study, withdraw"
    # Credentials
    VERIFY_CREDENTIAL = "verify a credential, read what its issuer publishes"
    HOLD_CREDENTIAL = "take one's own credentials away, hide and show their pages"
    MANAGE_CREDENTIALS = (
        "see the credentials that an organisation or a network has issued, suspend and revoke them"
    )
    MANAGE_ISSUER_KEYS = "make, retire and revoke the keys that an organisation or a network signs with"
    # Programmes
    CREATE_PROGRAMME = "create a programme in an organisation"
    CONFIGURE_PROGRAMME = "set up a programme"
    JOIN_PROGRAMME = "read a programme's presentation and apply"
    SEE_PROGRAMME = "see a programme from the inside"
    MANAGE_PARTICIPANTS = "invite, accept, refuse and exclude participants"
    IMPORT_PEOPLE = "bring people and reporting lines in from a file"
    EDIT_OWN_PARTICIPATION = "edit one's own participation and profile"
    # Directory and requests
    SEARCH_DIRECTORY = "search the directory of mentors"
    SEND_REQUEST = "send a request to a mentor"
    SEE_REQUEST = "see the facts of a request"
    ANSWER_REQUEST = "answer a request"
    WITHDRAW_REQUEST = "withdraw a request"
    PAIR_PEOPLE = "propose a pair by hand"
    # Matching
    RUN_MATCHING = "set the matching policy, start runs, review and publish them, see the answers"
    SEE_HOW_MATCHING_WORKS = "read how matching works in one's programme, and object"
    ANSWER_MATCH = "see a pair proposed to oneself and answer"
    # Trainings and resources of a programme
    SEE_TRAININGS = "see the trainings and events of a programme"
    SIGN_UP_FOR_TRAINING = "sign up for a training, give a place back"
    MANAGE_TRAININGS = "write trainings and events, note who came"
    SEE_RESOURCES = "see the resources of a programme"
    MANAGE_RESOURCES = "choose and order the resources of a programme"
    # Mentorships
    SEE_MENTORSHIP_FACTS = "see the facts of a mentorship"
    TAKE_PART_IN_MENTORSHIP = "plan meetings, set goals, decide on the course of a mentorship"
    OFFER_INTRODUCTION = "offer the mentee an introduction to somebody"
    ANSWER_INTRODUCTION = "answer an offered introduction"
    CONFIRM_WILLINGNESS = "confirm that one wishes to be mentored"
    TICK_DUTIES = "tick off one's own duties in a mentorship"
    NUDGE_PAIR = "send a ready-made word to a pair"
    EXCLUDE_FROM_MENTORSHIP = "end a mentorship for the organisation"
    OPEN_ROOM = "open a room and write in it"
    DECIDE_ON_PRIVATE_TOPIC = "consent to a private topic, withdraw the consent, destroy what was written"
    REVOKE_COPY = "take back a copy of one's own text"
    READ_COPY = "read a copy that its author has released to oneself"
    EVALUATE = "evaluate one's mentorship"
    PROPOSE_REPLACEMENTS = "propose mentors to follow oneself"
    ANSWER_REPLACEMENT = "say no to a mentor proposed to follow"
    SETTLE_SUCCESSION = "end the search for the next mentor"
    ANSWER_FOLLOW_UP = "answer the look back after the end"
    RECEIVE_ATTESTATION = "receive the attestation of one's participation"
    # Competences
    SEE_FRAMEWORKS = "read the competence frameworks of an organisation"
    MANAGE_FRAMEWORKS = "write, import and publish competence frameworks"
    BEGIN_PORTFOLIO = "begin a portfolio by a framework"
    KEEP_PORTFOLIO = "assess oneself and keep one's own portfolio"
    CONSENT_TO_EVIDENCE = "say whether a mentor's portfolio may speak of oneself"
    # Certification
    MANAGE_CERTIFICATION = "set schemes and panels up, confirm applications, name assessors"
    APPLY_FOR_CERTIFICATION = "apply for a certificate"
    SEE_CERTIFICATION_FILE = "see how far a certification file is"
    KEEP_OWN_FILE = "hand one's file in, leave, appeal"
    ASSESS_CANDIDATE = "rate what a candidate handed in, settle differences, note the interview"
    READ_EVIDENCE = "read the words and files that a candidate has shown to oneself"
    CALIBRATE = "rate the samples of a scheme, see how others found them"
    READ_ASSESSMENT = "read the ratings and comments of a file, where it is time"
    DECIDE_ON_CERTIFICATION = "decide on a file and on an appeal"
    CHANGE_CERTIFICATION = "suspend, reinstate and withdraw a certificate"
    # Seals
    KEEP_SEAL_FILE = "assess one's programme for a seal, plan, hand in, answer findings, appeal, leave"
    SEE_SEAL_FILE = "read a seal file that was handed in, and how far it is"
    MANAGE_SEALS = "see the seal files of a network, name auditors, set the procedure"
    AUDIT_SEAL_FILE = "audit a programme: sessions, findings, report"
    READ_SEAL_EVIDENCE = "read the documents of a seal file that were shown to oneself"
    VOLUNTEER_FOR_AUDIT = "say whether auditors may talk to oneself"
    DECIDE_ON_SEAL = "decide on a seal and on an appeal"
    CHANGE_SEAL = "suspend, reinstate and withdraw a seal"
    # Perspectives
    ASK_PERSPECTIVES = "ask mentees and others how they see one, read what comes of it"
    ANSWER_PERSPECTIVE = "answer, by one's own link, how one sees a mentor"
    # Steering
    SEE_STEERING = "see figures and facts of a programme"
    EXPORT_STEERING = "export figures and facts of a programme"
    SEE_FACTS = "see and export what is counted of a programme's quality, and where it stands among others"
    # Installation
    SEE_DEMO_MAILBOX = "see the mail of demo people"


R = Role
COORDINATION = frozenset({R.COORDINATOR, R.ORGANISATION_ADMINISTRATOR})
PAIR = frozenset({R.MENTOR, R.MENTEE})

GRANTED_TO: Mapping[Permission, frozenset[Role]] = {
    Permission.SEE_PUBLIC_PAGES: frozenset({R.ANYONE}),
    Permission.USE_SIGN_IN: frozenset({R.ANYONE}),
    Permission.SWITCH_MAIL_OFF: frozenset({R.ANYONE}),
    Permission.SET_UP_INSTALLATION: frozenset({R.ANYONE}),
    Permission.USE_OWN_ACCOUNT: frozenset({R.SIGNED_IN}),
    Permission.READ_CALENDAR_FEED: frozenset({R.ANYONE}),
    Permission.USE_OWN_VAULT: frozenset({R.SIGNED_IN}),
    Permission.CREATE_ORGANISATION: frozenset({R.OPERATOR}),
    Permission.SEE_ORGANISATION: COORDINATION,
    Permission.MANAGE_ORGANISATION: frozenset({R.ORGANISATION_ADMINISTRATOR}),
    Permission.CREATE_NETWORK: frozenset({R.OPERATOR}),
    Permission.SEE_NETWORK: frozenset({R.NETWORK_ADMINISTRATOR}),
    Permission.MANAGE_NETWORK: frozenset({R.NETWORK_ADMINISTRATOR}),
    Permission.MANAGE_SCHEMES: frozenset({R.NETWORK_ADMINISTRATOR}),
    Permission.MANAGE_RESEARCH: frozenset({R.NETWORK_ADMINISTRATOR}),
    Permission.AGREE_TO_RESEARCH: frozenset({R.ORGANISATION_ADMINISTRATOR}),
    Permission.TAKE_PART_IN_RESEARCH: COORDINATION,
    Permission.CONSENT_TO_RESEARCH: frozenset({R.SELF}),
    Permission.VERIFY_CREDENTIAL: frozenset({R.ANYONE}),
    Permission.HOLD_CREDENTIAL: frozenset({R.SELF}),
    Permission.MANAGE_CREDENTIALS: frozenset({R.ORGANISATION_ADMINISTRATOR, R.NETWORK_ADMINISTRATOR}),
    Permission.MANAGE_ISSUER_KEYS: frozenset({R.ORGANISATION_ADMINISTRATOR, R.NETWORK_ADMINISTRATOR}),
    Permission.CREATE_PROGRAMME: COORDINATION,
    Permission.CONFIGURE_PROGRAMME: COORDINATION,
    Permission.JOIN_PROGRAMME: frozenset({R.ANYONE}),
    Permission.SEE_PROGRAMME: COORDINATION | PAIR | {R.APPLICANT},
    Permission.MANAGE_PARTICIPANTS: COORDINATION,
    Permission.IMPORT_PEOPLE: COORDINATION,
    Permission.EDIT_OWN_PARTICIPATION: frozenset({R.SELF}),
    Permission.SEARCH_DIRECTORY: COORDINATION | {R.MENTEE, R.MENTOR},
    Permission.SEND_REQUEST: frozenset({R.MENTEE}),
    Permission.SEE_REQUEST: PAIR,
    Permission.ANSWER_REQUEST: frozenset({R.MENTOR}),
    Permission.WITHDRAW_REQUEST: frozenset({R.MENTEE}),
    Permission.PAIR_PEOPLE: COORDINATION,
    Permission.RUN_MATCHING: COORDINATION,
    Permission.SEE_HOW_MATCHING_WORKS: COORDINATION | PAIR | {R.APPLICANT},
    Permission.ANSWER_MATCH: PAIR,
    Permission.SEE_TRAININGS: COORDINATION | PAIR,
    Permission.SIGN_UP_FOR_TRAINING: PAIR,
    Permission.MANAGE_TRAININGS: COORDINATION,
    Permission.SEE_RESOURCES: COORDINATION | PAIR,
    Permission.MANAGE_RESOURCES: COORDINATION,
    Permission.SEE_MENTORSHIP_FACTS: COORDINATION | PAIR,
    Permission.TAKE_PART_IN_MENTORSHIP: PAIR,
    Permission.OFFER_INTRODUCTION: frozenset({R.MENTOR}),
    Permission.ANSWER_INTRODUCTION: frozenset({R.MENTEE}),
    Permission.CONFIRM_WILLINGNESS: frozenset({R.MENTEE}),
    Permission.TICK_DUTIES: COORDINATION | PAIR,
    Permission.NUDGE_PAIR: COORDINATION,
    Permission.EXCLUDE_FROM_MENTORSHIP: COORDINATION,
    Permission.OPEN_ROOM: frozenset({R.ROOM_MEMBER}),
    Permission.DECIDE_ON_PRIVATE_TOPIC: frozenset({R.MENTEE}),
    Permission.REVOKE_COPY: frozenset({R.SELF}),
    Permission.READ_COPY: frozenset({R.COPY_READER}),
    Permission.EVALUATE: PAIR,
    Permission.PROPOSE_REPLACEMENTS: frozenset({R.MENTOR}),
    Permission.ANSWER_REPLACEMENT: frozenset({R.MENTEE}),
    Permission.SETTLE_SUCCESSION: COORDINATION | {R.MENTEE},
    Permission.ANSWER_FOLLOW_UP: PAIR,
    Permission.RECEIVE_ATTESTATION: PAIR,
    Permission.SEE_FRAMEWORKS: COORDINATION | {R.MENTOR},
    Permission.MANAGE_FRAMEWORKS: COORDINATION,
    Permission.BEGIN_PORTFOLIO: frozenset({R.MENTOR}),
    Permission.KEEP_PORTFOLIO: frozenset({R.SELF}),
    Permission.CONSENT_TO_EVIDENCE: frozenset({R.MENTEE}),
    Permission.MANAGE_CERTIFICATION: COORDINATION,
    Permission.APPLY_FOR_CERTIFICATION: frozenset({R.MENTOR}),
    Permission.SEE_CERTIFICATION_FILE: COORDINATION | {R.SELF, R.ASSESSOR, R.DECIDER},
    Permission.KEEP_OWN_FILE: frozenset({R.SELF}),
    Permission.ASSESS_CANDIDATE: frozenset({R.ASSESSOR}),
    Permission.READ_EVIDENCE: frozenset({R.ASSESSOR, R.DECIDER}),
    Permission.CALIBRATE: frozenset({R.ASSESSOR}),
    Permission.READ_ASSESSMENT: frozenset({R.SELF, R.ASSESSOR, R.DECIDER}),
    Permission.DECIDE_ON_CERTIFICATION: frozenset({R.DECIDER}),
    Permission.CHANGE_CERTIFICATION: frozenset({R.ORGANISATION_ADMINISTRATOR}),
    Permission.KEEP_SEAL_FILE: COORDINATION,
    Permission.SEE_SEAL_FILE: COORDINATION | {R.NETWORK_ADMINISTRATOR, R.AUDITOR, R.COMMITTEE},
    Permission.MANAGE_SEALS: frozenset({R.NETWORK_ADMINISTRATOR}),
    Permission.AUDIT_SEAL_FILE: frozenset({R.AUDITOR}),
    Permission.READ_SEAL_EVIDENCE: frozenset({R.AUDITOR}),
    Permission.VOLUNTEER_FOR_AUDIT: PAIR,
    Permission.DECIDE_ON_SEAL: frozenset({R.COMMITTEE}),
    Permission.CHANGE_SEAL: frozenset({R.NETWORK_ADMINISTRATOR}),
    Permission.ASK_PERSPECTIVES: frozenset({R.SELF}),
    Permission.ANSWER_PERSPECTIVE: frozenset({R.ANYONE}),
    Permission.SEE_STEERING: COORDINATION,
    Permission.EXPORT_STEERING: COORDINATION,
    Permission.SEE_FACTS: COORDINATION,
    Permission.SEE_DEMO_MAILBOX: frozenset({R.ANYONE}),
}
