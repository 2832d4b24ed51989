"""Writes of seals, one verb each, in the order of the way."""

from ithaca.seals.actions.assessing import (
    choose_text,
    make_remark,
    save_answer,
    save_reflection,
    say_of_minors,
    take_facts_over,
)
from ithaca.seals.actions.auditing import (
    Held,
    agree,
    ask_for_document,
    judge,
    note_session,
    plan_session,
    take_request_back,
)
from ithaca.seals.actions.beginning import begin_file
from ithaca.seals.actions.deciding import VOTES, appeal, decide, levels_to_award, possible_votes, vote
from ithaca.seals.actions.documents import (
    Use,
    add_document,
    change_document,
    change_keepers,
    open_file_room,
    remove_document,
    show_document,
    take_documents_back,
)
from ithaca.seals.actions.findings import (
    Found,
    answer_finding,
    drop_finding,
    hand_over,
    hand_over_due,
    judge_finding,
    lacking_to_report,
    note_finding,
    report,
)
from ithaca.seals.actions.further import begin_by_recognition, begin_renewal
from ithaca.seals.actions.handing import hand_in, keep_report, leave_file
from ithaca.seals.actions.naming import (
    confirm_gate,
    declare_tie,
    follow_role,
    name_auditors,
    recognise,
    send_back,
)
from ithaca.seals.actions.planning import (
    Planned,
    change_improvement,
    move_improvement,
    plan_improvement,
    say_effort,
)
from ithaca.seals.actions.procedure import bound_to_a_file, set_procedure
from ithaca.seals.actions.rooms import end_offices
from ithaca.seals.actions.sealing import seal
from ithaca.seals.actions.standing import change_standing, follow_base, follow_credential, follow_membership
from ithaca.seals.actions.volunteering import draw, note_missed, stay_out, volunteer

__all__ = [
    "VOTES",
    "Found",
    "Held",
    "Planned",
    "Use",
    "add_document",
    "agree",
    "answer_finding",
    "appeal",
    "ask_for_document",
    "begin_by_recognition",
    "begin_file",
    "begin_renewal",
    "bound_to_a_file",
    "change_document",
    "change_improvement",
    "change_keepers",
    "change_standing",
    "choose_text",
    "confirm_gate",
    "decide",
    "declare_tie",
    "draw",
    "drop_finding",
    "end_offices",
    "follow_base",
    "follow_credential",
    "follow_membership",
    "follow_role",
    "hand_in",
    "hand_over",
    "hand_over_due",
    "judge",
    "judge_finding",
    "keep_report",
    "lacking_to_report",
    "leave_file",
    "levels_to_award",
    "make_remark",
    "move_improvement",
    "name_auditors",
    "note_finding",
    "note_missed",
    "note_session",
    "open_file_room",
    "plan_improvement",
    "plan_session",
    "possible_votes",
    "recognise",
    "remove_document",
    "report",
    "save_answer",
    "save_reflection",
    "say_effort",
    "say_of_minors",
    "seal",
    "send_back",
    "set_procedure",
    "show_document",
    "stay_out",
    "take_documents_back",
    "take_facts_over",
    "take_request_back",
    "volunteer",
    "vote",
]
