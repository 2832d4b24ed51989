"""Every address of the product, and one object of the demo for each name in it."""

import re
from collections.abc import Iterator

from django.urls import URLPattern, URLResolver

from ithaca.accounts.models import Person
from ithaca.certification.models import File, PanelMember, Part, SampleRating, Scheme
from ithaca.competences.models import FrameworkVersion, FrozenPortfolio, Item, Portfolio
from ithaca.credentials.models import Credential
from ithaca.directory.models import Request
from ithaca.intake.models import Import
from ithaca.kernel import clock
from ithaca.kernel.ids import new_id
from ithaca.matching.models import Objection, RunPerson
from ithaca.mentorships.models import (
    Action,
    Introduction,
    Meeting,
    Mentorship,
    PrivateTopic,
    Proposal,
    Replacement,
    Succession,
)
from ithaca.networks.models import Membership
from ithaca.organisations.models import AdministratorLetter, DeclaredConflict
from ithaca.perspectives.models import Invitation as Asked
from ithaca.perspectives.models import Round
from ithaca.perspectives.queries import token_of
from ithaca.programmes.models import Cohort, EligibilityQuestion, Invitation, OwnDuty, Programme
from ithaca.research.models import Study
from ithaca.resources.models import Resource
from ithaca.schemes.models import Recognition, SchemeVersion
from ithaca.trainings.models import SignUp, Training
from ithaca.vault import depot
from ithaca.vault.models import Attachment, ContentObject, FrozenCopy, Room
from tests.architecture.sealing import seal_file
from tests.browser.seal_pages import held_seal
from tests.matching.crowd import make_solved_run
from tests.matching.runs import proposal_in

EVERYBODY = ("clemence", "alma", "marc", "ines", "nadia", "paul", "nathan", "helene", "joel")


def every_route(
    patterns: list[URLPattern | URLResolver], before: str = ""
) -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        address = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from every_route(pattern.url_patterns, address)
        else:
            yield address, pattern


def arguments(programme: Programme) -> dict[str, object]:
    """One object of Inès's and Marc's pair, or of their programme, for each name in an address."""
    pair = Mentorship.objects.get(mentee__person__email="ines@demo.example.org")
    proposal, _made = Proposal.objects.get_or_create(
        mentorship=pair, kind="end early", proposed_by=pair.mentor.person
    )
    conflict, _made = DeclaredConflict.objects.get_or_create(
        organisation=programme.organisation,
        person=Person.objects.get(email="nadia@demo.example.org"),
        other=Person.objects.get(email="karim@demo.example.org"),
    )
    attachment, _made = Attachment.objects.get_or_create(
        room=pair.room, author=pair.mentee.person, completed_at=programme.created_at
    )
    training = Training.objects.get(programme=programme, kind="training", state="open")
    run = make_solved_run(programme)
    depot.write_part(attachment.pk, 0, b"sealed")
    succession, _made = Succession.objects.get_or_create(mentorship=pair)
    replacement, _made = Replacement.objects.get_or_create(succession=succession, mentor=pair.mentor)
    certificate = Credential.objects.get(person__email="nadia@demo.example.org")
    version, draft, portfolio, item = competences_of(pair)
    scheme, file = certification_of(portfolio)
    asking = Round.objects.filter(person=pair.mentor.person, ended=False)[0]
    asked, _made = Asked.objects.get_or_create(
        round=asking, email="quelquun@example.org", defaults={"group": "others", "language": "fr"}
    )
    study = Study.objects.get(network__slug="deux-rives")
    return {
        **seal_schemes(),
        "study_id": study.pk,
        "release_id": study.releases.get().pk,
        "name": "data.csv",
        **seal_file(programme),
        "round_id": asking.pk,
        "perspective": token_of(asked),
        "scheme_id": scheme.pk,
        "file_id": file.pk,
        "credential_id": certificate.pk,
        "issuer_id": certificate.issuer_id,
        "achievement_id": certificate.achievement_id,
        "list_id": certificate.status_list_id,
        "purpose": "revocation",
        "version_id": version.pk,
        "draft_id": draft.pk,
        "portfolio_id": portfolio.pk,
        "item_id": item.pk,
        "ability": "c1a",
        "level": "junior",
        "competence": "c1",
        "area": "plan",
        "form": "json",
        "replacement_id": replacement.pk,
        "attachment_id": attachment.pk,
        "programme_slug": programme.slug,
        "organisation_slug": programme.organisation.slug,
        "organisation": programme.organisation.slug,
        "network_slug": "deux-rives",
        "membership_id": Membership.objects.get(
            network__slug="deux-rives", organisation=programme.organisation
        ).pk,
        "role": "mentor",
        "number": 1,
        "section": "format",
        "code": programme.join_code,
        "token": Invitation.objects.filter(programme=programme)[0].token,
        "question_id": EligibilityQuestion.objects.filter(programme=programme)[0].pk,
        "participation_id": pair.mentor_id,
        "invitation_id": Invitation.objects.filter(programme=programme)[0].pk,
        "cohort_id": Cohort.objects.get_or_create(programme=programme, name="Printemps")[0].pk,
        "import_id": Import.objects.get_or_create(
            kind="people",
            programme=programme,
            organisation=programme.organisation,
            defaults={
                "started_by": Person.objects.get(email="clemence@demo.example.org"),
                "file_name": "liste.csv",
                "headings": ["Courriel"],
                "sample": [["anne@example.org"]],
                "columns": {"email": 0},
                "defaults": {"role": "mentee", "language": "fr"},
            },
        )[0].pk,
        "mentorship_id": pair.pk,
        "meeting_id": Meeting.objects.filter(mentorship=pair)[0].pk,
        "slot_id": new_id(),  # one that is gone: the page says so
        "proposal_id": proposal.pk,
        "answer": "agree",
        "duty_id": OwnDuty.objects.get_or_create(
            programme=programme, phase="launch", role="mentor", defaults={"text": {"fr": "Je viens."}}
        )[0].pk,
        "run_id": run.pk,
        "match_id": proposal_in(run, pair.mentee, pair.mentor).pk,
        "mentee_id": RunPerson.objects.filter(run=run, side="mentee")[0].pk,
        "objection_id": Objection.objects.get_or_create(
            programme=programme, person=pair.mentee.person, defaults={"words": "Pourquoi ?"}
        )[0].pk,
        "request_id": Request.objects.get(mentorship=pair).pk,
        "training_id": training.pk,
        "sign_up_id": SignUp.objects.filter(training=training)[0].pk,
        "resource_id": Resource.objects.filter(programme=programme, guide="first-meeting")[0].pk,
        "person_id": pair.mentor.person_id,
        "conflict_id": conflict.pk,
        "letter_id": AdministratorLetter.objects.get_or_create(
            organisation=programme.organisation,
            email="nouvelle@example.org",
            defaults={"language": "fr", "sent_at": clock.now()},
        )[0].pk,
        "room_id": pair.room_id,
        "object_id": ContentObject.objects.filter(room=pair.room, author=pair.mentee.person)[0].pk,
        "goal_id": pair.goals.all()[0].pk,
        "action_id": Action.objects.get_or_create(
            mentorship=pair,
            owner="both",
            defaults={"content": ContentObject.objects.filter(room=pair.room, kind="note")[0]},
        )[0].pk,
        "introduction_id": Introduction.objects.get_or_create(
            mentorship=pair,
            defaults={"content": ContentObject.objects.filter(room=pair.room, kind="note")[0]},
        )[0].pk,
        "verb": "start",
        "topic_id": PrivateTopic.objects.get_or_create(
            mentorship=pair,
            defaults={"marked_by": pair.mentor.person, "room": Room.objects.create(purpose="private")},
        )[0].pk,
        "copy_id": FrozenCopy.objects.get_or_create(
            owner=pair.mentee.person,
            reader=Person.objects.get(email="clemence@demo.example.org"),
            content=ContentObject.objects.filter(room=pair.room)[0],
            defaults={"revision": 1, "file": b"sealed"},
        )[0].pk,
    }


def seal_schemes() -> dict[str, object]:
    """The scheme of the network that Joël administers: published, and a draft of its next version."""
    rows = SchemeVersion.objects.filter(network__slug="deux-rives")
    published, theirs = (
        rows.get(state="published"),
        SchemeVersion.objects.filter(network__slug="grand-large")[0],
    )
    recognition, _made = Recognition.objects.get_or_create(
        network=published.network,
        ours=published,
        theirs=theirs,
        defaults={"level": "recognised", "their_level": "recognised"},
    )
    return {
        "edition_id": published.pk,
        "scheme_draft_id": rows.get(state="draft").pk,
        "recognition_id": recognition.pk,
        "seal_id": held_seal().pk,
        "language": "fr",
        "scale": "maturity",
        "seal_level": "advanced",
        "requirement": "aims",
        "standard": "aims_fit",
    }


def competences_of(pair: Mentorship) -> tuple[FrameworkVersion, FrameworkVersion, Portfolio, Item]:
    """The published framework, a draft of its next version, Marc's portfolio, and an item that waits for Inès."""
    published = FrameworkVersion.objects.get(organisation=pair.programme.organisation, state="published")
    draft, _made = FrameworkVersion.objects.get_or_create(
        series=published.series,
        number=2,
        defaults={"organisation": published.organisation, "content": published.content},
    )
    portfolio = Portfolio.objects.get(person=pair.mentor.person)
    item = Item.objects.get(portfolio=portfolio, mentorship=pair, consent="waiting")
    return published, draft, portfolio, item


def certification_of(portfolio: Portfolio) -> tuple[Scheme, File]:
    """Marc's file while its ratings are compared: Nadia has assessed it, Nathan will decide."""
    scheme = Scheme.objects.get(version=portfolio.version)
    for name, assesses in (("nadia", True), ("nathan", False)):
        person = Person.objects.get(email=f"{name}@demo.example.org")
        trust = {"assesses": assesses, "decides": not assesses}
        PanelMember.objects.update_or_create(scheme=scheme, person=person, defaults=trust)
    file = File.objects.get(scheme=scheme, person=portfolio.person)
    manifest = {"items": [], "facts": {}, "rounds": [], "coverage": {}, "frozen_at": clock.now().isoformat()}
    file.frozen = FrozenPortfolio.objects.create(
        portfolio=portfolio, version=portfolio.version, manifest=manifest, sha256="0" * 64
    )
    file.state = "settling"
    file.save()
    assessor = Person.objects.get(email="nadia@demo.example.org")
    Part.objects.update_or_create(file=file, person=assessor, defaults={"state": "given"})
    for sample in scheme.samples.all():
        SampleRating.objects.get_or_create(sample=sample, person=assessor, defaults={"mark": "met"})
    return scheme, file


def filled(address: str, values: dict[str, object]) -> str | None:
    """The address with its names filled in; None where one is not known."""
    kinds = {"organisations": "organisation_slug", "networks": "network_slug"}
    kind = kinds.get(address.split("/")[0], "programme_slug")

    if kind == "network_slug":  # what organisations and networks both have, of the network
        values = {**values, "credential_id": held_seal().credential_id}

    def put(match: re.Match[str]) -> str:
        name = match.group(1).split(":")[-1]
        if name == "form" and address.startswith(("frameworks/", "seal-schemes/")):
            return "toml"  # frameworks go out in other forms than credentials
        return str(values[kind if name == "slug" else name])

    try:
        return "/" + re.sub(r"<([^>]+)>", put, address)
    except KeyError:
        return None
