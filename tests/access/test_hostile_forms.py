"""Every form of every page, filled with what an attacker would write: nothing breaks, nothing runs, nothing leaks."""

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client

from tests.access.table import TABLE
from tests.access.test_every_page import address_of, parts_for, text_of
from tests.access.world import VISIT, World, undone

SCRIPT = '<script>alert("ni")</script>'
ATTRIBUTE = "\"' onmouseover=alert(1) x='"
HOSTILE = {
    "markup": f"={SCRIPT}{ATTRIBUTE}{{{{ settings.SECRET_KEY }}}}{{% load x %}}{{0.__class__}}%(x)s' OR 1=1; --",
    "nul": "a\x00b",
    "control": "a\x0b\x1b[31mb\u202ec",
    "lines": "x\r\nSet-Cookie: ond=1\r\n\r\n<b>",
    "long": "å" * 70_000,
    "number": "9" * 400,
    "negative": "-1",
    "nothing": "",
}  # fmt: skip
EVERYWHERE = {"nul", "lines", "number"}
"""What is written where one can only choose, too."""
CHOSEN = {"hidden", "submit", "radio", "checkbox"}
KEPT = "_kept"
FORMULA = re.compile(r'(^|[;\n"]|<t>)[=@]')
RUNS = re.compile(r"<script>alert|[\"']\s*onmouseover=alert")


class Forms(HTMLParser):
    """The posted forms of a page, with the names of their fields."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self._fields: dict[str, str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._fields = {}
            if said.get("method", "get").lower() == "post":
                self.found.append((said.get("action", ""), self._fields))
        elif tag in {"input", "textarea", "select", "button"} and self._fields is not None and said.get("name"):
            self._fields.setdefault(said["name"], said.get("value", ""))
            is_typed = tag == "textarea" or (tag == "input" and said.get("type") not in CHOSEN)
            self._fields[KEPT] = self._fields.get(KEPT, "") + ("" if is_typed else f" {said['name']}")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._fields = None


def forms_of(client: Client, page: str) -> list[tuple[str, dict[str, str]]]:
    answer = client.get(page)
    if "html" not in answer.headers.get("Content-Type", ""):
        return []
    parser = Forms()
    parser.feed(answer.content.decode())
    return [
        (action or page, fields) for action, fields in parser.found if not action.startswith(("/sprak/", "/logga-ut"))
    ]


def filled(fields: dict[str, str], value: str, *, all_of_them: bool) -> dict[str, str]:
    """Every field that is typed in gets the value; choices and hidden ones too when ``all_of_them``."""
    kept = set(fields.get(KEPT, "").split()) if not all_of_them else set()
    return {name: (given if name in kept else value) for name, given in fields.items() if name != KEPT}


VISITORS = ("alva", "cilla", "eva", "frank", "greta", "hugo", "ida")


@pytest.mark.parametrize(
    "name", sorted(name for name, page in TABLE.items() if page.through("get") and not page.is_open)
)
def test_no_form_breaks_or_runs_what_is_written_in_it(world: World, name: str) -> None:
    page = TABLE[name]
    who = next(one for one in VISITORS if page.lets_in(one, "get"))
    client, address = world.client(who), address_of(name, parts_for(name, world, world.alva)) + page.query
    wrong = []
    with undone():
        forms = forms_of(client, address)
    for action, fields in forms:
        for kind, value in HOSTILE.items():
            for all_of_them in {False, kind in EVERYWHERE}:
                with undone():
                    answer = client.post(action, filled(fields, value, all_of_them=all_of_them))
                    text = text_of(answer)
                    if answer.status_code >= 500:
                        wrong.append(f"{action} {kind}: {answer.status_code}")
                    if RUNS.search(text) or "ond=1" in str(answer.headers):
                        wrong.append(f"{action} {kind}: it runs")
    assert not wrong, "\n".join(wrong)


def test_what_is_kept_is_shown_as_text_on_every_page_and_is_no_formula_in_any_file(world: World) -> None:
    """Alva, Cilla, Kim and the rest write the worst in every field; then everybody looks at everything."""
    from andrum.accounts.service import actor_of
    from andrum.applications.models import Application, Attachment
    from andrum.cases.models import Matter, Task
    from andrum.cases.service import add_document, send_message, write_note
    from andrum.people.models import Person

    matter = world.alva.matter
    worst = f"={SCRIPT}{ATTRIBUTE}"
    Person.objects.filter(pk=world.alva.person.pk).update(given_name=worst[:60], family_name=f"@SUM(1){SCRIPT}"[:60])
    Task.objects.filter(matter=matter).update(title=worst, text=worst)
    add_document(
        matter=matter, kind="incoming", title=worst, media_type="application/pdf", content=b"%PDF-1.4 x",
        source="caseworker", by=actor_of(world.cast.cilla), at=VISIT,
    )  # fmt: skip
    Attachment.objects.filter(application__applicant=world.alva.person).update(name=worst)
    cilla = actor_of(world.cast.cilla)
    send_message(matter=matter, text=worst, by=cilla, at=VISIT)
    write_note(matter=matter, title=worst, text=worst, by=cilla, at=VISIT)
    for row in Application.objects.filter(applicant=world.alva.person):
        row.answers["self_support"]["plan"] = worst
        Application.objects.filter(pk=row.pk).update(answers=row.answers)
    wrong = []
    for name, page in TABLE.items():
        for who in ("alva", "cilla", "eva", "frank", "hugo"):
            if page.lets_in(who, "get"):
                address = address_of(name, parts_for(name, world, world.alva)) + page.query
                answer: Any = world.client(who).get(address)
                text = text_of(answer)
                if "html" in answer.headers["Content-Type"] and RUNS.search(answer.content.decode()):
                    wrong.append(f"{address} {who}: it runs")
                if re.search(r'(^|[;\n"]|<t>)[=@]', text.partition("\n")[2]) and (
                    "csv" in address or "xlsx" in address
                ):
                    wrong.append(f"{address} {who}: a formula")
    assert Matter.objects.filter(pk=matter.pk).exists()
    assert not wrong, "\n".join(wrong)
