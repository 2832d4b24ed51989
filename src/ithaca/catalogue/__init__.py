"""Content as data: ready programmes with their charters, phases, agreement template, questionnaires,
competence frameworks, seal schemes, topics and guides.

Each document lives in `content/<kind>/<slug>/<version>/`: `structure.toml` says what there is (slugs,
numbers, rules), `fr.toml` and `en.toml` say it in words, under the same keys. French is the first
language: whatever another language lacks is shown in French.

    from ithaca import catalogue

    ready = catalogue.programme("association-directory")     # the latest version
    ready.format.rhythm_days                                 # 30
    ready.text("en").charter.sections["unpaid"].points        # words, in one language
    ready.text("en").charter.plain()                         # the whole charter, and its .digest
    ready.in_every_language(lambda text: text.name)          # {"fr": …, "en": …}, to copy into a row
    str(ready.reference)                                     # "association-directory@1", to keep in a row
    catalogue.phase_set(str(ready.phases))                   # this very version
    catalogue.topic_list("expertise").choices("fr")          # [(slug, name), …] sorted by name

Everything is read once, checked as a whole and frozen; a fault raises `ContentError`, which names the
file and the key. A released version never changes, because agreements and acceptances point at it:
`content/released.toml` keeps a digest of each. To change words, copy the folder to the next number,
change the copy, and run `python -m ithaca.catalogue.release`. This package never imports Django.
"""

from ithaca.catalogue.loader import ContentError, NotInCatalogueError
from ithaca.catalogue.models import (
    Agreement,
    Framework,
    Guide,
    PhaseSet,
    Programme,
    Question,
    Questionnaire,
    Scheme,
    TopicList,
)
from ithaca.catalogue.shelves import (
    agreement,
    framework,
    frameworks,
    guide,
    phase_set,
    programme,
    programmes,
    questionnaire,
    scheme,
    schemes,
    topic_list,
)

__all__ = [
    "Agreement",
    "ContentError",
    "Framework",
    "Guide",
    "NotInCatalogueError",
    "PhaseSet",
    "Programme",
    "Question",
    "Questionnaire",
    "Scheme",
    "TopicList",
    "agreement",
    "framework",
    "frameworks",
    "guide",
    "phase_set",
    "programme",
    "programmes",
    "questionnaire",
    "scheme",
    "schemes",
    "topic_list",
]
