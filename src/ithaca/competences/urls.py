from django.urls import path

from ithaca.competences.views import assessment, editing, frameworks, mine, portfolio

app_name = "competences"
ONE = "competences/<uuid:portfolio_id>/"
ITEM = "competences/items/<uuid:item_id>/"
VERSION = "frameworks/<uuid:version_id>/"

urlpatterns = [
    path("competences/", mine.mine, name="mine"),
    path("competences/room/", mine.room, name="room"),
    path("competences/consents/", portfolio.consents, name="consents"),
    path(ONE, mine.coverage, name="coverage"),
    path(ONE + "aim/", mine.aim, name="aim"),
    path(ONE + "carry-over/", mine.carry_over, name="carry_over"),
    path(ONE + "abilities/<slug:slug>/", mine.ability, name="ability"),
    path(ONE + "assessment/", assessment.assess, name="assess"),
    path(ONE + "assessment/finish/", assessment.finish, name="finish"),
    path(ONE + "progress/", mine.progress, name="progress"),
    path(ONE + "portfolio/", portfolio.portfolio, name="portfolio"),
    path(ONE + "portfolio/new/", portfolio.add_item, name="add_item"),
    path(ITEM + "change/", portfolio.change_item, name="change_item"),
    path(ITEM + "remove/", portfolio.remove_item, name="remove_item"),
    path(ITEM + "consent/", portfolio.consent, name="consent"),
    path("organisations/<slug:slug>/frameworks/", frameworks.index, name="frameworks"),
    path("organisations/<slug:slug>/frameworks/new/", frameworks.new, name="new_framework"),
    path(VERSION, frameworks.framework, name="framework"),
    path(VERSION + "begin/", mine.begin, name="begin"),
    path(VERSION + "next/", frameworks.next_version, name="next_version"),
    path(VERSION + "move/", frameworks.move, name="move"),
    path(VERSION + "files/<slug:slug>/", frameworks.export, name="export"),
    path(VERSION + "edit/", editing.general, name="edit"),
    path(VERSION + "edit/levels/<slug:slug>/", editing.level, name="edit_level"),
    path(VERSION + "edit/competences/<slug:slug>/", editing.competence, name="edit_competence"),
    path(VERSION + "edit/areas/<slug:slug>/", editing.new_competence, name="new_competence"),
]
