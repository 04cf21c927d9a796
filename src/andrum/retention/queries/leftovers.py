"""Persons that nothing points at any more."""

from collections.abc import Collection, Iterator

from django.apps import apps
from django.db.models import ForeignKey, Model

from andrum.people.service import Person


def _pointing_at_persons() -> Iterator[tuple[type[Model], str]]:
    for model in apps.get_models():
        for field in model._meta.get_fields():  # noqa: SLF001 - Django's own door to a model's fields
            if isinstance(field, ForeignKey) and field.related_model is Person:
                yield model, field.attname


def persons_without_traces(person_ids: Collection[int]) -> list[int]:
    """Those of the persons whom no row of any room points at."""
    left = set(person_ids)
    for model, column in _pointing_at_persons():
        left -= set(model._default_manager.filter(**{f"{column}__in": left}).values_list(column, flat=True))  # noqa: SLF001
    return sorted(left)
