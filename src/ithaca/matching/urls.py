from django.urls import path

from ithaca.matching.views import answers, consent

app_name = "matching"
P = "programmes/<slug:slug>/matching/"
RUN = P + "runs/<uuid:run_id>/"
ONE = "proposals/<uuid:proposal_id>/"

urlpatterns = [
    path("proposals/", consent.mine, name="proposals"),
    path(ONE, consent.detail, name="proposal"),
    path(ONE + "accept/", consent.accept, name="accept_proposal"),
    path(ONE + "decline/", consent.decline, name="decline_proposal"),
    path(P + "answers/", answers.answers, name="answers"),
    path(P + ONE + "withdraw/", answers.withdraw, name="withdraw_proposal"),
    path(RUN + "publish/", answers.publish, name="publish"),
]
