"""``andrum converse``: what was said in a conversation, sorted, without database or server."""

import argparse
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from andrum.language.service import (
    Conversation,
    LanguageError,
    LanguageModel,
    Polarity,
    Reading,
    Recorder,
    Replay,
    conversation_schema,
    factor_set,
    load_conversation,
    merge,
    point,
    read,
    reading_as_json,
)
from andrum.site.environment import SettingsError, here
from andrum.site.language_model import language_model

DESCRIPTION = """\
Read a conversation and print what was said: strengths and worries by area,
what was agreed, what the person wishes, and the note, each with the words
themselves and the number of the utterance.

CONVERSATION is a JSON file, a folder of them, or - for standard input.
--schema prints what a file may hold. --asr reads the recogniser's text.

--language-model lets the model of ANDRUM_LANGUAGE_URL point as well; --record
keeps its answers in a file, and --pointed reads them from there instead, so
that the same result can be made again without the model.

Exit code: 0 read, 2 the input cannot be read."""

TITLES = {Polarity.STRENGTH: "Styrkor", Polarity.RISK: "Oro"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to read and how to print it."""
    parser.add_argument("conversation", nargs="*", metavar="CONVERSATION", help="JSON file, folder, or - for stdin")
    parser.add_argument("--json", action="store_true", help="print the whole reading as JSON")
    parser.add_argument("--asr", action="store_true", help="read the recogniser's text instead of the true text")
    parser.add_argument("--out", type=Path, metavar="DIR", help="write NAME.json for each file into this folder")
    parser.add_argument("--language-model", action="store_true", help="let the language model in the settings point")
    parser.add_argument("--record", type=Path, metavar="FILE", help="keep the model's answers in this file")
    parser.add_argument("--pointed", type=Path, metavar="FILE", help="use recorded answers instead of a model")
    parser.add_argument("--schema", action="store_true", help="print the JSON Schema of the input and stop")


def run(options: argparse.Namespace) -> int:
    """Read and print."""
    if options.schema:
        _print(json.dumps(conversation_schema(), ensure_ascii=False, indent=2))
        return 0
    try:
        names = list(_files(options.conversation))
        if len(names) > 1 and options.out is None:
            raise LanguageError("Flera filer är angivna.", todo="Ange med --out vilken mapp svaren ska skrivas till.")
        model = _model(options)
        for name in names:
            _one(name, options, model)
        if options.record is not None and isinstance(model, Recorder):
            _write(options.record, model.as_text())
    except (LanguageError, SettingsError) as fault:
        print(f"andrum converse: {fault}", file=sys.stderr)
        return 2
    return 0


def _model(options: argparse.Namespace) -> LanguageModel | None:
    if options.pointed is not None:
        return Replay(_text(str(options.pointed)))
    if not options.language_model:
        return None
    model = language_model(here())
    return Recorder(model) if options.record is not None else model


def _read(conversation: Conversation, model: LanguageModel | None) -> Reading:
    """The reading, with what the model points at; what became of that is told on standard error."""
    if model is None:
        return read(conversation)
    result = point(conversation, model)
    merged = merge(conversation, result.pointed)
    told = {"state": result.state, "used": merged.is_used, "unread": list(result.unread), **result.counts.as_json()}
    print(json.dumps({"language_model": told}, ensure_ascii=False), file=sys.stderr)
    return merged.reading


def _write(target: Path, text: str) -> None:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    except OSError:
        raise LanguageError(f"{target} går inte att skriva.", todo="Kontrollera mappen.") from None


def _one(name: str, options: argparse.Namespace, model: LanguageModel | None) -> None:
    try:
        conversation = load_conversation(_text(name), as_heard=options.asr)
    except LanguageError as fault:
        where = "standard in" if name == "-" else name
        raise LanguageError(f"{where}: {fault.what}", todo=fault.todo) from None
    found = _read(conversation, model)
    written = json.dumps(reading_as_json(found), ensure_ascii=False, indent=1)
    if options.out is not None:
        _write(options.out / ("samtal.json" if name == "-" else Path(name).name), written)
    elif options.json:
        _print(written)
    else:
        _print("\n".join(_shown(conversation, found)))


def _files(names: list[str]) -> Iterator[str]:
    if not names:
        raise LanguageError("Ingen fil är angiven.", todo="Ange en JSON-fil, en mapp, eller - för standard in.")
    for name in names:
        if name != "-" and Path(name).is_dir():
            inside = sorted(Path(name).glob("*.json"))
            if not inside:
                raise LanguageError(f"I mappen {name} finns ingen JSON-fil.", todo="Kontrollera namnet.")
            yield from map(str, inside)
        else:
            yield name


def _text(name: str) -> str:
    try:
        raw = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        return raw.decode("utf-8-sig")
    except FileNotFoundError:
        raise LanguageError("filen finns inte.", todo="Kontrollera namnet.") from None
    except UnicodeDecodeError:
        raise LanguageError("texten är inte UTF-8.", todo="Spara filen som UTF-8.") from None
    except (OSError, ValueError):
        raise LanguageError("filen går inte att läsa.", todo="Kontrollera namnet och rättigheterna.") from None


def _shown(conversation: Conversation, found: Reading) -> Iterator[str]:
    areas = {area.id: area.name for area in factor_set(conversation.framework).areas}
    dangers = [it for it in found.statements if it.is_safety]
    yield from _list(
        "Säkerhet, läs först", [f"{it.n}. «{it.quote}» ({it.status}{', kanske' if it.doubt else ''})" for it in dangers]
    )
    for polarity, title in TITLES.items():
        claims = [it for it in found.statements if it.polarity is polarity and it.is_claim]
        lines = [f"{it.n}. «{it.quote}» – {areas[it.area]}, {it.about}" for it in claims]
        yield from _list(title, lines)
    yield from _list(
        "Överenskommet", [f"{it.n}. «{it.quote}» – {it.who}, {it.when or 'ingen tid'}" for it in found.agreements]
    )
    yield from _list("Egen mening", [f"{it.n}. «{it.quote}» – {it.whose}" for it in found.own_views])
    yield from _list("Går inte ihop", [f"{it.n1} och {it.n2}: {it.what}" for it in found.contradictions])
    yield from _list("Anteckning", [f"{', '.join(map(str, line.sources))}. {line.text}" for line in found.summary])
    yield from _list("Tveksamt", [f"{it.n}. «{it.quote}» – {it.doubt}" for it in found.doubts])
    yield f"Osorterat: {len(found.unsorted)} yttranden."


def _list(title: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield title
        yield from (f"  {line}" for line in lines)
        yield ""


def _print(text: str) -> None:
    """UTF-8 whatever the terminal says, so that å, ä and ö never stop the command."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    try:
        print(text, flush=True)
    except BrokenPipeError:  # the reader, such as head, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
