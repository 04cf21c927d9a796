"""Applications as the inhabitants make them: page by page, signed by those who apply."""

import io
from collections.abc import Mapping
from datetime import datetime, timedelta

from PIL import Image, ImageDraw

from andrum.accounts.service import User, actor_of
from andrum.applications.actions.attachments import add_attachment
from andrum.applications.actions.drafts import save_page, start_application
from andrum.applications.actions.signing import sign_as_applicant, sign_as_co_applicant
from andrum.applications.domain.pages import BY_KEY
from andrum.applications.domain.questions import Answer, Answers, items_of, text_of
from andrum.applications.domain.summary import text_hash
from andrum.applications.queries.signing import chosen_signer, text_to_sign
from andrum.applications.service import Application
from andrum.kernel.clock import swedish_day
from andrum.kernel.periods import Month
from andrum.people.service import Person, person_with_number
from andrum.site.demo import answers
from andrum.site.demo.town import UNTOLD

CONFIRMED = {"confirm": "yes"}
CONTINUED = (
    ("elis", 5_900, 6_100, "sickness_benefit"),
    ("gun", 7_150, 7_800, "pension"),
)
"""User name, rent, and the benefit that each says, in kronor. Disa has not applied yet: a visitor may do it as her."""
PAGE_MINUTES = 2


def make(at: datetime) -> None:
    """This month's applications: signed, waiting for the other, and not yet done."""
    month = Month.of(swedish_day(at))
    for place, (name, rent, benefit, kind) in enumerate(CONTINUED, start=1):
        when = at - timedelta(days=1, hours=place)
        apply_alone(name, month=month, at=when, place=place, rent=rent, benefit=benefit, kind=kind)
    for place, citizen in enumerate(UNTOLD[10:14]):
        apply_alone(citizen.username, month=month, at=at - timedelta(hours=6 + place), place=place)
    apply_together(month=month, at=at - timedelta(hours=3))
    apply_alone("farid", month=month, at=at - timedelta(days=1, hours=2), rent=7_400)
    draft_of("hanna", month=month, at=at - timedelta(hours=5))
    for place, citizen in enumerate(UNTOLD[:6]):
        apply_alone(citizen.username, month=month, at=at - timedelta(days=place, hours=4), place=place, rent=6_200)


def who(username: str) -> tuple[User, Person]:
    """The user and the person behind it. Raises LookupError when the people are not made."""
    user = User.objects.get(username=username)
    person = person_with_number(user.personal_number)
    if person is None:
        raise LookupError(username)
    return user, person


def apply_alone(
    username: str, *, month: Month, at: datetime, place: int = 0, rent: int = 6_850, benefit: int = 0,
    kind: str = "activity_support",
) -> Application:  # fmt: skip
    """Answer everything and sign."""
    user, person = who(username)
    said = answers.alone(month=month, place=place, rent=rent, benefit=benefit, kind=kind)
    application = _answered(user, person, said, month=month, at=at)
    _prove(application, user, person, at=at + timedelta(minutes=35))
    return _signed(application, user, at=at + timedelta(minutes=40))


def draft_of(username: str, *, month: Month, at: datetime) -> Application:
    """Answer the first questions and stop there."""
    user, person = who(username)
    said = answers.alone(month=month, place=3)
    return _answered(user, person, dict(list(said.items())[:5]), month=month, at=at)


def apply_together(*, month: Month, at: datetime, both: bool = False) -> Application:
    """Alva and Bo: she has signed; he too when ``both``."""
    alva, person = who("alva")
    bo, partner = who("bo")
    other: Answer = {
        "personal_number": partner.personal_number,
        "given_name": partner.given_name,
        "family_name": partner.family_name,
    }
    said = answers.together(month=month, place=1, partner=other)
    application = _answered(alva, person, said, month=month, at=at)
    _prove(application, alva, person, at=at + timedelta(minutes=35))
    application = _signed(application, alva, at=at + timedelta(minutes=40))
    if both:
        return sign_as_co_applicant(
            application=application, person=partner,
            own_answers={"safety": {"danger": "no"}, "talk": {"wants_person": "no"}},
            shown_hash=application.text_hash, signer=chosen_signer(), proof=CONFIRMED, by=actor_of(bo),
            at=at + timedelta(hours=1),
        )  # fmt: skip
    return application


def _answered(user: User, person: Person, said: Answers, *, month: Month, at: datetime) -> Application:
    application = start_application(applicant=person, month=month, language="sv", by=actor_of(user), at=at)
    pages: Mapping[str, Answer] = said
    for number, (key, answer) in enumerate(pages.items(), start=1):
        application = save_page(
            application=application, page=BY_KEY[key], answer=answer, version=application.version,
            by=actor_of(user), at=at + timedelta(minutes=number * PAGE_MINUTES),
        )  # fmt: skip
    return application


def _prove(application: Application, user: User, person: Person, *, at: datetime) -> None:
    """A picture of the bill for the rent and for each cost."""
    bills = [("housing", "rent"), *(("costs", text_of(item, "id")) for item in items_of(application.answers, "costs"))]
    for page, item in bills:
        add_attachment(
            application=application, person=person, page=page, item=item, name=f"{page}-{item}.png",
            content=picture(f"Faktura {application.month} {item} {person.pk}"), by=actor_of(user), at=at,
        )  # fmt: skip


def picture(text: str) -> bytes:
    """A made-up bill, as photographed."""
    image = Image.new("RGB", (600, 800), "white")
    ImageDraw.Draw(image).text((60, 80), text, fill="black", font_size=28)
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def _signed(application: Application, user: User, *, at: datetime) -> Application:
    return sign_as_applicant(
        application=application, shown_hash=text_hash(text_to_sign(application)), signer=chosen_signer(),
        proof=CONFIRMED, by=actor_of(user), at=at,
    )  # fmt: skip
