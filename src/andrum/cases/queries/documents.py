"""Reads of documents, without their content."""

from django.db.models import QuerySet

from andrum.cases.models import Document, Matter


def documents_of(matter: Matter) -> QuerySet[Document]:
    """All documents of a matter, newest first."""
    return Document.objects.filter(matter=matter).defer("content").order_by("-received_at", "-pk")
