"""Keep documents."""

import hashlib
from datetime import datetime

from django.db import IntegrityError, transaction

from andrum.audit.service import Actor, record
from andrum.cases.domain.errors import DocumentError
from andrum.cases.models import Document, Matter
from andrum.kernel.words import marked as _

MAX_BYTES = 25 * 1024 * 1024


@transaction.atomic
def add_document(
    *, matter: Matter, kind: str, title: str, media_type: str, content: bytes, source: str, by: Actor, at: datetime,
    key: str | None = None,
) -> Document:  # fmt: skip
    """Keep a document whole, with its hash. With a ``key`` that exists already, that document is given back instead.

    Raises:
        DocumentError: when it is empty or larger than 25 MB.
    """
    if key is not None and (same := Document.objects.defer("content").filter(key=key).first()) is not None:
        return same
    if not content or len(content) > MAX_BYTES:
        raise DocumentError(
            _("Filen är tom eller för stor."), saved=_("Inget har sparats."), todo=_("Välj en fil på högst 25 MB.")
        )
    try:
        with transaction.atomic():
            document = Document.objects.create(
                matter=matter, kind=kind, title=title[:200], media_type=media_type, content=content, size=len(content),
                sha256=hashlib.sha256(content).hexdigest(), received_at=at, source=source, key=key,
            )  # fmt: skip
    except IntegrityError:
        if key is None:
            raise
        return Document.objects.defer("content").get(key=key)
    record(
        kind="cases.document_added", by=by, at=at, subject=f"document:{document.pk}", matter=str(matter.pk),
        details={"kind": kind, "media_type": media_type, "size": len(content), "sha256": document.sha256},
    )  # fmt: skip
    return document
