from django.urls import path

from ithaca.competences.views import assessment, editing, frameworks, mine, portfolio, structure

app_name = "competences"
ONE = "competences/<uuid:portfolio_id>/"
ITEM = "competences/items/<uuid:item_id>/"
VERSION = "frameworks/<uuid:version_id>/"
DRAFT = "frameworks/<uuid:draft_id>/edit/"

urlpatterns = [
    path("competences/", mine.mine, name="mine"),
    path("competences/room/", mine.room, name="room"),
    path("competences/consents/", portfolio.consents, name="consents"),
    path(ONE, mine.coverage, name="coverage"),
    path(ONE + "aim/", mine.aim, name="aim"),
    path(ONE + "carry-over/", mine.carry_over, name="carry_over"),
    path(ONE + "abilities/<slug:ability>/", mine.ability, name="ability"),
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
    path(VERSION + "files/<slug:form>/", frameworks.export, name="export"),
    path(DRAFT, editing.general, name="edit"),
    path(DRAFT + "levels/<slug:level>/", editing.level, name="edit_level"),
    path(DRAFT + "competences/<slug:competence>/", editing.competence, name="edit_competence"),
    path(DRAFT + "areas/<slug:area>/", editing.new_competence, name="new_competence"),
    path(DRAFT + "areas/<slug:area>/words/", structure.area, name="edit_area"),
    path(DRAFT + "new-area/", structure.new_area, name="new_area"),
    path(DRAFT + "scale/", structure.scale, name="edit_scale"),
    path(DRAFT + "discard/", frameworks.discard, name="discard"),
    path(DRAFT + "order/", structure.order, name="order"),
]
