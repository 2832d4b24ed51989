"""Which columns a file may have, and what they are usually called in French, English and Spanish. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ithaca.programmes.vocabulary import folded

PEOPLE, CHART = "people", "chart"


@dataclass(frozen=True)
class Column:
    """A field, the kinds of file that may hold it, and its headings."""

    field: str
    kinds: tuple[str, ...]
    headings: tuple[str, ...]


_BOTH = (PEOPLE, CHART)
COLUMNS = (
    Column(
        "email",
        _BOTH,
        (
            "email",
            "e-mail",
            "email address",
            "e-mail address",
            "mail",
            "courriel",
            "adresse e-mail",
            "adresse mail",
            "adresse électronique",
            "adresse courriel",
            "correo",
            "correo electrónico",
            "dirección de correo",
            "work email",
        ),
    ),
    Column(
        "name",
        _BOTH,
        (
            "name",
            "full name",
            "nom complet",
            "nom et prénom",
            "prénom et nom",
            "nombre completo",
            "nombre y apellidos",
            "employee",
            "employee name",
            "personne",
            "salarié",
        ),
    ),
    Column(
        "first_name", _BOTH, ("first name", "firstname", "given name", "prénom", "nombre", "nombre de pila")
    ),
    Column(
        "last_name",
        _BOTH,
        ("last name", "lastname", "surname", "family name", "nom", "nom de famille", "apellido", "apellidos"),
    ),
    Column("role", (PEOPLE,), ("role", "rôle", "papel", "rol", "mentor or mentee", "mentor ou mentoré")),
    Column(
        "both",
        (PEOPLE,),
        (
            "both mentor and mentee",
            "both",
            "both roles",
            "mentor et mentoré",
            "les deux",
            "les deux rôles",
            "ambos",
            "ambos roles",
        ),
    ),
    Column("language", (PEOPLE,), ("language", "langue", "langue de correspondance", "idioma", "locale")),
    Column(
        "headline",
        (PEOPLE,),
        (
            "headline",
            "job title",
            "title",
            "position",
            "poste",
            "fonction",
            "intitulé du poste",
            "métier",
            "cargo",
            "puesto",
        ),
    ),
    Column(
        "level",
        (PEOPLE,),
        (
            "level",
            "grade",
            "seniority",
            "band",
            "niveau",
            "niveau hiérarchique",
            "échelon",
            "catégorie",
            "nivel",
            "grado",
        ),
    ),
    Column(
        "unit",
        _BOTH,
        (
            "unit",
            "department",
            "organisation",
            "organization",
            "business unit",
            "team",
            "division",
            "site",
            "unité",
            "service",
            "direction",
            "département",
            "équipe",
            "entité",
            "unidad",
            "departamento",
            "equipo",
        ),
    ),
    Column(
        "manager",
        _BOTH,
        (
            "manager",
            "line manager",
            "manager email",
            "manager's email",
            "reports to",
            "supervisor",
            "n+1",
            "responsable",
            "supérieur",
            "supérieur hiérarchique",
            "responsable hiérarchique",
            "courriel du responsable",
            "manager (e-mail)",
            "e-mail du manager",
            "jefe",
            "superior",
            "correo del jefe",
        ),
    ),
    Column(
        "number",
        (CHART,),
        (
            "id",
            "number",
            "employee id",
            "employee number",
            "staff number",
            "matricule",
            "numéro",
            "identifiant",
            "número",
            "número de empleado",
        ),
    ),
    Column(
        "expertise",
        (PEOPLE,),
        (
            "expertise",
            "topics",
            "skills",
            "profession",
            "competencies",
            "topics sought",
            "topics offered",
            "thèmes",
            "sujets",
            "compétences",
            "domaines",
            "domaines d'expertise",
            "besoins",
            "temas",
            "competencias",
            "habilidades",
            "profesión",
        ),
    ),
    Column(
        "sectors",
        (PEOPLE,),
        ("sectors", "sector", "industry", "secteurs", "secteur", "secteur d'activité", "sectores"),
    ),
    Column(
        "languages",
        (PEOPLE,),
        (
            "languages",
            "spoken languages",
            "languages spoken",
            "langues",
            "langues parlées",
            "idiomas",
            "idiomas hablados",
        ),
    ),
    Column(
        "mentor_roles",
        (PEOPLE,),
        ("mentor roles", "mentoring style", "rôles du mentor", "style de mentorat", "estilo de mentoría"),
    ),
    Column(
        "place",
        (PEOPLE,),
        (
            "place",
            "city",
            "town",
            "location",
            "region",
            "lieu",
            "ville",
            "localisation",
            "région",
            "ciudad",
            "lugar",
        ),
    ),
    Column(
        "slots",
        (PEOPLE,),
        ("slots", "availability", "available", "disponibilités", "créneaux", "disponibilidad"),
    ),
    Column(
        "capacity",
        (PEOPLE,),
        ("capacity", "mentees at once", "number of mentees", "capacité", "nombre de mentorés", "capacidad"),
    ),
    Column(
        "wishes",
        (PEOPLE,),
        (
            "wishes",
            "preferences",
            "ranked wishes",
            "vœux",
            "voeux",
            "souhaits",
            "préférences",
            "preferencias",
        ),
    ),
    Column(
        "presentation",
        (PEOPLE,),
        (
            "presentation",
            "about",
            "about me",
            "bio",
            "biography",
            "présentation",
            "à propos",
            "presentación",
            "biografía",
        ),
    ),
)
_KNOWN = {
    (kind, folded(heading)): column.field
    for column in COLUMNS
    for kind in column.kinds
    for heading in column.headings
}


def fields_of(kind: str) -> list[str]:
    return [column.field for column in COLUMNS if kind in column.kinds]


def guessed(
    kind: str,
    headings: Sequence[str],
    remembered: Mapping[str, str],
    questions: Mapping[str, str] | None = None,
) -> dict[str, int]:
    """
    {field: number of the column}: as the last time where a heading was seen before ("" where it was left out), else
    as such a heading is usually meant, else the question that it asks ({folded heading: field}). Each field once, the
    first column that fits.
    """
    asked = questions or {}
    possible = {*fields_of(kind), *asked.values()}
    found: dict[str, int] = {}
    for number, heading in enumerate(headings):
        key = folded(heading)
        field = remembered.get(key, _KNOWN.get((kind, key), asked.get(key, "")))
        if field in possible and field not in found:
            found[field] = number
    return found


def lacking(kind: str, columns: Mapping[str, int]) -> list[str]:
    """The fields without which nothing can be read."""
    missing = [] if "email" in columns else ["email"]
    if kind == CHART and "manager" not in columns and "unit" not in columns:
        missing.append("manager")
    return missing
