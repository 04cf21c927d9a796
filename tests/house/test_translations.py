"""Everything that is marked has its English words, and one who reads English meets no Swedish but names and law."""

import ast
import gettext
import re
import subprocess
import sys
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.utils.translation import gettext as django_gettext
from django.utils.translation import override

from andrum.audit.domain.kinds import all_kinds
from andrum.law.service import ASSET_KINDS, COST_KINDS, INCOME_KINDS
from andrum.site.stored_words import in_readers_language
from tests.access.conftest import staged, world  # noqa: F401 - fixtures
from tests.access.world import World

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src/andrum"
CATALOGUE = SOURCE / "site/locale/en/LC_MESSAGES/django.po"
PLACE = re.compile(r"%\(\w+\)[sd]|\{\w*\}|%[sd]|\u00a0")
SWEDISH = re.compile(
    r"[åäöÅÄÖ]|\b(?:och|att|inte|eller|som|januari|februari|maj|juni|juli|augusti|oktober|ansökan|beslutet)\b"
)
LAW_AND_NAMES = re.compile(
    r"Försörjningsstöd (?:Norr|Söder)|Älvboda(?: kommun)?|Sjö\b|Åberg|Ström\b|På svenska|förvaltningslagen"
    r"|Socialnämnden \S+ § \d+ \(påhittad\)|Myndigheten för digital förvaltning|Försäkringskassan|Arbetsförmedlingen"
    r"|\((?:aktivitetsstöd|etableringsersättning|utvecklingsersättning|bostadstillägg|livränta|omvårdnadsbidrag)\)"
    r"|(?:Alva|Vera)hemligt \w+|Söker arbete varje vecka\."
)
"""What stays in Swedish: names of units, towns, persons, agencies and benefits, the law's own name, what was typed."""
ENGLISH = {"django_language": "en"}


@dataclass
class Entry:
    """One text of the catalogue."""

    context: str
    source: str
    plural: str
    said: list[str]
    is_fuzzy: bool

    @property
    def key(self) -> str:
        return f"{self.context}\x04{self.source}" if self.context else self.source


def entries(path: Path) -> list[Entry]:
    found = []
    for block in path.read_text("utf-8").split("\n\n"):
        parts: dict[str, str] = {}
        name = ""
        for line in block.splitlines():
            if begins := re.match(r'(msg\w+(?:\[\d\])?) (".*")$', line):
                name, text = begins.groups()
                parts[name] = ast.literal_eval(text)
            elif line.startswith('"'):
                parts[name] += ast.literal_eval(line)
        if parts.get("msgid"):
            said = [parts[name] for name in ("msgstr", "msgstr[0]", "msgstr[1]") if name in parts]
            flags = re.search(r"^#,.*\bfuzzy\b", block, re.MULTILINE)
            found.append(
                Entry(parts.get("msgctxt", ""), parts["msgid"], parts.get("msgid_plural", ""), said, bool(flags))
            )
    return found


def test_every_marked_text_has_its_english_words(tmp_path: Path) -> None:
    command = [sys.executable, ROOT / "tools/messages.py", "--collect-into", tmp_path]
    subprocess.run(command, check=True, capture_output=True, text=True)
    marked = {entry.key for entry in entries(tmp_path / "en/LC_MESSAGES/django.po")}
    said = {entry.key for entry in entries(CATALOGUE) if all(entry.said)}
    assert len(marked) > 1_500
    assert sorted(marked - said) == [], "Run `make messages` and write the English words."


def test_no_english_words_are_a_guess() -> None:
    assert [entry.source for entry in entries(CATALOGUE) if entry.is_fuzzy or not all(entry.said)] == []


def test_no_library_says_something_else_in_swedish() -> None:
    """A library that has the same text as an English word of its own would put its Swedish in the place of ours."""
    with override("sv"):
        changed = {
            entry.source: said
            for entry in entries(CATALOGUE)
            if not entry.context
            if (said := django_gettext(entry.source)) != entry.source
        }
    assert changed == {}


def test_places_for_data_are_the_same_in_both_languages() -> None:
    wrong = []
    for entry in entries(CATALOGUE):
        sources = [entry.source, entry.plural] if entry.plural else [entry.source]
        for source, said in zip(sources, entry.said, strict=True):
            if sorted(PLACE.findall(source)) != sorted(PLACE.findall(said)):
                wrong.append(f"{source!r} is not {said!r}")
    assert wrong == []


def test_the_compiled_catalogue_is_made_from_the_written_one() -> None:
    with CATALOGUE.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
    written: dict[object, str] = {}
    for entry in entries(CATALOGUE):
        if entry.plural:
            written |= {(entry.key, number): said for number, said in enumerate(entry.said)}
        else:
            written[entry.key] = entry.said[0]
    assert {key: said for key, said in compiled.items() if key} == written, "Run `make messages`."


def test_no_text_is_marked_where_it_cannot_be_collected() -> None:
    hidden = []
    for path in SOURCE.rglob("*.py"):
        if "." in path.stem:  # what the collecting of messages makes of a template for a moment
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.JoinedStr):
                calls = [call for call in ast.walk(node) if isinstance(call, ast.Call)]
                hidden += [
                    f"{path.relative_to(ROOT)}:{call.lineno}"
                    for call in calls
                    if isinstance(call.func, ast.Name) and call.func.id in {"_", "_l", "_lazy", "gettext"}
                    and any(isinstance(argument, ast.Constant) for argument in call.args)
                ]  # fmt: skip
    assert hidden == [], "A text inside an f-string is not found: take it out."


def test_no_template_says_swedish_that_is_not_marked() -> None:
    unmarked = []
    for path in SOURCE.rglob("templates/**/*.html"):
        text = path.read_text("utf-8")
        for kept in (r"{% comment %}.*?{% endcomment %}", r"{% blocktrans.*?{% endblocktrans", r"{%.*?%}", r"{{.*?}}"):
            text = re.sub(kept, "", text, flags=re.DOTALL)
        text = re.sub(r'lang="sv">.*?</\w+>|{#.*?#}', "", text)
        if path.name != "style_guide.html" and (found := re.search(r".*[åäöÅÄÖ].*", text)):
            unmarked.append(f"{path.relative_to(SOURCE)}: {found[0].strip()}")
    assert unmarked == []


def test_what_the_log_and_the_law_say_has_english_words() -> None:
    said = {entry.source for entry in entries(CATALOGUE)}
    kinds = {kind.label for kind in all_kinds() if not kind.code.startswith(("test", "x."))}
    words = {kind.words for kind in (*INCOME_KINDS.values(), *COST_KINDS.values())} | set(ASSET_KINDS.values())
    assert sorted(kinds - said) == [], "Mark the event in the app, or in site/words_of_rooms.py."
    assert sorted(words - said - {"Swish"}) == [], "Mark the law's word in site/words_of_law.py."


@pytest.mark.parametrize(
    ("swedish", "english"),
    [
        ("Kostnad: hyra", "Cost: rent"),
        ("1 person i hushållet", "1 person in the household"),
        ("12 år, hela månaden", "age 12, the whole month"),
        ("ansökt 9\u00a0400\u00a0kr, högst 400\u00a0kr", "applied for 9\u00a0400\u00a0kr, at most 400\u00a0kr"),
        ("Beslut för november 2026", "Decision for November 2026"),
        ("Betala ut 4\u00a0kr för hand: kontonummer saknas", "Pay 4\u00a0kr by hand: the account number is missing"),
        ("due 28 november 2026", "due 28 November 2026"),
        ("Ring Åsa om {hyran} %s", "Ring Åsa om {hyran} %s"),
    ],
)  # fmt: skip
def test_a_stored_text_is_said_in_the_readers_language(swedish: str, english: str) -> None:
    with override("en"):
        assert in_readers_language(swedish) == english
    with override("sv"):
        assert in_readers_language(swedish) == swedish


class Reader(HTMLParser):
    """What is read or heard on a page, apart from what says of itself that it is in Swedish."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.links: list[str] = []
        self.open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        is_foreign = said.get("lang") == "sv" or tag in {"script", "style"} or bool(self.open and self.open[-1][1])
        if not is_foreign:
            self.texts += [said[name] or "" for name in ("aria-label", "alt", "title", "data-confirm") if name in said]
        if tag == "a" and (said.get("href") or "").startswith("/"):
            self.links.append(str(said["href"]).partition("#")[0])
        if tag not in {"br", "hr", "img", "input", "link", "meta", "use", "col"}:
            self.open.append((tag, is_foreign))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if data.strip() and not (self.open and self.open[-1][1]):
            self.texts.append(" ".join(data.split()))


def swedish_in(page: str) -> tuple[list[str], list[str]]:
    reader = Reader()
    reader.feed(page)
    return [text for text in reader.texts if SWEDISH.search(LAW_AND_NAMES.sub("", text))], reader.links


def crawl(world: World, who: str, begin: list[str], most: int = 90) -> tuple[list[str], int]:  # noqa: F811
    client = world.client(who)
    client.cookies.load(ENGLISH)
    todo, seen, found = list(begin), set(), []
    while todo and len(seen) < most:
        address = todo.pop(0)
        if address in seen or address.startswith(("/static", "/api")):
            continue
        seen.add(address)
        answer = client.get(address, follow=True)
        if "text/html" in answer.headers.get("Content-Type", ""):
            swedish, links = swedish_in(answer.content.decode())
            found += [f"{address}: {text}" for text in swedish]
            todo += links if len(begin) == 1 else []
    return found, len(seen)


@pytest.mark.parametrize("who", ["anonymous", "alva"])
def test_a_citizen_who_reads_english_meets_no_swedish(world: World, who: str) -> None:  # noqa: F811
    found, count = crawl(world, who, ["/"])
    assert found == []
    assert count >= (4 if who == "anonymous" else 40)


def test_a_caseworker_who_reads_english_meets_no_swedish_frame(world: World) -> None:  # noqa: F811
    found, _count = crawl(world, "cilla", ["/", "/arbete/", "/arenden/", "/korningar/", "/sok"])
    assert found == []


def test_the_browsers_language_is_followed_by_one_who_is_not_signed_in(world: World) -> None:  # noqa: F811
    answer = world.client("anonymous").get("/", headers={"accept-language": "en-GB,en;q=0.9"})
    assert '<html lang="en">' in answer.content.decode()
    assert "Sign in and apply" in answer.content.decode()
