"""Certificates for trying: an authority of our own, the server's, the municipality's, and one that has expired.

Made anew where they are missing. Nobody else trusts them, and they open nothing but the made-up service.
"""

import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

YEAR: Final = timedelta(days=365)
NAMES: Final = ("server", "client", "expired")


@dataclass(frozen=True, slots=True)
class Papers:
    """Where the files are. ``pair(name)`` gives certificate and key of ``server``, ``client`` or ``expired``."""

    folder: Path

    @property
    def authority(self) -> Path:
        """The certificate that the others are signed by."""
        return self.folder / "ca.pem"

    def pair(self, name: str) -> tuple[Path, Path]:
        """Certificate and key."""
        return self.folder / f"{name}.pem", self.folder / f"{name}.key"


def papers_in(folder: Path, *, at: datetime | None = None) -> Papers:
    """The certificates in the folder, made when one is missing or about to end.

    Args:
        folder: Where they lie, or will lie.
        at: Now; replaced in tests.
    """
    now, papers = at or datetime.now(UTC), Papers(folder)
    if not _are_good(papers, now):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        _make(papers, now)
    return papers


def _are_good(papers: Papers, now: datetime) -> bool:
    try:
        found = x509.load_pem_x509_certificate(papers.pair("client")[0].read_bytes())
        return found.not_valid_after_utc > now + timedelta(days=60) and all(
            path.is_file() for name in NAMES for path in papers.pair(name)
        )
    except (OSError, ValueError):
        return False


def _make(papers: Papers, now: datetime) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = _named("Andrum påhittad utfärdare")
    ca = (
        _begun(name, name, key, now, now + 2 * YEAR)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    for kind in NAMES:
        ends = now - timedelta(days=1) if kind == "expired" else now + YEAR
        own = ec.generate_private_key(ec.SECP256R1())
        usage = ExtendedKeyUsageOID.CLIENT_AUTH if kind == "client" else ExtendedKeyUsageOID.SERVER_AUTH
        signed = (
            _begun(_named(f"Andrum {kind}"), name, own, now - 2 * YEAR, ends)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(x509.ExtendedKeyUsage([usage]), critical=False)
            .add_extension(_addresses(), critical=False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(key.public_key()), critical=False)
            .sign(key, hashes.SHA256())
        )
        certificate, secret = papers.pair(kind)
        _write(certificate, signed.public_bytes(Encoding.PEM))
        _write(secret, own.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    _write(papers.authority, ca.public_bytes(Encoding.PEM))


def _begun(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, starts: datetime, ends: datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(starts - timedelta(minutes=5)).not_valid_after(ends)
    )  # fmt: skip


def _addresses() -> x509.SubjectAlternativeName:
    return x509.SubjectAlternativeName([x509.DNSName("localhost"), x509.IPAddress(IPv4Address("127.0.0.1"))])


def _named(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _write(path: Path, content: bytes) -> None:
    part = path.with_name(f".{path.name}.part")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
    part.replace(path)
