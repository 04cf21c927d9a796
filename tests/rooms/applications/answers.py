"""Whole answers of made-up households, and the forms that give them."""

import io
from datetime import date, datetime

from PIL import Image
from pypdf import PdfWriter

from andrum.accounts.service import User, actor_of
from andrum.applications.actions.drafts import start_application
from andrum.applications.actions.signing import sign_as_applicant, sign_as_co_applicant
from andrum.applications.domain.questions import Answers
from andrum.applications.domain.summary import text_hash
from andrum.applications.models import Application
from andrum.applications.queries.signing import text_to_sign
from andrum.integrations.signing.confirmation import ConfirmationSigner
from andrum.kernel.identity import made_up_number
from andrum.kernel.periods import Month
from andrum.people.service import person_with_number
from tests.cast import BO_NUMBER, NOW

CHILD_NUMBER = made_up_number(date(2019, 5, 1), 984)
CONFIRMED = {"confirm": "yes"}


def alone() -> Answers:
    """All that one who lives alone without children is asked."""
    return {
        "contact": {"language": "sv", "interpreter": "no", "phone": "070 123 45 67"},
        "co_applicant": {"has_partner": "no"},
        "children": {"items": []},
        "others": {"has_others": "no"},
        "housing": {"form": "rented", "rent": 650_000, "rooms": 1, "due": "2026-11-30", "shares_rent": "no"},
        "incomes": {"items": [{"id": "i1", "kind": "salary", "amount": 420_000, "paid": "2026-10-25"}]},
        "incomes_abroad": {"items": []},
        "costs": {"items": [{"id": "c1", "kind": "household_electricity", "amount": 45_050, "due": "2026-11-28"}]},
        "assets": {"items": [{"id": "b1", "kind": "bank_account", "amount": 12_000}]},
        "payout": {"how": "bank", "clearing": "6000", "number": "123456789"},
        "self_support": {"situation": "unemployed", "plan": "Jag har sökt tolv arbeten."},
        "safety": {"danger": "no"},
        "talk": {"wants_person": "no"},
    }


def with_bo() -> Answers:
    """All that one who lives with Bo and a child is asked."""
    answers = alone()
    answers["co_applicant"] = {
        "has_partner": "yes", "personal_number": str(BO_NUMBER), "given_name": "Bo", "family_name": "Ek",
    }  # fmt: skip
    answers["children"] = {
        "items": [
            {
                "id": "k1", "name": "Maja", "personal_number": str(CHILD_NUMBER), "lives_here": "some", "days": 15,
                "lunch_at_home": "no", "in_school": "yes",
            }
        ]
    }  # fmt: skip
    answers["children_needs"] = {"has_needs": "no"}
    return answers


def draft(user: User, answers: Answers, *, month: str = "2026-11", at: datetime = NOW) -> Application:
    """A draft with the answers."""
    person = person_with_number(user.personal_number)
    assert person is not None
    application = start_application(applicant=person, month=Month.parse(month), language="sv", by=actor_of(user), at=at)
    Application.objects.filter(pk=application.pk).update(answers=answers)
    application.refresh_from_db()
    return application


def sign(application: Application, user: User, *, at: datetime = NOW) -> Application:
    """The applicant signs what stands there."""
    return sign_as_applicant(
        application=application, shown_hash=text_hash(text_to_sign(application)), signer=ConfirmationSigner(),
        proof=CONFIRMED, by=actor_of(user), at=at,
    )  # fmt: skip


def co_sign(application: Application, user: User, *, at: datetime = NOW, danger: str = "no") -> Application:
    """The co-applicant signs too."""
    person = person_with_number(user.personal_number)
    assert person is not None
    return sign_as_co_applicant(
        application=application, person=person,
        own_answers={"safety": {"danger": danger}, "talk": {"wants_person": "no"}}, shown_hash=application.text_hash,
        signer=ConfirmationSigner(), proof=CONFIRMED, by=actor_of(user), at=at,
    )  # fmt: skip


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 30), exif: Image.Exif | None = None) -> bytes:
    """A small real picture."""
    held = io.BytesIO()
    picture = Image.new("RGB", size, (200, 180, 90))
    if exif is None:
        picture.save(held, kind)
    else:
        picture.save(held, kind, exif=exif)
    return held.getvalue()


def pdf(*, password: str = "", pages: int = 1) -> bytes:
    """A small real PDF."""
    writer = PdfWriter()
    for _number in range(pages):
        writer.add_blank_page(200, 200)
    if password:
        writer.encrypt(password)
    held = io.BytesIO()
    writer.write(held)
    return held.getvalue()
