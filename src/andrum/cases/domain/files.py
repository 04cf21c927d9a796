"""What a file is, by its first bytes and not by its name."""

SIGNATURES = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
)


def media_type_of(content: bytes) -> str | None:
    """``application/pdf``, ``image/png`` or ``image/jpeg``; None for anything else."""
    return next((media_type for start, media_type in SIGNATURES if content.startswith(start)), None)
