"""The folder as mailbox and as bank: whole, once, and honest when the disk is full."""

import errno
import os
import threading
from pathlib import Path

import pytest

from andrum.dispatch.service import ReceiverUnavailableError, Recipient
from andrum.integrations.files import write_once
from andrum.integrations.mailboxes.folder import FolderMailbox
from andrum.integrations.payment_files.folder import FolderChannel

ALVA = Recipient(personal_number="198503029805", name="Alva Ek", address="Storgatan 1", language="sv")


def test_a_letter_lies_in_the_folder_once_and_answers_the_same(tmp_path: Path):
    box = FolderMailbox(tmp_path)
    receipts = {box.deliver(key="letter:decision:1", recipient=ALVA, title="Beslut", pdf=b"%PDF") for _ in range(3)}
    assert len(receipts) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["letter-decision-1.json", "letter-decision-1.pdf"]


def test_a_payment_file_keeps_its_first_content(tmp_path: Path):
    channel = FolderChannel(tmp_path)
    first = channel.deliver(name="a.xml", content=b"1")
    assert channel.deliver(name="a.xml", content=b"2") == first
    assert (tmp_path / "a.xml").read_bytes() == b"1"


def test_many_at_once_leave_one_whole_file(tmp_path: Path):
    content = os.urandom(200_000)
    receipts: list[str] = []

    def put() -> None:
        receipts.append(write_once(folder=tmp_path, name="a.xml", content=content))

    threads = [threading.Thread(target=put) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(receipts)) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["a.xml"]
    assert (tmp_path / "a.xml").read_bytes() == content


@pytest.mark.parametrize(
    ("number", "cause"),
    [(errno.ENOSPC, "Disken är full"), (errno.EROFS, "Disken går bara att läsa"), (errno.EIO, "Mappen går inte")],
)
def test_a_disk_that_takes_nothing_means_wait_and_leaves_no_scraps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, cause: str
):
    def full(_descriptor: int) -> None:
        raise OSError(number, "no")

    with monkeypatch.context() as faulty:
        faulty.setattr("andrum.integrations.files.os.fsync", full)
        with pytest.raises(ReceiverUnavailableError) as found:
            write_once(folder=tmp_path, name="a.xml", content=b"1")
    assert found.value.cause.startswith(cause)
    assert list(tmp_path.iterdir()) == []
    write_once(folder=tmp_path, name="a.xml", content=b"1")


def test_a_folder_that_is_a_file_means_wait(tmp_path: Path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(ReceiverUnavailableError):
        write_once(folder=tmp_path / "file", name="a.xml", content=b"1")


@pytest.mark.parametrize("key", ["../../x", "a/b", "letter:decision:1/../..", ".."])
def test_a_key_never_leads_out_of_the_folder(tmp_path: Path, key: str):
    folder = tmp_path / "box"
    FolderMailbox(folder).deliver(key=key, recipient=ALVA, title="Beslut", pdf=b"%PDF")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["box"]


@pytest.mark.parametrize("name", ["../x.xml", "/x.xml", "..", "a/b.xml", ""])
def test_a_name_never_leads_out_of_the_folder(tmp_path: Path, name: str):
    with pytest.raises(ReceiverUnavailableError):
        FolderChannel(tmp_path / "bank").deliver(name=name, content=b"1")
    assert not list(tmp_path.glob("*.xml"))
