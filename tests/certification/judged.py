"""Marc's file in the demo once his assessors have compared: what its pages look like with something on them."""

from ithaca.accounts.models import Person
from ithaca.certification import queries, rules
from ithaca.certification.models import File, Part, Rating, SampleRating, Settlement
from ithaca.certification.rules import Mark
from ithaca.competences.actions import freeze
from ithaca.kernel import clock
from ithaca.kernel.ids import new_id
from ithaca.programmes.models import Programme

COMMENT = "Un deuxième dossier montrerait la même chose dans un autre contexte."


def judged(programme: Programme) -> File:
    """With the portfolio as it stands, Nadia's and Samuel's ratings, and one difference settled."""
    row = File.objects.get(scheme__organisation=programme.organisation, person__email="marc@demo.example.org")
    if row.state == "deciding":
        return row
    row.frozen = freeze(actor=row.person, portfolio=row.portfolio, readers=(), id=new_id())
    row.state, row.since, row.interviewed_at = "deciding", clock.now(), clock.now()
    row.interview_notes = "Posé, précis ; revient de lui-même sur ce qu’il aurait fait autrement."
    row.save()
    asked = rules.to_rate(queries.shown_in(row))
    for name, mark in (("nadia", Mark.MET), ("samuel", Mark.PARTLY)):
        person = Person.objects.get(email=f"{name}@demo.example.org")
        part, _made = Part.objects.update_or_create(
            file=row,
            person=person,
            defaults={"state": "given", "given_at": clock.now(), "referent": name == "nadia"},
        )
        for sample in row.scheme.samples.all():
            SampleRating.objects.get_or_create(sample=sample, person=person, defaults={"mark": mark})
        for n, slug in enumerate(asked):
            Rating.objects.create(part=part, ability=slug, mark=Mark.MET if n else mark, comment=COMMENT)
    settled = [str(part.person_id) for part in queries.parts_of(row)]
    Settlement.objects.create(file=row, ability=asked[0], mark=Mark.MET, agreed=settled)
    return row
