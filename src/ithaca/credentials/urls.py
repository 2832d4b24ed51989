from django.urls import path

from ithaca.credentials.views import administering, holding, keys, public

app_name = "credentials"
ORGANISATION = "organisations/<slug:slug>/"
urlpatterns = [
    # These stand inside signed documents: they never change.
    path("issuers/<uuid:issuer_id>/", public.issuer, name="issuer"),
    path("issuers/<uuid:issuer_id>/keys/<int:number>/", public.key, name="key"),
    path("achievements/<uuid:achievement_id>/", public.achievement, name="achievement"),
    path("status/<uuid:list_id>/<str:purpose>/", public.status_list, name="status_list"),
    path("credentials/<uuid:credential_id>/", public.credential, name="credential"),
    path("credentials/<uuid:credential_id>/register/", public.register, name="register"),
    path("credentials/<uuid:credential_id>.<str:form>", public.file, name="file"),
    path("verify/", public.verify, name="verify"),
    path("account/credentials/", holding.index, name="mine"),
    path("account/credentials/<uuid:credential_id>/visibility/", holding.visibility, name="visibility"),
    path("account/credentials/<uuid:credential_id>/erase/", holding.erase, name="erase"),
    path("account/credentials/<uuid:credential_id>.<str:form>", holding.download, name="download"),
    path(ORGANISATION + "keys/", keys.index, name="keys"),
    path(ORGANISATION + "keys/new/", keys.new, name="key_new"),
    path(ORGANISATION + "keys/<int:number>/retire/", keys.retire, name="key_retire"),
    path(ORGANISATION + "keys/<int:number>/revoke/", keys.revoke, name="key_revoke"),
    path(ORGANISATION + "credentials/", administering.index, name="issued"),
    path(ORGANISATION + "credentials/<uuid:credential_id>/", administering.one, name="issued_one"),
]
