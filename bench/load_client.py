"""A small bounded load: so many users at once, each with their own session, for so many seconds; 127.0.0.1 only."""

import asyncio
import random
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from time import perf_counter
from urllib.parse import parse_qsl

import httpx

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass(frozen=True)
class Visitor:
    """Who signs in (a form post on the demo sign-in page) and which pages the visitor reads.

    A page's address may carry fields to post after ``#``: ``/sok/#q=Berg`` opens the page for its form, then posts.
    """

    sign_in: dict[str, str]
    pages: Sequence[tuple[str, str]]


@dataclass
class Times:
    """Seconds a page, and what went wrong."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    faults: dict[str, int] = field(default_factory=lambda: defaultdict(int))


async def enter(client: httpx.AsyncClient, page_path: str, path: str, fields: dict[str, str]) -> None:
    answer = await send(client, page_path, path, fields)
    if answer.status_code >= 400:
        raise RuntimeError(f"sign-in answered {answer.status_code}")


async def send(client: httpx.AsyncClient, page_path: str, path: str, fields: dict[str, str]) -> httpx.Response:
    """Open the page with the form, then post it."""
    data = await filled(client, page_path, fields)
    return await client.post(path, data=data, headers={"Referer": str(client.base_url)})


async def filled(client: httpx.AsyncClient, path: str, fields: dict[str, str]) -> dict[str, str]:
    """The fields of a form, and the token that its page holds."""
    token = TOKEN.search((await client.get(path)).text)
    return {**fields, "csrfmiddlewaretoken": token[1] if token else ""}


async def ask(client: httpx.AsyncClient, address: str) -> tuple[httpx.Response, float]:
    """Open a page, or its form and then post the fields that the address carries; with the last answer's seconds."""
    path, _mark, fields = address.partition("#")
    began = perf_counter()
    if not fields:
        return await client.get(path), perf_counter() - began
    data = await filled(client, path, dict(parse_qsl(fields)))
    began = perf_counter()
    answer = await client.post(path, data=data, headers={"Referer": str(client.base_url)})
    return answer, perf_counter() - began


async def visit(
    base: str, paths: tuple[str, str], visitor: Visitor, times: Times, *, seconds: float, pause: float,
    rng: random.Random,
) -> None:  # fmt: skip
    async with httpx.AsyncClient(
        base_url=base, follow_redirects=True, timeout=30, trust_env=False, limits=httpx.Limits(keepalive_expiry=1)
    ) as client:  # a connection that has rested is opened anew, as the server may be about to close it
        await enter(client, *paths, visitor.sign_in)
        await asyncio.sleep(rng.uniform(0, pause))
        until = perf_counter() + seconds
        while perf_counter() < until:
            name, address = rng.choice(visitor.pages)
            answer, took = await ask(client, address)
            times.seconds[name].append(took)
            if answer.status_code != 200:
                times.faults[f"{name}: {answer.status_code}"] += 1
            if pause:
                await asyncio.sleep(rng.uniform(0.5 * pause, 1.5 * pause))


async def load(
    base: str, visitors: Sequence[Visitor], *, sign_in: tuple[str, str], users: int, seconds: float, pause: float,
    seed: int,
) -> Times:  # fmt: skip
    """``users`` visitors at once for ``seconds``, each pausing about ``pause`` seconds between pages.

    ``sign_in`` is the page with the form, and where the form is posted.

    Raises:
        ValueError: when the address is not this machine's own, or the load is beyond what a benchmark needs.
    """
    if not base.startswith("http://127.0.0.1:") or users > 200 or seconds > 300:
        raise ValueError("the load is for the machine itself: http://127.0.0.1, at most 200 users and 300 seconds")
    times = Times()
    async with asyncio.TaskGroup() as group:
        for number in range(users):
            visitor = visitors[number % len(visitors)]
            rng = random.Random(seed + number)
            group.create_task(visit(base, sign_in, visitor, times, seconds=seconds, pause=pause, rng=rng))
    return times
