"""Forms of seals, one module a part of the way."""

from ithaca.seals.forms.assessing import AnswerForm, MinorsForm, ReflectionForm, RemarkForm
from ithaca.seals.forms.auditing import (
    AnswerFindingForm,
    AuditorsForm,
    DocumentForm,
    FindingForm,
    HeldForm,
    JudgeForm,
    PlanForm,
    ProcedureForm,
    ReasonsForm,
    ReportForm,
    StepsForm,
    TieForm,
    VolunteerForm,
)
from ithaca.seals.forms.beginning import BeginForm
from ithaca.seals.forms.deciding import AppealForm, MinutesForm, VoteForm
from ithaca.seals.forms.planning import EffortForm, EndForm, ImprovementForm, ProgressForm
from ithaca.seals.forms.registry import SearchForm
from ithaca.seals.forms.standing import NewFileForm, StandingForm

__all__ = [
    "AnswerFindingForm",
    "AnswerForm",
    "AppealForm",
    "AuditorsForm",
    "BeginForm",
    "DocumentForm",
    "EffortForm",
    "EndForm",
    "FindingForm",
    "HeldForm",
    "ImprovementForm",
    "JudgeForm",
    "MinorsForm",
    "MinutesForm",
    "NewFileForm",
    "PlanForm",
    "ProcedureForm",
    "ProgressForm",
    "ReasonsForm",
    "ReflectionForm",
    "RemarkForm",
    "ReportForm",
    "SearchForm",
    "StandingForm",
    "StepsForm",
    "TieForm",
    "VolunteerForm",
    "VoteForm",
]
