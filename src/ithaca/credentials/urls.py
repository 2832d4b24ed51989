from django.urls import path

from ithaca.credentials.views import administering, holding, keys, public
from ithaca.networks.models import Network
from ithaca.organisations.models import Organisation

app_name = "credentials"
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
]
for start, before, of in (("organisations", "", Organisation), ("networks", "network_", Network)):
    one, about = f"{start}/<slug:slug>/", {"of": of}
    urlpatterns += [
        path(one + "keys/", keys.index, about, name=f"{before}keys"),
        path(one + "keys/new/", keys.new, about, name=f"{before}key_new"),
        path(one + "keys/<int:number>/retire/", keys.retire, about, name=f"{before}key_retire"),
        path(one + "keys/<int:number>/revoke/", keys.revoke, about, name=f"{before}key_revoke"),
        path(one + "credentials/", administering.index, about, name=f"{before}issued"),
        path(one + "credentials/<uuid:credential_id>/", administering.one, about, name=f"{before}issued_one"),
    ]
