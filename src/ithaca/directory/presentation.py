"""A profile in words, as every page that shows one says it."""

from typing import Any

from django.http import FileResponse

from ithaca.directory import topics
from ithaca.directory.models import Profile
from ithaca.programmes.models import Participation
from ithaca.programmes.wording import slots_in_words


def shown(found: Participation, profile: Profile | None) -> dict[str, Any]:
    """What somebody says of themselves; nothing where they have not."""
    own = found.programme.own_topics
    return {
        "participation": found,
        "profile": profile,
        "expertise": topics.labels("expertise", profile.expertise if profile else [], own),
        "sectors": topics.labels("sector", profile.sectors if profile else [], own),
        "slots": slots_in_words(profile.slots) if profile else [],
        "languages": topics.labels("language", profile.languages if profile else []),
        "roles": [
            (topics.label("role", slug), topics.explanation("role", slug))
            for slug in (profile.mentor_roles if profile else [])
        ],
    }


def portrait(profile: Profile) -> FileResponse:
    """The picture, kept by the browser of whoever may see it for a while."""
    response = FileResponse(profile.photo.open("rb"), content_type="image/webp")
    response["Cache-Control"] = "private, max-age=300"
    return response
