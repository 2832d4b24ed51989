from ithaca.design.questionnaires import QuestionnaireForm


class EvaluationForm(QuestionnaireForm):
    """The closing questionnaire: every question is asked for."""
