"""Fetching a model when the operator asks for it: from the hub, or from a folder that somebody carried here."""

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx

from andrum.speech.engines.faster_whisper import NEEDED, VOCABULARIES, refuse_what_is_no_model
from andrum.speech.errors import InstallError
from andrum.speech.folders import MANIFEST, FileSum, Installed, check_folder, sum_of, write_manifest

MODELS = {"tiny": "KBLab/kb-whisper-tiny", "base": "KBLab/kb-whisper-base", "small": "KBLab/kb-whisper-small"}
WANTED = (*NEEDED, *VOCABULARIES, "preprocessor_config.json")
HUB = "https://huggingface.co"
TRIES = 5
SPARE_BYTES = 50_000_000

Tell = Callable[[str, int, int], None]
"""Is told a file's name, bytes so far and bytes in all, again and again."""


@dataclass(frozen=True, slots=True)
class _Offered:
    name: str
    size: int
    sha256: str | None


def model_folder(data: Path, size: str) -> Path:
    """Where a model lies below the data folder."""
    return data / "speech" / f"kb-whisper-{size}"


def install(
    size: str,
    folder: Path,
    *,
    revision: str = "main",
    hub: str = HUB,
    tell: Tell | None = None,
    transport: httpx.BaseTransport | None = None,
) -> Installed:
    """Fetch a model from the hub into ``folder``. What came before a break is kept, and fetched no more.

    Args:
        size: ``tiny``, ``base`` or ``small``.
        folder: made where it is missing.
        revision: a branch, such as ``strict``, or a commit.
        hub: the address of the hub or of a mirror.
        tell: hears how far it has come.
        transport: another way to the hub; for tests.

    Raises:
        InstallError: no such model, no network, no room, or what came was not what was offered.
        ModelFolderError: what came is no model.
    """
    hub = hub.rstrip("/")
    if size not in MODELS:
        raise InstallError(f"Det finns ingen modell {size!r} att hämta.", todo=f"Välj en av: {', '.join(MODELS)}.")
    repository = MODELS[size]
    sums: dict[str, FileSum] = {}
    with httpx.Client(timeout=httpx.Timeout(60, connect=10), follow_redirects=True, transport=transport) as client:
        commit, offered = _offered(client, repository, revision, hub)
        _make(folder)
        _refuse_full_disk(folder, offered)
        for it in offered:
            url = f"{hub}/{repository}/resolve/{commit}/{it.name}"
            sums[it.name] = _fetch(client, url, folder, it, tell)
    return _whole(Installed(folder, f"{hub}/{repository}", commit, sums))


def install_from(source: Path, folder: Path, *, tell: Tell | None = None) -> Installed:
    """Copy a model from a folder, on a disk that was carried here.

    Raises:
        ModelFolderError: the source is no whole model, or is not what its own checksums say.
        InstallError: the files cannot be copied.
    """
    refuse_what_is_no_model(source)
    if (source / MANIFEST).is_file():
        check_folder(source)
    if source.resolve() == folder.resolve():
        raise InstallError("Mappen att kopiera från är samma som mappen att kopiera till.", todo="Ange en annan mapp.")
    _make(folder)
    sums: dict[str, FileSum] = {}
    for name in WANTED:
        if (source / name).is_file():
            sums[name] = _copy(source / name, folder / name, tell)
    return _whole(Installed(folder, str(source), "", sums))


def _whole(installed: Installed) -> Installed:
    refuse_what_is_no_model(installed.folder)
    write_manifest(installed)
    return installed


def _offered(client: httpx.Client, repository: str, revision: str, hub: str) -> tuple[str, list[_Offered]]:
    """The commit behind a revision, and the files wanted from it."""
    try:
        answer = client.get(
            f"{hub}/api/models/{repository}/revision/{quote(revision, safe='')}", params={"blobs": "true"}
        )
        answer.raise_for_status()
        found = answer.json()
        commit = str(found["sha"])
        files = [_offer(it) for it in found["siblings"] if it["rfilename"] in WANTED]
    except httpx.HTTPStatusError as fault:
        raise InstallError(
            f"{hub} lämnar inte ut {repository} i utgåva {revision} (svar {fault.response.status_code}).",
            todo="Kontrollera utgåvan, eller försök igen senare.",
        ) from fault
    except (httpx.HTTPError, httpx.InvalidURL) as fault:
        raise _no_network(hub, fault) from fault
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise InstallError(f"Svaret från {hub} går inte att förstå.", todo="Kontrollera adressen.") from fault
    if not {it.name for it in files}.issuperset(NEEDED):
        raise InstallError(
            f"{repository} har ingen modell i CTranslate2-format i utgåva {revision}.", todo="Välj en annan utgåva."
        )
    return commit, files


def _offer(it: Mapping[str, Any]) -> _Offered:
    lfs = it.get("lfs") or {}
    return _Offered(str(it["rfilename"]), int(it.get("size") or lfs.get("size") or 0), lfs.get("sha256"))


def _fetch(client: httpx.Client, url: str, folder: Path, it: _Offered, tell: Tell | None) -> FileSum:
    """One file, from where it broke off last time."""
    path = folder / it.name
    if path.is_file() and it.sha256 and sum_of(path) == FileSum(it.size, it.sha256):
        _say(tell, it, it.size)
        return FileSum(it.size, it.sha256)
    part = folder / f"{it.name}.part"
    for attempt in range(1, TRIES + 1):
        try:
            _go_on(client, url, part, it, tell)
            break
        except httpx.HTTPStatusError as fault:
            raise InstallError(
                f"{it.name} kunde inte hämtas (svar {fault.response.status_code}).", todo="Försök igen senare."
            ) from fault
        except (httpx.HTTPError, OSError) as fault:
            if attempt == TRIES or isinstance(fault, OSError):
                raise _broke_off(it.name, fault) from fault
    found = sum_of(part)
    if found.size != (it.size or found.size) or found.sha256 != (it.sha256 or found.sha256):
        part.unlink()
        raise InstallError(
            f"{it.name} är inte den fil som utlovades: kontrollsumman stämmer inte. Den är borttagen.",
            todo="Hämta igen. Händer det en gång till: hämta på en annan dator och använd --from.",
        )
    part.replace(path)
    return found


def _go_on(client: httpx.Client, url: str, part: Path, it: _Offered, tell: Tell | None) -> None:
    have = part.stat().st_size if part.exists() else 0
    if it.size and have == it.size:
        return
    if it.size and have > it.size:
        have = 0
    asked = {"Range": f"bytes={have}-"} if have else {}
    with client.stream("GET", url, headers={**asked, "Accept-Encoding": "identity"}) as answer:
        answer.raise_for_status()
        if answer.status_code != 206:
            have = 0
        with part.open("ab" if have else "wb") as file:
            for block in answer.iter_bytes():
                file.write(block)
                have += len(block)
                _say(tell, it, have)
                if it.size and have > it.size:
                    raise InstallError(f"{it.name} är större än utlovat.", todo="Försök igen senare.")


def _copy(source: Path, target: Path, tell: Tell | None) -> FileSum:
    it = _Offered(source.name, source.stat().st_size, None)
    part = target.with_name(f"{target.name}.part")
    try:
        shutil.copyfile(source, part)
        first, second = sum_of(source), sum_of(part)
    except OSError as fault:
        raise _broke_off(source.name, fault) from fault
    if first != second:
        raise InstallError(f"{source.name} blev inte likadan när den kopierades.", todo="Kontrollera diskarna.")
    part.replace(target)
    _say(tell, it, it.size)
    return first


def _say(tell: Tell | None, it: _Offered, have: int) -> None:
    if tell is not None:
        tell(it.name, have, it.size)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise InstallError(
            f"Mappen {folder} kan inte skapas ({type(fault).__name__}).", todo="Kontrollera sökväg och rättigheter."
        ) from fault


def _refuse_full_disk(folder: Path, offered: list[_Offered]) -> None:
    have = sum((folder / f"{it.name}.part").stat().st_size for it in offered if (folder / f"{it.name}.part").exists())
    need = sum(it.size for it in offered if not (folder / it.name).exists()) - have + SPARE_BYTES
    if shutil.disk_usage(folder).free < need:
        raise InstallError(
            f"Disken är för full: modellen behöver {need // 1_000_000} MB.", todo="Frigör plats, eller välj annan mapp."
        )


def _no_network(hub: str, fault: Exception) -> InstallError:
    return InstallError(
        f"{hub} går inte att nå ({type(fault).__name__}). Ingenting är hämtat.",
        todo="Kontrollera nätet. Utan nät: hämta modellen på en annan dator och använd --from MAPP.",
    )


def _broke_off(name: str, fault: Exception) -> InstallError:
    return InstallError(
        f"Hämtningen av {name} avbröts ({type(fault).__name__}).",
        saved="Det som hann hämtas ligger kvar.",
        todo="Kör samma kommando igen, så fortsätter den där den slutade.",
    )
