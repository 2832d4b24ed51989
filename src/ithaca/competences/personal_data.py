"""What mentors gather to show their competences: facts here, words in a room of their own."""

from django.utils.translation import gettext_lazy

from ithaca.accounts.models import Person
from ithaca.competences.models import Assessment, FrozenPortfolio, Item, Portfolio, Validation
from ithaca.kernel import personal_data
from ithaca.kernel.personal_data import as_fact, as_proof, of_nobody, rows, with_account


def erase(person: Person) -> None:
    Assessment.objects.filter(portfolio__person=person).delete()
    Item.objects.filter(portfolio__person=person).delete()
    Portfolio.objects.filter(person=person).update(level="")


def export(person: Person) -> dict[str, object]:
    mine = Portfolio.objects.filter(person=person).order_by("created_at")
    items = Item.objects.filter(portfolio__person=person).order_by("created_at", "id")
    return {
        "portfolios": rows(mine, "id", "level", framework="version__sha256", begun_at="created_at"),
        "items": rows(items, "id", "kind", "made_on", "abilities", "consent", portfolio="portfolio_id"),
        "self_assessments": rows(
            Assessment.objects.filter(portfolio__person=person),
            "state",
            "marks",
            "done_at",
            portfolio="portfolio_id",
        ),
        "validations": rows(
            Validation.objects.filter(item__in=items), "ability", item="item_id", by="referent__name"
        ),
        "handed_in": rows(
            FrozenPortfolio.objects.filter(portfolio__person=person), "manifest", "sha256", at="created_at"
        ),
    }


personal_data.register(
    personal_data.Part(
        app="competences",
        title=gettext_lazy("Portfolios"),
        rules={
            "FrameworkVersion": of_nobody("Frameworks of competences."),
            "Portfolio": as_fact("That a mentor gathered evidence by a framework."),
            "Assessment": with_account("How a mentor sees themselves."),
            "Item": with_account("Pieces of evidence: kind, day, abilities."),
            "Validation": with_account("That a referent mentor stands by a piece of evidence."),
            "FrozenPortfolio": as_proof(
                "A portfolio as it was handed in: facts and hashes.",
                "A decision on a certificate rests on it.",
            ),
        },
        erase=erase,
        export=export,
    )
)
