"""What a process must be told to ask the made-up service. Needs neither Django nor a running service."""

from pathlib import Path
from typing import Final

from andrum.integrations.registers.made_up.certificates import Papers

PATH: Final = "/ssbtek/v10"
ORGANISATION: Final = "162120000001"
ACTOR: Final = "andrum-demo"


def address(port: int) -> str:
    """Where questions are sent."""
    return f"https://127.0.0.1:{port}{PATH}"


def settings_for(folder: Path, port: int) -> dict[str, str]:
    """The settings, by name; the certificates lie in ``certificates`` beneath the folder."""
    papers = Papers(folder / "certificates")
    certificate, key = papers.pair("client")
    return {
        "ANDRUM_REGISTERS": "andrum.integrations.registers.client.SsbtekRegisters", "ANDRUM_SSBTEK_URL": address(port),
        "ANDRUM_SSBTEK_CERTIFICATE": str(certificate), "ANDRUM_SSBTEK_KEY": str(key),
        "ANDRUM_SSBTEK_CA": str(papers.authority), "ANDRUM_SSBTEK_ORGANISATION": ORGANISATION,
        "ANDRUM_SSBTEK_ACTOR": ACTOR,
    }  # fmt: skip
