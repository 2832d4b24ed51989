"""How others see a mentor: short answers of mentees and stakeholders to one questionnaire, also from people without an
account. Answers are never kept one by one: each adds to counts, and counts are shown from three answers on, once
nobody can answer any more. Who was asked and whether they have answered stands apart from what anybody said.
"""
