from django.urls import path

from ithaca.schemes.views import deriving, editing, public, schemes

app_name = "schemes"
NETWORK = "networks/<slug:slug>/"
VERSION = "seal-schemes/<uuid:edition_id>/"
DRAFT = "seal-schemes/<uuid:scheme_draft_id>/edit/"
OPEN = "seals/schemes/<uuid:edition_id>/"

urlpatterns = [
    path(NETWORK + "schemes/", schemes.index, name="index"),
    path(NETWORK + "schemes/new/", schemes.new, name="new"),
    path(NETWORK + "recognition/", deriving.recognition, name="recognition"),
    path(
        NETWORK + "recognition/<uuid:recognition_id>/keep/",
        deriving.keep_recognition,
        name="keep_recognition",
    ),
    path(
        NETWORK + "recognition/<uuid:recognition_id>/end/", deriving.end_recognition, name="end_recognition"
    ),
    path(VERSION, schemes.scheme, name="scheme"),
    path(VERSION + "next/", schemes.next_version, name="next_version"),
    path(VERSION + "move/", schemes.move, name="move"),
    path(VERSION + "changes/", schemes.changes, name="changes"),
    path(VERSION + "files/<slug:form>/", schemes.export, name="export"),
    path(DRAFT, editing.general, name="edit"),
    path(DRAFT + "tiers/", editing.tiers, name="tiers"),
    path(DRAFT + "evidence/", editing.kinds, name="kinds"),
    path(DRAFT + "conditions/", editing.gates, name="gates"),
    path(DRAFT + "scales/<slug:scale>/", editing.scale, name="scale"),
    path(DRAFT + "levels/", editing.new_level, name="new_level"),
    path(DRAFT + "levels/<slug:seal_level>/", editing.level, name="level"),
    path(DRAFT + "requirements/", editing.new_requirement, name="new_requirement"),
    path(DRAFT + "requirements/<slug:requirement>/", editing.requirement, name="requirement"),
    path(DRAFT + "requirements/<slug:requirement>/new/", editing.new_standard, name="new_standard"),
    path(DRAFT + "standards/<slug:standard>/", editing.standard, name="standard"),
    path(DRAFT + "order/", editing.move_part, name="move_part"),
    path(DRAFT + "reasons/", deriving.reasons, name="reasons"),
    path(DRAFT + "discard/", schemes.discard, name="discard"),
    path(DRAFT + "merge/", deriving.merge, name="merge"),
    path(OPEN, public.page, name="public"),
    path(OPEN + "files/<slug:form>/", public.file, name="public_file"),
]
