"""Each fact as one statement of plain SQL, written from its words, apart from how the product counts it."""

from django.db import connection

LITE = connection.vendor == "sqlite"


def later(moment: str, days: int) -> str:
    return f"datetime({moment}, '+{days} days')" if LITE else f"({moment} + interval '{days} days')"


def days_between(end: str, beginning: str) -> str:
    if LITE:
        return f"(julianday({end}) - julianday({beginning}))"
    return f"(EXTRACT(EPOCH FROM {end} - {beginning}) / 86400.0)"


def last(what: str, subject: str, *verbs: str) -> str:
    names = ", ".join(f"'{verb}'" for verb in verbs)
    return f"""(SELECT e.{what} FROM journal_event e WHERE e.subject_id = {subject} AND e.verb IN ({names})
        AND e.at < %(until)s ORDER BY e.at DESC, e.id DESC LIMIT 1)"""


def median(spans: str) -> str:
    """Of statements that give a column `d`."""
    return f"""SELECT AVG(d), MAX(n) FROM (SELECT d, ROW_NUMBER() OVER (ORDER BY d) AS r, COUNT(*) OVER () AS n
        FROM ({spans}) AS spans) AS ranked WHERE r IN ((n + 1) / 2, (n + 2) / 2)"""


COMES_AND_GOES = [
    f"participation.{step}"
    for step in (
        "accepted",
        "joined",
        "applied",
        "refused",
        "withdrawn",
        "put on the waiting list",
        "answer taken back",
        "left",
        "excluded",
    )
]
INSIDE = f"""{last("verb", "pa.id", *COMES_AND_GOES)} IN ('participation.accepted', 'participation.joined')"""
MENTORS = f"""FROM programmes_participation pa WHERE pa.programme_id = %(programme)s AND pa.role = 'mentor'
    AND {INSIDE}"""
PAIRS = "FROM mentorships_mentorship m WHERE m.programme_id = %(programme)s"
BEGUN = f"{PAIRS} AND m.begun_at >= %(since)s AND m.begun_at < %(until)s"
ENDED = f"{PAIRS} AND m.ended_at >= %(since)s AND m.ended_at < %(until)s"
UNDER_WAY = f"""{PAIRS} AND {later("m.begun_at", 30)} < %(until)s
    AND (m.ended_at IS NULL OR m.ended_at >= %(until)s)"""
OVER_FOR = "{pairs} AND {moment} >= %(since)s AND {moment} < %(until)s"
OUTCOME = last(
    "verb",
    "t.id",
    "meeting.held",
    "meeting.missed",
    "meeting.contested",
    "meeting.absence disputed",
    "meeting.absence accepted",
)
OUTCOME_AT = OUTCOME.replace("SELECT e.verb", "SELECT e.at", 1)
PRESENT = """EXISTS (SELECT 1 FROM trainings_signup s JOIN trainings_training g ON g.id = s.training_id
    WHERE s.person_id = pa.person_id AND g.programme_id = pa.programme_id AND g.kind = 'training'
    AND s.state = 'present' AND s.noted_at < %(until)s AND g.last_starts_at < {by})"""


def of(hit: str, rows: str) -> str:
    return f"SELECT SUM(CASE WHEN {hit} THEN 1 ELSE 0 END), COUNT(*) {rows}"


ENDED_MONTH_AGO = (
    OVER_FOR.format(pairs=PAIRS, moment=later("m.ended_at", 30)) + " AND m.end_kind <> 'excluded'"
)
ASKED = f"""(SELECT m.id, m.mentor_id AS who {ENDED_MONTH_AGO} UNION ALL SELECT m.id, m.mentee_id {ENDED_MONTH_AGO}) AS q"""

SHARES = {
    "charter_accepted": of(
        """EXISTS (SELECT 1 FROM journal_event a WHERE a.subject_id = pa.id AND a.at < %(until)s AND a.verb IN
        ('participation.applied', 'participation.joined', 'participation.charter accepted') AND a.at >=
        (SELECT MAX(c.created_at) FROM programmes_charter c WHERE c.programme_id = pa.programme_id
        AND c.created_at < %(until)s))""",
        f"FROM programmes_participation pa WHERE pa.programme_id = %(programme)s AND {INSIDE}",
    ),
    "mentors_trained": of(PRESENT.format(by="%(until)s"), MENTORS),
    "checks_recorded": of(
        """(SELECT e.facts ->> 'seen_on' FROM journal_event e WHERE e.subject_id = pa.id AND e.at < %(until)s
        AND e.verb = 'safeguarding.noted' ORDER BY e.at DESC LIMIT 1) IS NOT NULL AND
        COALESCE((SELECT e.facts ->> 'valid_until' FROM journal_event e WHERE e.subject_id = pa.id
        AND e.at < %(until)s AND e.verb = 'safeguarding.noted' ORDER BY e.at DESC LIMIT 1), '9999') >= %(last_day)s""",
        MENTORS,
    ),
    "requests_answered": of(
        "r.state IN ('accepted', 'declined') AND r.answered_at < %(until)s",
        """FROM directory_request r WHERE r.programme_id = %(programme)s AND r.reply_by >= %(since)s
        AND r.reply_by < %(until)s AND NOT (r.state = 'withdrawn' AND r.answered_at < r.reply_by)""",
    ),
    "mentors_trained_before_matching": of(
        PRESENT.format(by="m.begun_at"),
        BEGUN.replace(
            "mentorships_mentorship m",
            "mentorships_mentorship m JOIN programmes_participation pa ON pa.id = m.mentor_id",
        ),
    ),
    "consents_recorded": of("m.mentor_agreed_at <= m.begun_at AND m.mentee_agreed_at <= m.begun_at", BEGUN),
    "first_month_contact": of(
        f"""EXISTS (SELECT 1 FROM mentorships_meeting t WHERE t.mentorship_id = m.id
        AND t.starts_at < {later("m.begun_at", 30)} AND {OUTCOME} = 'meeting.held')""",
        OVER_FOR.format(pairs=PAIRS, moment=later("m.begun_at", 30)),
    ),
    "agreements_signed": of(
        """EXISTS (SELECT 1 FROM journal_event a WHERE a.subject_id = m.agreement_id
        AND a.verb = 'agreement.effective' AND a.at < %(until)s)""",
        UNDER_WAY,
    ),
    "goals_set": of(
        "m.id IN (SELECT g.mentorship_id FROM mentorships_goal g WHERE g.created_at < %(until)s)", UNDER_WAY
    ),
    "goals_reviewed": of(
        "v.held_at < %(until)s",
        """FROM mentorships_goalreview v JOIN mentorships_mentorship m ON m.id = v.mentorship_id
        WHERE m.programme_id = %(programme)s AND v.due_on >= %(since_day)s AND v.due_on < %(until_day)s
        AND (v.announced_at < %(until)s OR v.held_at < %(until)s)""",
    ),
    "meetings_held": of(
        f"{OUTCOME} = 'meeting.held'",
        f"""FROM mentorships_meeting t JOIN mentorships_mentorship m ON m.id = t.mentorship_id
        WHERE m.programme_id = %(programme)s AND {OUTCOME_AT} >= %(since)s
        AND {OUTCOME} IN ('meeting.held', 'meeting.missed', 'meeting.absence accepted')""",
    ),
    "rematches": of(
        f"""EXISTS (SELECT 1 FROM mentorships_mentorship n WHERE n.mentee_id = m.mentee_id
        AND n.begun_at > m.ended_at AND n.begun_at < {later("m.ended_at", 60)})""",
        OVER_FOR.format(pairs=PAIRS, moment=later("m.ended_at", 60))
        + " AND m.id IN (SELECT u.mentorship_id FROM mentorships_succession u)",
    ),
    "closings": of("m.end_kind IN ('completed', 'joint early end')", f"{ENDED} AND m.end_kind <> 'excluded'"),
    "completed": of("m.end_kind = 'completed'", ENDED),
    "evaluations_answered": of(
        """EXISTS (SELECT 1 FROM evaluations_completion c WHERE c.mentorship_id = q.id
        AND c.participation_id = q.who AND c.created_at < %(until)s)""",
        f"FROM {ASKED}",
    ),
}
VALUES = {
    "first_answer_days": median(f"""SELECT {days_between("r.answered_at", "r.created_at")} AS d
        FROM directory_request r WHERE r.programme_id = %(programme)s AND r.state IN ('accepted', 'declined')
        AND r.answered_at >= %(since)s AND r.answered_at < %(until)s"""),
    "waiting_days": median(f"""SELECT {days_between("m.begun_at", "came.at")} AS d
        FROM mentorships_mentorship m JOIN (SELECT e.subject_id, MIN(e.at) AS at FROM journal_event e
        WHERE e.verb IN ('participation.accepted', 'participation.joined') GROUP BY e.subject_id) AS came
        ON came.subject_id = m.mentee_id WHERE m.programme_id = %(programme)s AND m.begun_at >= %(since)s
        AND m.begun_at < %(until)s AND m.begun_at = (SELECT MIN(o.begun_at) FROM mentorships_mentorship o
        WHERE o.mentee_id = m.mentee_id)"""),
    "recommendation": """SELECT AVG(mark), COUNT(*) FROM (SELECT CAST(a.answers ->> 'recommendation' AS INTEGER) AS mark
        FROM evaluations_response a JOIN (SELECT role, "group", MAX(month) AS month FROM evaluations_response
        WHERE programme_id = %(programme)s AND "group" > 0 GROUP BY role, "group") AS b
        ON b.role = a.role AND b."group" = a."group" WHERE a.programme_id = %(programme)s
        AND b.month >= %(first_month)s AND b.month <= %(last_month)s) AS marks""",
    "support_meetings": """SELECT COUNT(*), NULL FROM trainings_training WHERE programme_id = %(programme)s
        AND kind <> 'training' AND audience <> 'mentee' AND state = 'held' AND starts_at >= %(since)s
        AND starts_at < %(until)s AND closed_at < %(until)s""",
    "coordinators": """SELECT COUNT(*) + (SELECT COUNT(*) FROM journal_event c
        WHERE c.subject_id = %(programme)s AND c.verb = 'programme.created' AND c.at < %(until)s), NULL
        FROM (SELECT e.facts ->> 'person_id' AS who FROM journal_event e
        WHERE e.subject_id = %(programme)s AND e.verb IN ('coordinator.added', 'coordinator.removed')
        AND e.at < %(until)s GROUP BY e.facts ->> 'person_id'
        HAVING SUM(CASE WHEN e.verb = 'coordinator.added' THEN 1 ELSE -1 END) = 1) AS there""",
    "resources_published": f"""SELECT COUNT(*), NULL FROM (SELECT DISTINCT e.subject_id FROM journal_event e
        WHERE e.programme_id = %(programme)s AND e.verb = 'resource.added') AS x WHERE
        {last("verb", "x.subject_id", "resource.added", "resource.hidden", "resource.shown", "resource.removed")}
        IN ('resource.added', 'resource.shown')""",
    "matching_policy_published": """SELECT CASE WHEN p.pairing = 'directory' THEN NULL WHEN EXISTS (SELECT 1 FROM
        matching_policyversion v WHERE v.programme_id = p.id AND v.number > 0 AND v.created_at < %(until)s)
        THEN 1 ELSE 0 END, NULL FROM programmes_programme p WHERE p.id = %(programme)s""",
    "conflict_rules_set": """SELECT COUNT(*), NULL FROM programmes_programme p WHERE p.id = %(programme)s
        AND (p.same_unit_excluded OR EXISTS (SELECT 1 FROM organisations_position o
        WHERE o.organisation_id = p.organisation_id) OR EXISTS (SELECT 1 FROM organisations_declaredconflict d
        WHERE d.organisation_id = p.organisation_id))""",
    "follow_up_set": """SELECT COUNT(*), NULL FROM programmes_programme p WHERE p.id = %(programme)s
        AND p.follow_up_months IS NOT NULL""",
    "questionnaires_set": "SELECT COUNT(*), NULL FROM programmes_programme p WHERE p.id = %(programme)s",
    "aims_described": """SELECT COUNT(*), NULL FROM programmes_programme p WHERE p.id = %(programme)s
        AND TRIM(REPLACE(p.theme ->> 'fr', '\n', '')) <> '' AND TRIM(REPLACE(p.theme ->> 'en', '\n', '')) <> ''
        AND TRIM(REPLACE(p.objectives ->> 'fr', '\n', '')) <> ''
        AND TRIM(REPLACE(p.objectives ->> 'en', '\n', '')) <> ''""",
    "eligibility_described": """SELECT COUNT(*), NULL FROM programmes_programme p WHERE p.id = %(programme)s
        AND EXISTS (SELECT 1 FROM programmes_eligibilityquestion q WHERE q.programme_id = p.id
        AND q.asked_of IN ('mentor', 'both') AND NOT q.is_group)
        AND EXISTS (SELECT 1 FROM programmes_eligibilityquestion q WHERE q.programme_id = p.id
        AND q.asked_of IN ('mentee', 'both') AND NOT q.is_group)""",
}
