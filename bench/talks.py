"""What is said in the bench's conversations: our own corpus, whose people are invented.

``python -m bench.talks '[[300, 20], [600]]'`` fills an empty database with conversations that have not begun: two to be
spoken, of 300 and 20 utterances, and one of 600 to be typed. It prints the session of their worker and which they are.
"""

# ruff: noqa: PLC0415 - Django is set up first, in a process of its own
import json
import sys
from dataclasses import dataclass
from itertools import cycle
from typing import Any

import numpy as np
from corpus.examples import conversations
from tests.unit.speech.sounds import clip

WORKER = "socialsekreterare"
OTHER = "mormor/annan_anhörig"
MOST_PRESENT = 9
RATE, FRAME = 16_000, 1_600
QUIET_S = 1.2
"""Silence between two utterances: longer than the pause by which the voice activity knows that one is over."""


@dataclass(frozen=True)
class Talk:
    """A conversation: key and role of those present, and what is said as key and words."""

    persons: tuple[tuple[str, str], ...]
    said: tuple[tuple[str, str], ...]


def talk_of(told: dict[str, Any]) -> Talk:
    """One conversation of the corpus, with roles that the room knows."""
    from andrum.conversations.domain.words import ROLES

    keys = {person["id"]: (f"P{n}", _role(person["role"], ROLES)) for n, person in enumerate(told["participants"], 1)}
    said = tuple((keys[one["who"]][0], one["text"]) for one in told["utterances"])
    return Talk(tuple(keys.values()), said)


def _role(role: str, known: tuple[str, ...]) -> str:
    return role if role in known else OTHER


def talks(framework: str = "barn_och_unga") -> list[Talk]:
    """Every conversation of a framework, in order of name."""
    return [talk_of(told) for told in conversations() if told["framework"] == framework]


def several(lengths: list[int]) -> list[Talk]:
    """Talks of so many utterances each: conversations of the corpus one after the other, each from another place."""
    found = talks()
    return [_joined(found[n * 7 :] + found[: n * 7], length) for n, length in enumerate(lengths)]


def _joined(found: list[Talk], utterances: int) -> Talk:
    said: list[tuple[str, str]] = []
    keys: dict[str, str] = {WORKER: "S1"}
    for one in cycle(found):
        if len(said) >= utterances:
            break
        roles = dict(one.persons)
        for key, text in one.said:
            role = roles[key] if len(keys) < MOST_PRESENT or roles[key] in keys else WORKER
            said.append((keys.setdefault(role, f"P{len(keys)}"), text))
    present = {key for key, _text in said[:utterances]}
    return Talk(tuple((key, role) for role, key in keys.items() if key in present), tuple(said[:utterances]))


@dataclass(frozen=True)
class Sound:
    """A talk as sound: frames of a tenth of a second, the script of its words, and from which frame each one speaks."""

    frames: list[bytes]
    script: str
    speakers: list[tuple[int, str]]


def sound_of(talk: Talk) -> Sound:
    """A real voice where somebody speaks, with silence between; the script gives the words."""
    quiet = np.zeros(int(QUIET_S * RATE), np.int16)
    voice = clip("jag_lamnar_dig")
    parts, script, speakers, at = [quiet], [], [], quiet.size
    for key, text in talk.said:
        first, last = at + voice.size * 2 // 5, at + voice.size * 3 // 5  # well inside what voice activity hears
        script.append(f"[{first / RATE:.2f}-{last / RATE:.2f}] {text}")
        speakers.append((at // FRAME, key))
        parts += [voice, quiet]
        at += voice.size + quiet.size
    whole = np.concatenate(parts).astype("<i2")
    frames = [whole[n : n + FRAME].tobytes() for n in range(0, whole.size // FRAME * FRAME, FRAME)]
    return Sound(frames, "\n".join(script), speakers)


def fill(spoken: list[int], typed: list[int]) -> dict[str, Any]:
    """Conversations in one matter that the client has said yes to: of so many utterances each."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.utils import timezone
    from tests.cast import make_cast
    from tests.faults.seed_conversation import session_of

    from andrum.accounts.service import actor_of
    from andrum.audit.service import SYSTEM
    from andrum.cases.service import open_matter
    from andrum.conversations.service import PersonPresent, note_information, plan_conversation

    call_command("migrate", verbosity=0)
    cast, at = make_cast(), timezone.now()
    by = actor_of(cast.cilla)
    matter = open_matter(
        kind="children_and_youth", applicant=cast.alva_person, unit=cast.norr, assigned_to=cast.cilla, by=SYSTEM, at=at
    )

    def planned(talk: Talk, script: str = "") -> int:
        made = plan_conversation(
            matter=matter, framework="barn_och_unga", way="live", user=cast.cilla, child_age=9, by=by, at=at,
            persons=[PersonPresent(key, role) for key, role in talk.persons], script=script,
        )  # fmt: skip
        note_information(conversation=made, language="sv", answer="yes", by=by, at=at)
        return int(made.pk)

    return {
        "session": session_of(cast.cilla),
        "spoken": [planned(talk, sound_of(talk).script) for talk in several(spoken)],
        "typed": [planned(talk) for talk in several(typed)],
    }


if __name__ == "__main__":
    print(json.dumps(fill(*json.loads(sys.argv[1]))))
