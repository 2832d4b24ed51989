"""What mail is about, and how somebody may wish to get it. Pure."""

from enum import StrEnum


class Kind(StrEnum):
    """What a mail or a notice is about: what people choose by."""

    REQUESTS = "requests"
    MEETINGS = "meetings"
    DECISIONS = "decisions"
    ROOM = "room"
    PROGRAMME = "programme"
    COORDINATION = "coordination"
    REMINDERS = "reminders"
    ACCOUNT = "account"  # the safety of the account, invitations, what somebody has just asked for
    DIGEST = "digest"


class Delivery(StrEnum):
    AT_ONCE = "at once"
    DIGEST = "digest"
    OFF = "off"


ALWAYS = frozenset({Kind.ACCOUNT, Kind.DIGEST})  # nothing to choose, and no quiet hours
DEFAULTS: dict[Kind, Delivery] = {
    kind: Delivery.DIGEST if kind == Kind.COORDINATION else Delivery.AT_ONCE
    for kind in Kind
    if kind not in ALWAYS
}
# By the subject of the journal's verb, and the verbs that are about something else than their subject.
_SUBJECTS: dict[str, Kind] = {
    "request": Kind.REQUESTS,
    "match": Kind.REQUESTS,
    "matching": Kind.REQUESTS,
    "objection": Kind.PROGRAMME,
    "policy": Kind.COORDINATION,
    "run": Kind.COORDINATION,
    "safeguarding": Kind.COORDINATION,
    "meeting": Kind.MEETINGS,
    "mentorship": Kind.DECISIONS,
    "decision": Kind.DECISIONS,
    "agreement": Kind.DECISIONS,
    "closing": Kind.DECISIONS,
    "replacement": Kind.DECISIONS,
    "succession": Kind.DECISIONS,
    "follow-up": Kind.DECISIONS,
    "topic": Kind.ROOM,
    "vault": Kind.ROOM,
    "goal": Kind.ROOM,
    "action": Kind.ROOM,
    "review": Kind.ROOM,
    "introduction": Kind.ROOM,
    "summary": Kind.ROOM,
    "messages": Kind.ROOM,
    "feedback": Kind.ROOM,
    "participation": Kind.PROGRAMME,
    "charter": Kind.PROGRAMME,
    "training": Kind.PROGRAMME,
    "resource": Kind.PROGRAMME,
    "import": Kind.COORDINATION,
    "credential": Kind.DECISIONS,
    "issuer key": Kind.COORDINATION,
    "portfolio": Kind.PROGRAMME,
    "framework": Kind.PROGRAMME,
    "certification": Kind.DECISIONS,
    "seal": Kind.DECISIONS,
    "perspectives": Kind.REQUESTS,
    "scheme": Kind.COORDINATION,
    "seal scheme": Kind.COORDINATION,
    "recognition": Kind.COORDINATION,
    "membership": Kind.DECISIONS,
    "comparison": Kind.COORDINATION,
    "study": Kind.COORDINATION,
}
_VERBS: dict[str, Kind] = {
    "request.reminder due": Kind.REMINDERS,
    "review.due": Kind.REMINDERS,
    "follow-up.due": Kind.REMINDERS,
    "mentorship.return due": Kind.REMINDERS,
    "meeting.to confirm": Kind.REMINDERS,
    "mentorship.nudged": Kind.REMINDERS,
    "participation.applied": Kind.COORDINATION,
    "objection.raised": Kind.COORDINATION,
    "vault.keyring_renewed": Kind.ACCOUNT,
    "administrator.invited": Kind.ACCOUNT,
    "network.letter sent": Kind.ACCOUNT,
    "network.letter declined": Kind.DECISIONS,
    "seal.talk asked": Kind.REQUESTS,
    "seal.session planned": Kind.MEETINGS,
    "invitation.sent": Kind.ACCOUNT,
}


def named_kind(verb: str) -> Kind | None:
    """The kind that the tables give to a fact of the journal."""
    return _VERBS.get(verb) or _SUBJECTS.get(verb.split(".")[0])


def kind_of(verb: str) -> Kind:
    """What the mail about a fact is about; a fact that nobody has placed is told like a decision."""
    return named_kind(verb) or Kind.DECISIONS
