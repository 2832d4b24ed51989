"""The seal scheme of a network, one that another network has derived from it, and what the two recognise."""

from datetime import timedelta
from typing import TYPE_CHECKING

from ithaca.kernel import clock
from ithaca.kernel.ids import new_id
from ithaca.networks.models import Network
from ithaca.schemes import actions, editing, queries
from ithaca.schemes.actions import RecognitionContent
from ithaca.schemes.document import Content
from ithaca.schemes.editing import Said
from ithaca.schemes.models import SchemeVersion

if TYPE_CHECKING:
    from ithaca.cli.demo.world import World

REASONS = {
    "referral_elsewhere": "Nos membres ne reçoivent que des personnes adressées par un partenaire : il n’y a pas de candidature spontanée.",
    "support_first_month": "Nos binômes se rencontrent tous les quinze jours : deux semaines suffisent pour prendre des nouvelles.",
    "matching_1": "Plusieurs de nos programmes jumellent par-dessus une frontière.",
}


def tell(world: "World") -> None:
    large, rives = (Network.objects.get(slug=slug) for slug in ("grand-large", "deux-rives"))
    oriane, joel = world.people["Oriane"], world.people["Joël"]
    with clock.telling(world.now - timedelta(days=110)):
        first = actions.adopt_scheme(actor=oriane, network=large, id=new_id(), slug="programme-quality")
        actions.publish_scheme(actor=oriane, version=first)
    with clock.telling(world.now - timedelta(days=80)):
        first.refresh_from_db()
        derived = actions.derive_scheme(actor=joel, network=rives, id=new_id(), source=first)
        for edit in (_without, _sooner, _across):
            actions.change_scheme(actor=joel, version=derived, edit=edit)
        actions.give_reasons(actor=joel, version=derived, reasons=REASONS)
        actions.publish_scheme(actor=joel, version=derived)
    with clock.telling(world.now - timedelta(days=25)):
        second = actions.begin_next_version(actor=oriane, version=first, id=new_id())
        actions.change_scheme(actor=oriane, version=second, edit=_clearer)
        actions.give_reasons(
            actor=oriane,
            version=second,
            reasons=dict.fromkeys(
                ("support_first_month", "aims_measured"),
                "Deux programmes sur trois nous ont dit ne pas savoir ce qui était attendu.",
            ),
        )
        actions.publish_scheme(actor=oriane, version=second)
    with clock.telling(world.now - timedelta(days=10)):
        actions.begin_next_version(actor=joel, version=derived, id=new_id())
        _recognise(world, large, derived)


def _recognise(world: "World", network: Network, theirs: SchemeVersion) -> None:
    (ours,) = queries.published_of(network)
    found = queries.version(theirs.pk)
    assert found is not None
    content = RecognitionContent(
        ours=ours,
        level="recognised",
        theirs=found,
        their_level="recognised",
        note="Le complément se montre sur dossier, sans nouvelle visite.",
    )
    actions.declare_recognition(actor=world.people["Oriane"], network=network, id=new_id(), content=content)


def _without(content: Content) -> Content:
    return editing.without_standard(content, "referral_elsewhere")


def _sooner(content: Content) -> Content:
    return _worded(
        content,
        "support_first_month",
        "La coordination prend des nouvelles de chaque binôme dans ses deux premières semaines.",
        "The coordination asks after each pair within its first two weeks.",
    )


def _across(content: Content) -> Content:
    words = {
        "fr": "Un jumelage entre deux pays dit quel droit s’applique et qui coordonne de chaque côté.",
        "en": "A match across two countries says whose law applies and who coordinates on each side.",
    }
    hints = {"fr": "Une annexe à la convention suffit.", "en": "An appendix to the agreement is enough."}
    standard = {"slug": "matching_1", "tier": "basic", "scale": "maturity", "evidence": ["policy"]}
    return editing.with_standard(content, "matching", standard, Said({"label": words, "guidance": hints}))


def _clearer(content: Content) -> Content:
    new = _worded(
        content,
        "support_first_month",
        "La coordination parle avec chaque membre d’un nouveau binôme dans son premier mois.",
        "The coordination talks to each member of a new pair within its first month.",
    )
    return _worded(
        new,
        "aims_measured",
        "Chaque but a une mesure, une valeur de départ et une valeur visée pour l’année.",
        "Each aim has a measure, a value to start from and a value hoped for within the year.",
    )


def _worded(content: Content, slug: str, french: str, english: str) -> Content:
    """With another text for a standard."""
    home = next(
        each["slug"]
        for each in content["requirements"]
        if any(one["slug"] == slug for one in each["standards"])
    )
    standard = next(
        one for each in content["requirements"] for one in each["standards"] if one["slug"] == slug
    )
    return editing.with_standard(content, home, standard, Said({"label": {"fr": french, "en": english}}))
