"""Three programmes on their way to the seal of Deux Rives: under audit, with findings to answer, before the committee."""

from datetime import timedelta
from typing import TYPE_CHECKING

from ithaca.accounts.models import Person
from ithaca.cli.demo.seal_papers import Paper, Shelf
from ithaca.cli.demo.seal_ways import SealWay
from ithaca.kernel import clock
from ithaca.kernel.ids import new_id
from ithaca.organisations.actions import declare_conflict
from ithaca.organisations.models import Organisation
from ithaca.programmes import actions as programmes
from ithaca.programmes.models import Programme
from ithaca.seals import actions
from ithaca.seals.actions import Found

if TYPE_CHECKING:
    from ithaca.cli.demo.world import World

PAPERS = (
    Paper(
        "policy",
        ("aims_change", "aims_fit"),
        "Ce que nous voulons changer",
        "Adopté par le bureau au printemps.",
        "buts.txt",
        "Trois escales accompagne des personnes qui changent de métier.\n\nNous voulons qu’au bout d’une année chacune ait rencontré cinq personnes du métier visé, sache ce qui lui manque encore, et ait fait un premier pas.\n",
    ),
    Paper(
        "procedure",
        ("safety_report", "safety_act"),
        "Signaler, et ce qui suit",
        "La page deux dit qui lit l’adresse, et quand.",
        "signalement.txt",
        "1. Qui voit ou entend quelque chose écrit à l’adresse de veille.\n2. Deux personnes la lisent, chaque jour ouvré.\n3. Dans les deux jours : un appel à qui a écrit, une décision, une note.\n",
    ),
    Paper(
        "training",
        ("training_before", "training_content"),
        "Programme de la formation des mentor·es",
        "",
        "formation.txt",
        "Matin : le rôle, ses limites, la confidentialité.\nAprès-midi : trois mises en situation, à deux, avec un regard extérieur.\n",
    ),
)
RELATED = "Godelieve Maes"  # to Béatrice: the two are never paired
VOLUNTEERS = (("mentor", ("Thomas", "Luc", "Rosalie", "Henri")), ("mentee", ("Gabrielle", "Florence")))
STEPS = {
    "Ysaline": {
        "aims_change": ("reviewed", "Les trois changements sont mesurés chaque année."),
        "aims_fit": ("in_place", ""),
        "safety_report": ("in_place", "L’adresse répond : essayée le lendemain de l’entretien."),
        "resources_budget": ("begun", "Un budget d’une année ; la suite n’est pas dite."),
    },
    "Tancrède": {
        "safety_report": ("in_place", ""),
        "resources_budget": ("in_place", "L’année en cours est couverte, et la subvention est votée."),
    },
}


def tell(world: "World") -> None:
    _before_the_committee(world)
    _with_findings(world)
    _under_audit(world)


def _before_the_committee(world: "World") -> None:
    """A second programme of L’Amarre; one vote is given, and one is lacking."""
    beatrice = world.people["Béatrice"]
    house = Organisation.objects.get(slug="l-amarre")
    made = new_id()

    def open_programme() -> None:
        row = programmes.create_programme(
            actor=beatrice,
            id=made,
            organisation=house,
            template="association-directory",
            languages=["fr", "en"],
            name={"fr": "Seconde marée", "en": "Second tide"},
        )
        programmes.open_programme(actor=beatrice, programme=row)
        related = Person.objects.get(name=RELATED)
        declare_conflict(actor=beatrice, organisation=house, person=beatrice, other=related)

    world.at(150, open_programme)
    way = SealWay.begin(world, Programme.objects.get(pk=made), beatrice, days=76)
    context = "Nous accompagnons des personnes qui reviennent à l’emploi après cinquante ans, dans trois villes de Wallonie."
    way.assess(
        context, {"needs_studied": "Entretiens avec quarante personnes, refaits chaque année."}, days=72
    )
    way.hand_in(days=68)
    way.name("Joël", "Tancrède", "Noor", days=64)
    way.hold("documents", "Dossier complet, bien rangé.", days=50)
    way.hold("coordinator", "Une équipe de deux, qui se relaie.", days=48)
    way.find(
        Found("needs_voice", "strength", "Les personnes accompagnées écrivent une page du bilan."),
        Found("resources_skills", "remediable", "Personne n’est formé à l’écoute de la détresse."),
        days=46,
    )
    way.report("Un programme jeune et soigné ; l’équipe sait ce qui lui manque.", days=44)
    way.answer(
        "resources_skills", "Deux jours de formation sont réservés, l’inscription est jointe.", days=34
    )
    way.settle("resources_skills", "L’inscription le montre.", days=30)
    way.at(28, lambda: actions.hand_over(actor=way.auditors[0], file=way.row))
    reasons = "Le rapport convainc, et la réponse à la remarque aussi."
    way.at(
        5,
        lambda: actions.vote(actor=world.people["Ludivine"], file=way.row, step="award", reasons=reasons),
    )


def _with_findings(world: "World") -> None:
    """Joël’s own programme: another administrator has named who audits it."""
    joel = world.people["Joël"]
    programme = Programme.objects.get(organisation__slug="cap-leman")
    way = SealWay.begin(world, programme, joel, days=70)
    context = "Des entrepreneur·es en accompagnent d’autres, des deux côtés de la frontière."
    way.assess(context, {"aims_measured": "Une enquête à la fin de chaque année."}, days=62)
    way.hand_in(days=55)
    way.name("Solveig", "Noor", "Ysaline", days=51)
    way.hold("documents", "Les textes sont là ; les dates manquent parfois.", days=20)
    way.hold("coordinator", "Joël Rochat coordonne seul.", days=18)
    soon = (world.now + timedelta(days=9)).date()
    way.find(
        Found(
            "aims_change", "strength", "Le changement visé est dit en une phrase que tout le monde connaît."
        ),
        Found("resources_stand_in", "remediable", "Rien n’est prévu si le coordinateur tombe malade.", soon),
        Found("safety_report", "remediable", "L’adresse pour signaler ne figure sur aucune page."),
        days=17,
    )
    way.report("Un programme porté par une personne : sa force, et ce qui le fragilise.", days=14)
    way.answer("safety_report", "Elle est désormais au bas de chaque page et dans la charte.", days=3)


def _under_audit(world: "World") -> None:
    """Of Samuel’s programme the auditors have read the documents and talked with him; the talks with the people are to come."""
    samuel = world.people["Samuel"]
    way = SealWay.begin(world, world.programmes["B"], samuel, days=45)
    context = "Des personnes qui changent de métier font trois escales : regarder, essayer, décider."
    way.assess(context, {"aims_change": "Un premier pas au bout d’une année, et cinq rencontres."}, days=40)
    with clock.telling(world.now - timedelta(days=38)):
        shelf = Shelf(way)
        for paper in PAPERS:
            shelf.add(paper)
    way.hand_in(days=34)
    way.name("Joël", "Ysaline", "Tancrède", days=30)
    way.at(27, shelf.show)
    way.at(24, lambda: _volunteer(way))
    way.hold("documents", "Trois textes clairs. Le budget n’est joint que pour une année.", days=12)
    way.hold("coordinator", "Samuel Gagnon connaît chaque binôme.", days=9)
    way.at(8, lambda: _audit(way))
    way.find(
        Found("safety_report", "strength", "L’adresse pour signaler répond le jour même."),
        Found("resources_budget", "remediable", "Le budget de la deuxième année n’est pas dit."),
        days=7,
    )


def _volunteer(way: SealWay) -> None:
    for role, names in VOLUNTEERS:
        for name in names:
            actions.volunteer(actor=way.world.people[name], file=way.row, role=role, of_age=True)


def _audit(way: SealWay) -> None:
    """Steps, of which one differs; a document is lacking; mentors are drawn, and one of them has a date."""
    people = way.world.people
    for name, steps in STEPS.items():
        actions.judge(actor=people[name], file=way.row, steps=steps)
    first = people["Ysaline"]
    actions.ask_for_document(
        actor=first,
        file=way.row,
        standard="resources_budget",
        kind="plan",
        words="Le budget de la deuxième année, même provisoire.",
    )
    actions.draw(actor=first, file=way.row, role="mentor")
    to_come = (way.world.now + timedelta(days=3)).replace(hour=16)
    actions.plan_session(actor=first, file=way.row, session=way.session("mentor"), at=to_come)
