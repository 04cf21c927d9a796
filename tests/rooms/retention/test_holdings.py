"""No room keeps something of a matter that retention does not know of."""

from django.apps import apps
from django.db.models import SET_NULL, ForeignKey, Model

from andrum.cases.models import Matter
from andrum.retention.queries.holdings import holdings_of


def hanging_on(found: set[type[Model]]) -> set[type[Model]]:
    """Tables that cannot be without a row of one of these."""
    return {
        model
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if isinstance(field, ForeignKey) and field.related_model in found
        if field.remote_field.on_delete is not SET_NULL
    }


def test_every_table_that_hangs_on_a_matter_is_removed_with_it(db: None):
    found: set[type[Model]] = {Matter}
    while more := hanging_on(found) - found:
        found |= more
    assert {model._meta.label for model in found} - {rows.model._meta.label for rows in holdings_of([1])} == set()


def test_what_points_goes_before_what_it_points_at(db: None):
    order = [rows.model for rows in holdings_of([1])]
    faults = [
        (model._meta.label, field.name)
        for place, model in enumerate(order)
        for field in model._meta.get_fields()
        if isinstance(field, ForeignKey) and field.related_model in order and field.related_model is not model
        if order.index(field.related_model) < place
    ]
    assert faults == []
