"""What a cell means: the words of a programme and the decisions of its coordinator about words that it does not know."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ithaca import catalogue
from ithaca.programmes.slots import DAYS, PARTS
from ithaca.programmes.vocabulary import Own, folded

# Fields that hold slugs of the catalogue, and the list of each; those with a facet take the programme's own as well.
LISTS = {
    "expertise": "expertise",
    "sectors": "sectors",
    "languages": "languages",
    "mentor_roles": "mentor-roles",
}
FACETS = {"expertise": "expertise", "sectors": "sector"}
MANY = (*LISTS, "slots")
DROP, NEW = "drop", "new"
LANGUAGES_READ = ("fr", "en")

_ROLES = {
    "mentor": ("mentor", "mentore", "mentora", "mentors", "m"),
    "mentee": (
        "mentee",
        "mentees",
        "mentore.e",
        "mentorée",
        "mentoré",
        "mentorés",
        "mentoree",
        "mentorado",
        "mentorada",
        "protégé",
    ),
    "both": ("both", "les deux", "mentor et mentoré", "mentor and mentee", "ambos"),
}
_MAIL = {
    "fr": ("fr", "fra", "fre", "français", "french", "francés", "fr-fr", "fr-ca", "fr-be", "fr-ch"),
    "en": ("en", "eng", "anglais", "english", "inglés", "en-gb", "en-us"),
}
_SPOKEN = {
    "fr": ("français", "french", "francés", "fr"),
    "en": ("anglais", "english", "inglés", "en"),
    "es": ("espagnol", "spanish", "español", "castellano", "es"),
    "de": ("allemand", "german", "alemán", "deutsch", "de"),
    "it": ("italien", "italian", "italiano", "it"),
    "pt": ("portugais", "portuguese", "portugués", "português", "pt"),
    "ar": ("arabe", "arabic", "árabe", "ar"),
    "nl": ("néerlandais", "dutch", "neerlandés", "nederlands", "nl"),
}
_DAYS = (
    ("lundi", "monday", "mon", "lun", "lunes"),
    ("mardi", "tuesday", "tue", "mar", "martes"),
    ("mercredi", "wednesday", "wed", "mer", "miércoles"),
    ("jeudi", "thursday", "thu", "jeu", "jueves"),
    ("vendredi", "friday", "fri", "ven", "viernes"),
    ("samedi", "saturday", "sat", "sam", "sábado"),
    ("dimanche", "sunday", "sun", "dim", "domingo"),
)
_PARTS = (
    ("matin", "morning", "am", "mañana"),
    ("midi", "midday", "noon", "lunch", "mediodía"),
    ("après-midi", "aprèsmidi", "afternoon", "pm", "tarde"),
    ("soir", "evening", "noche"),
)


def _by_word(groups: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {folded(word): slug for slug, words in groups.items() for word in words}


def _slots() -> dict[str, str]:
    """Every way of writing one slot; a day alone stands for all of it (slugs with a space between)."""
    known: dict[str, str] = {}
    for day, day_words in zip(DAYS, _DAYS, strict=True):
        whole = " ".join(f"{day}_{part}" for part in PARTS)
        known |= {folded(word): whole for word in (day, *day_words)}
        for part, part_words in zip(PARTS, _PARTS, strict=True):
            known |= {
                folded(f"{a}{b}"): f"{day}_{part}" for a in (day, *day_words) for b in (part, *part_words)
            }
            known[folded(f"{day}_{part}")] = f"{day}_{part}"
    return known


YES = frozenset(
    folded(word) for word in ("yes", "y", "oui", "o", "sí", "si", "s", "true", "vrai", "verdadero", "1", "x")
)
NO = frozenset(folded(word) for word in ("no", "n", "non", "false", "faux", "falso", "0"))
_FIXED = {"role": _by_word(_ROLES), "language": _by_word(_MAIL), "slots": _slots()}


@dataclass(frozen=True)
class Words:
    """What the cells of one programme's file mean: {field: {folded word: slug}}, and {field: {folded word: choice}}."""

    known: Mapping[str, Mapping[str, str]]
    choices: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def one(self, name: str, text: str) -> str | None:
        """The slug, "" where it is left out, "new:…" where it shall be added; None where nobody knows yet."""
        key = folded(text)
        found = self.known.get(name, {}).get(key)
        if found is not None:
            return found
        choice = self.choices.get(name, {}).get(key)
        if choice is None:
            return None
        return {DROP: "", NEW: f"new:{text.strip()}"}.get(choice, choice)

    def many(self, name: str, text: str) -> tuple[list[str], list[str]]:
        """(slugs, words that nobody knows) of a cell that may hold several, however they are set apart."""
        slugs: dict[str, None] = {}
        unknown = []
        for part in self._parts(name, text):
            found = self.one(name, part)
            if found is None:
                unknown.append(part)
            elif found.startswith("new:"):
                slugs[found] = None
            else:
                slugs |= dict.fromkeys(found.split())
        return list(slugs), unknown

    def _parts(self, name: str, text: str) -> list[str]:
        if self.one(name, text) is not None:
            return [text]
        parts = [part.strip() for part in re.split(r"[;|\n/•]", text) if part.strip()]
        fine = []
        for part in parts:
            split = [part] if self.one(name, part) is not None else [one.strip() for one in part.split(",")]
            fine += [one for one in split if one]
        return fine


def words_of(
    *, own: Own, levels: Iterable[str], choices: Mapping[str, Mapping[str, str]] | None = None
) -> Words:
    """The words of the catalogue in every language, those of the programme, and what was decided of the rest."""
    known: dict[str, dict[str, str]] = {name: dict(words) for name, words in _FIXED.items()}
    for name, slug in LISTS.items():
        listed = catalogue.topic_list(slug)
        known[name] = {folded(one): one for one, _label in listed.choices("fr")}
        for language in LANGUAGES_READ:
            known[name] |= {folded(label): one for one, label in listed.choices(language)}
    known["languages"] |= _by_word(_SPOKEN)
    for name, facet in FACETS.items():
        for topic in own.get(facet, ()):
            known[name] |= {folded(label): str(topic["slug"]) for label in topic["name"].values()}
    known["level"] = {folded(level): level for level in levels}
    return Words(known, choices or {})
