"""Every page of the product, by who looks at it; tests/architecture/test_pages.py holds the lists against the routes."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailConfirmationHMAC
from allauth.account.utils import user_pk_to_url_str

from ithaca.accounts.models import Person
from ithaca.competences.models import Item
from ithaca.credentials.models import Credential
from ithaca.directory.models import Request
from ithaca.intake.models import Import
from ithaca.matching.models import Objection, Pair
from ithaca.mentorships.models import Attestation, Meeting, Mentorship
from ithaca.networks.models import Membership
from ithaca.notifications.kinds import Kind
from ithaca.notifications.links import off_url
from ithaca.notifications.models import Message
from ithaca.organisations.models import Position
from ithaca.perspectives.models import Invitation as Asked
from ithaca.perspectives.models import Round
from ithaca.perspectives.queries import token_of
from ithaca.programmes.models import EligibilityQuestion, Invitation, Participation, Programme
from ithaca.resources.models import Resource
from ithaca.trainings.models import Training
from tests.browser.audit_pages import (
    answering_pages,
    asked_pages,
    audits_pages,
    committee_pages,
    judging_pages,
    naming_pages,
)
from tests.browser.certification_pages import (
    assessors_pages,
    candidates_pages,
    certification_pages,
    deciders_pages,
)
from tests.browser.competence_pages import framework_pages, portfolio_pages
from tests.browser.network_pages import letter_of_a_network, networks_pages
from tests.browser.research_pages import consent_pages, organisation_research, public_research
from tests.browser.scheme_pages import published_scheme
from tests.browser.seal_pages import assessment_pages, holders_pages, public_seals, seals_of_network
from tests.factories import make_training
from tests.matching.crowd import make_solved_run
from tests.matching.runs import proposal_in

# What is looked at in a test of its own: only there is the world as the page wants it.
ELSEWHERE = {
    **dict.fromkeys(
        (
            f"mentorships/<uuid:mentorship_id>/{page}/"
            for page in ("replacements", "closing", "follow-up", "attestation")
        ),
        "tests/browser/test_endings.py, whose people come so far",
    ),
    "competences/room/": "tests/browser/test_portfolio.py",
    "certification/files/<uuid:file_id>/handover/": "tests/browser/test_certification.py",
    "certification/files/<uuid:file_id>/reading/": "tests/browser/test_certification.py",
    "seal-files/<uuid:seal_file_id>/documents/": "tests/browser/test_seal_documents.py",
    "programmes/<slug:slug>/matching/policy/examples/": "a part of a page: tests/browser/test_matching_policy.py",
    **dict.fromkeys(
        (
            "verify/",
            "credentials/<uuid:credential_id>/",
            "account/credentials/<uuid:credential_id>/erase/",
            *(
                f"organisations/<slug:slug>/keys/{page}/"
                for page in ("new", "<int:number>/retire", "<int:number>/revoke")
            ),
        ),
        "tests/browser/test_credentials.py: a script of its own, and pages that ask who it is once more",
    ),
    "style/": "tests/browser/test_style.py",
    "code/": "tests/browser/test_code.py; it fetches every file of the release, by design",
    "set-up/<str:token>/": "tests/browser/test_every_page.py, where nobody has an account yet",
}


def visitors_pages(programme: Programme) -> Iterator[str]:
    yield from ("/", "/confidentiality/", "/accessibility/", "/mailbox/", f"/join/{programme.join_code}/")
    yield from (
        f"/account/{page}/"
        for page in ("sign-in", "sign-up", "password/reset", "password/reset/sent", "confirm")
    )
    yield from ("/account/closed/", "/account/password/reset/done/")
    yield from (new_address(), new_password())
    yield urlsplit(off_url(Person.objects.get(email="ines@demo.example.org").pk, Kind.MEETINGS)).path
    yield "/attestations/"
    yield from (f"/attestations/{one.code}/" for one in Attestation.objects.order_by("id")[:1])
    yield f"/invitations/{Invitation.objects.filter(state='sent')[0].token}/"
    yield from (f"/mailbox/{message.pk}/" for message in Message.objects.order_by("id")[:1])
    yield f"/join/{programme.join_code}/matching/"
    yield from ("/networks/", "/networks/grand-large/", published_scheme())
    yield from public_research()
    yield from public_seals()
    yield "/nowhere/"


def new_address() -> str:
    """The page behind the link in the mail that confirms an address."""
    person = Person.objects.create_user("nouvelle@example.org", "x", name="Nouvelle Venue")
    address = person.emailaddress_set.create(email=person.email, primary=True, verified=False)
    return f"/account/confirm/{EmailConfirmationHMAC(address).key}/"


def new_password() -> str:
    """The page behind the link in the mail for a forgotten password."""
    person = Person.objects.get(email="ines@demo.example.org")
    return (
        f"/account/password/reset/{user_pk_to_url_str(person)}-{default_token_generator.make_token(person)}/"
    )


def coordinators_pages(programme: Programme) -> Iterator[str]:
    Import.objects.create(
        kind="people",
        programme=programme,
        organisation=programme.organisation,
        started_by=Person.objects.get(email="clemence@demo.example.org"),
        file_name="liste.csv",
        headings=["Courriel", "Grade"],
        sample=[["anne@example.org", "A"]],
        columns={"email": 0},
    )
    start = f"/programmes/{programme.slug}/"
    yield from (
        "/",
        "/programmes/",
        "/programmes/new/",
        f"/programmes/new/{programme.organisation.slug}/",
        start,
    )
    sections = (
        "",
        "presentation/",
        "format/",
        "questions/",
        "questions/new/?kind=yes_no",
        "charter/",
        "coordinators/",
        "preview/",
    )
    yield from (f"{start}set-up/{section}" for section in sections)
    issued = f"/organisations/{programme.organisation.slug}/credentials/"
    yield from (f"{issued}{one.pk}/" for one in Credential.objects.all()[:1])
    yield from (issued, f"/organisations/{programme.organisation.slug}/keys/")
    question = EligibilityQuestion.objects.filter(programme=programme)[0]
    yield from (f"{start}set-up/questions/{question.pk}/", f"{start}set-up/questions/{question.pk}/remove/")
    yield f"{start}set-up/end/"
    yield from assessment_pages(programme)
    yield from matching_pages(programme)
    pages = (
        "applications/",
        "participants/",
        "invitations/",
        "directory/",
        "directory/?q=equipe&available=1",
    )
    yield from (start + page for page in pages)
    yield from (
        start + page for page in ("steering/", "pairs/", "steering/requests/", "evaluations/", "pairs/new/")
    )
    yield from (start + page for page in ("facts/", "comparison/", "research/"))
    yield from trainings_pages(programme)
    yield from framework_pages(programme)
    yield from certification_pages(programme)
    yield from (f"{start}resources/{page}" for page in ("", "manage/", "new/?kind=link", "new/?kind=file"))
    guide = Resource.objects.filter(programme=programme, kind="guide")[0]
    link = Resource.objects.filter(programme=programme, kind="link")[0]
    yield from (f"{start}resources/{guide.pk}/", f"{start}resources/{guide.pk}/change/")
    yield from (f"{start}resources/{link.pk}/{page}/" for page in ("change", "remove"))
    person = Participation.objects.filter(programme=programme, role="mentee", state="active")[0]
    yield f"{start}participants/{person.pk}/"
    yield f"{start}participants/{person.pk}/exclude/"
    pair = Mentorship.objects.filter(programme=programme, state="development")[0]
    yield from (f"/mentorships/{pair.pk}/", f"/mentorships/{pair.pk}/exclude/", f"{start}charter/1/")
    yield from (f"/mentorships/{pair.pk}/timeline/", f"/mentorships/{pair.pk}/word/")
    yield from (f"{start}cohorts/", f"{start}set-up/vocabulary/", f"{start}import/")
    yield from (f"{start}applications/?state=waiting", f"/organisations/{programme.organisation.slug}/chart/")
    yield f"/imports/{Import.objects.filter(programme=programme)[0].pk}/"
    yield from (f"{start}set-up/duties/", f"{start}set-up/duties/new/", f"{start}pairs/?concern=any")


def matching_pages(programme: Programme) -> Iterator[str]:
    """Around a run that is solved, one that waits, and what people object to."""
    start = f"/programmes/{programme.slug}/matching/"
    run = make_solved_run(programme)
    yield from (f"{start}{page}" for page in ("", "policy/", "policy/take-over/", "policy/versions/"))
    yield from (
        f"{start}{page}" for page in ("policy/versions/1/", "runs/new/", "how/", "objections/", "checks/")
    )
    yield from (f"{start}runs/{run.pk}/{page}/" for page in ("state", "try", "compare", "groups"))
    desk = f"{start}runs/{run.pk}/"
    one, other = Pair.objects.filter(run=run).order_by("score", "id")[:2]
    yield from (desk + page for page in ("", "without/", "changes/", "publish/", "print/"))
    yield f"{desk}?take={one.mentee_id}&below=90"
    yield from (
        f"{desk}pairs/{one.mentee_id}/",
        f"{desk}move/?mentee={one.mentee_id}&other={other.mentee_id}",
    )
    mentee = Participation.objects.filter(programme=programme, role="mentee", state="active").last()
    mentor = Participation.objects.filter(programme=programme, role="mentor", state="active").last()
    assert mentee
    assert mentor
    proposed = proposal_in(run, mentee, mentor)
    yield from (f"{start}answers/", f"{start}proposals/{proposed.pk}/decline/")
    person = Participation.objects.filter(programme=programme, role="mentee", state="active")[0].person
    row, _made = Objection.objects.get_or_create(
        programme=programme, person=person, defaults={"words": "Pourquoi ?"}
    )
    yield f"{start}objections/{row.pk}/"


def trainings_pages(programme: Programme) -> Iterator[str]:
    """As a coordinator sees them: an open one, one that was held, a draft."""
    start = f"/programmes/{programme.slug}/trainings/"
    yield from (start, f"{start}new/", f"{start}hours/")
    held = Training.objects.get(programme=programme, state="held")
    coming = Training.objects.get(programme=programme, state="open", kind="training")
    draft = make_training(programme, state="draft")
    yield from (f"{start}{row.pk}/" for row in (held, coming, draft))
    yield f"{start}{held.pk}/attendance/"
    yield from (f"{start}{coming.pk}/{page}/" for page in ("change", "again", "cancel"))
    yield f"{start}{draft.pk}/discard/"


def administrators_pages(programme: Programme) -> Iterator[str]:
    """Of somebody who also runs the installation, and takes no part in the programme."""
    start = f"/organisations/{programme.organisation.slug}/"
    yield from ("/", "/organisations/", "/organisations/new/", start, f"{start}people/")
    yield from (f"{start}administrators/", f"{start}conflicts/")
    yield from (f"{start}keys/", f"{start}credentials/", f"{start}settings/", f"{start}networks/")
    yield organisation_research(programme)
    yield from ("/networks/new/", letter_of_a_network("helene"))
    joined = Membership.objects.get(network__slug="grand-large", organisation=programme.organisation)
    yield f"{start}networks/{joined.pk}/leave/"
    yield from (
        f"/account/{page}/"
        for page in (
            "settings",
            "notifications",
            "password",
            "email",
            "again",
            "devices",
            "data",
            "close",
            "calendar",
            "sign-out",
        )
    )
    for position in Position.objects.filter(organisation=programme.organisation)[:1]:
        yield f"{start}people/{position.person_id}/"
    other = Programme.objects.get(slug="cap-sur-le-metier")
    yield f"/join/{other.join_code}/apply/mentee/"


def mentors_pages(person: Person, programme: Programme) -> Iterator[str]:
    start = f"/programmes/{programme.slug}/"
    pair = Mentorship.objects.filter(mentor__person=person)[0]
    yield from consent_pages(pair.mentor)
    yield from ("/", start, f"{start}profile/mentor/", f"{start}as/mentor/leave/")
    yield from portfolio_pages(person)
    yield from candidates_pages(person)
    yield f"{start}matching/wishes/mentor/"
    yield "/account/credentials/"
    yield from (
        "/perspectives/",
        *(f"/perspectives/{row.pk}/" for row in Round.objects.filter(person=person)),
    )
    yield from ("/notifications/", "/account/notifications/")
    coming = Training.objects.get(programme=programme, state="open", kind="training")
    yield from ("/trainings/", f"{start}trainings/", f"{start}trainings/{coming.pk}/", f"{start}resources/")
    yield from (
        "/requests/",
        "/mentorships/",
        f"/mentorships/{pair.pk}/",
        f"/mentorships/{pair.pk}/evaluation/",
    )


def mentees_pages(person: Person, programme: Programme) -> Iterator[str]:
    start = f"/programmes/{programme.slug}/"
    pair = Mentorship.objects.filter(mentee__person=person)[0]
    mentor = Participation.objects.filter(programme=programme, role="mentor", state="active")[0]
    proposed = proposal_in(make_solved_run(programme), pair.mentee, mentor)
    yield from ("/proposals/", f"/proposals/{proposed.pk}/", f"/proposals/{proposed.pk}/decline/")
    asked = Item.objects.filter(mentorship=pair, consent="waiting")[0]
    waiting = Asked.objects.filter(person=person, answered=False)[0]
    yield f"/perspectives/answer/{token_of(waiting)}/"
    yield from ("/competences/consents/", f"/competences/items/{asked.pk}/consent/")
    yield from ("/", start, f"{start}directory/", f"{start}directory/{mentor.pk}/", f"{start}profile/mentee/")
    yield from (
        "/requests/",
        "/mentorships/",
        f"/mentorships/{pair.pk}/",
        f"/mentorships/{pair.pk}/meetings/new/",
        f"/mentorships/{pair.pk}/meetings/past/",
        f"/mentorships/{pair.pk}/meetings/dates/",
        f"/mentorships/{pair.pk}/pause/",
        f"/mentorships/{pair.pk}/timeline/",
    )
    yield from (
        f"/mentorships/{pair.pk}/withdraw/",
        f"/mentorships/{pair.pk}/evaluation/",
        f"{start}as/mentee/leave/",
        f"{start}as/mentee/charter/",
    )
    for meeting in Meeting.objects.filter(mentorship=pair, state="planned")[:1]:
        yield from (
            f"/meetings/{meeting.pk}/{what}/"
            for what in ("move", "record", "cancel", "dates", "absence/take-back")
        )


def encrypted_pages(person: Person, programme: Programme) -> Iterator[str]:
    pair = Mentorship.objects.filter(mentee__person=person)[0]
    request = Request.objects.filter(mentee__person=person)[0]
    mentor = Participation.objects.filter(programme=programme, role="mentor", state="active")[0]
    yield from ("/vault/", "/vault/export/", "/vault/search/", "/journal/")
    yield from (
        f"/mentorships/{pair.pk}/room/",
        f"/requests/{request.pk}/",
        f"/requests/new/?mentor={mentor.pk}",
    )


NAMES = {
    "coordinator": "clemence",
    "administrator": "helene",
    "mentor": "marc",
    "assessor": "nadia",
    "decider": "oriane",
    "network": "oriane",
    "sealer": "joel",
    "holder": "beatrice",
    "naming": "oriane",
    "auditor": "maude",
    "judging": "joel",
    "answering": "alma",
    "committee": "beatrice",
    "asked": "paul",
}
PROGRAMME_WIDE = {
    "coordinator": coordinators_pages,
    "assessor": assessors_pages,
    "decider": deciders_pages,
    "network": networks_pages,
    "sealer": seals_of_network,
    "holder": holders_pages,
    "naming": naming_pages,
    "auditor": audits_pages,
    "judging": judging_pages,
    "answering": answering_pages,
    "committee": committee_pages,
    "asked": asked_pages,
}


def pages(who: str, programme: Programme) -> tuple[Person | None, list[str]]:
    """Somebody of the demo, and what there is for them to see."""
    if who == "visitor":
        return None, list(visitors_pages(programme))
    name = NAMES.get(who, "ines")
    person = Person.objects.get(email=f"{name}@demo.example.org")
    if who == "administrator":
        Person.objects.filter(pk=person.pk).update(is_operator=True)
        return person, list(administrators_pages(Programme.objects.get(slug="au-large")))
    if who in PROGRAMME_WIDE:
        return person, list(PROGRAMME_WIDE[who](programme))
    of = {"mentor": mentors_pages, "mentee": mentees_pages, "encrypted": encrypted_pages}[who]
    return person, list(of(person, programme))


PEOPLE = (
    "visitor",
    "coordinator",
    "administrator",
    "mentor",
    "mentee",
    "encrypted",
    "assessor",
    "decider",
    "network",
    "sealer",
    "holder",
    "naming",
    "auditor",
    "judging",
    "answering",
    "committee",
    "asked",
)
