"""Statements that are made once: a question of the same shape as one before has the same SQL, only other values.

Django makes the SQL of every question anew: a fourth of the work of a run, and much of a page's. Here the shape of a
plain question is its key: model, joins, columns, conditions, order and limits, not the values that are compared with.
Whatever is not plain (expressions, subqueries, annotations) goes the ordinary way. With ``compare`` every remembered
statement is also made anew and must be the same; the tests run so.
"""

# ruff: noqa: ANN401 - what Django makes SQL of has no types
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from django.core.exceptions import EmptyResultSet, FullResultSet
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.db.models import Value, lookups
from django.db.models.expressions import Col
from django.db.models.fields import related_lookups
from django.db.models.sql.compiler import SQLCompiler
from django.db.models.sql.datastructures import BaseTable, Join
from django.db.models.sql.where import WhereNode

MOST = 2_000
"""Shapes that are remembered at the same time; with more, all are forgotten."""
COMPARED = {
    lookups.Exact, lookups.GreaterThan, lookups.GreaterThanOrEqual, lookups.LessThan, lookups.LessThanOrEqual,
    lookups.IntegerFieldExact, lookups.IntegerGreaterThan, lookups.IntegerGreaterThanOrEqual, lookups.IntegerLessThan,
    lookups.IntegerLessThanOrEqual, lookups.In, lookups.StartsWith, lookups.Contains, lookups.IContains,
    related_lookups.RelatedExact, related_lookups.RelatedIn,
}  # fmt: skip
NULLS = {lookups.IsNull, related_lookups.RelatedIsNull}
TWO = "Two statements of one shape: {} and {}"
compare = False


class NotPlainError(Exception):
    """The question has a part whose SQL may depend on more than its shape."""


@dataclass(slots=True, eq=False, weakref_slot=True)
class Statement:
    """A question's SQL, the values before those of its conditions, and how its rows become objects."""

    sql: str
    first: tuple[Any, ...]
    select: Any
    classes: Any
    columns: Any
    has_extra: bool


_kept: dict[tuple[Any, ...], Statement] = {}


class Remembering:
    """Goes before Django's own class for plain questions."""

    statement: Statement | None = None

    def as_sql(self: Any, with_limits: bool = True, with_col_aliases: bool = False) -> tuple[str, Any]:
        """The SQL and its values: remembered, or else made and kept."""
        if not with_limits or with_col_aliases:
            return super().as_sql(with_limits, with_col_aliases)  # type: ignore[misc,no-any-return]
        try:
            key, values = shape_of(self)
        except (NotPlainError, EmptyResultSet, FullResultSet):
            return super().as_sql()  # type: ignore[misc,no-any-return]
        found = _kept.get(key)
        if found is None or compare:
            sql, params = super().as_sql()  # type: ignore[misc]
            if found is None:
                _keep(key, self, sql, tuple(params), tuple(values))
                return sql, params
            if (found.sql, *found.first, *values) != (sql, *params):
                raise AssertionError(TWO.format(found.sql, sql))
        self.statement, self.select, self.klass_info = found, found.select, found.classes
        self.annotation_col_map, self.col_count = found.columns, len(found.select)
        self.has_extra_select = found.has_extra
        return found.sql, (*found.first, *values)

    def get_converters(self: Any, expressions: Any) -> Any:
        """How the database's values become Python's; kept with the connection for a remembered statement."""
        if self.statement is None:
            return super().get_converters(expressions)  # type: ignore[misc]
        kept = self.connection.ops.__dict__.setdefault("andrum_converters", WeakKeyDictionary())
        if (found := kept.get(self.statement)) is None:
            found = kept[self.statement] = super().get_converters(expressions)  # type: ignore[misc]
        return found


def _keep(key: tuple[Any, ...], made: Any, sql: str, params: tuple[Any, ...], values: tuple[Any, ...]) -> None:
    """Keep what was made, if its last values are those of the conditions."""
    first = params[: len(params) - len(values)]
    if params != (*first, *values):
        return
    if len(_kept) >= MOST:
        _kept.clear()
    _kept[key] = Statement(sql, first, made.select, made.klass_info, made.annotation_col_map, made.has_extra_select)


def shape_of(compiler: Any) -> tuple[tuple[Any, ...], list[Any]]:
    """What the SQL depends on, and the values it does not.

    Raises:
        NotPlainError: when it may depend on more.
    """
    query, connection = compiler.query, compiler.connection
    _refuse_what_is_not_plain(query, connection)
    conditions: list[Any] = []
    values: list[Any] = []
    _conditions(query.where, compiler, connection, conditions, values)
    left_out, is_left_out = query.deferred_loading
    key = (
        connection.vendor, query.model, tuple(_tables(query)), _is_question_of_existence(query), query.default_cols,
        tuple(_column(column) for column in query.select), query.values_select, _frozen(query.selected),
        frozenset(left_out), is_left_out, _frozen(query.select_related), tuple(_order(query)), query.default_ordering,
        query.standard_ordering, query.distinct, query.low_mark, query.high_mark, _lock(query), tuple(conditions),
        compiler.elide_empty,
    )  # fmt: skip
    return key, values


def _refuse_what_is_not_plain(query: Any, connection: BaseDatabaseWrapper) -> None:
    if (
        query.group_by is not None or query.combinator or query.extra or query.extra_tables or query.explain_info
        or query.subquery or query.external_aliases or query.distinct_fields or query._filtered_relations  # noqa: SLF001
        or query.model.__module__ == "__fake__"  # a model as it was, in a migration
        or (query.select_for_update and connection.get_autocommit())  # Django refuses that
    ):  # fmt: skip
        raise NotPlainError


def _lock(query: Any) -> tuple[Any, ...] | None:
    if not query.select_for_update:
        return None
    return (
        query.select_for_update_nowait, query.select_for_update_skip_locked, query.select_for_no_key_update,
        query.select_for_update_of,
    )  # fmt: skip


def _tables(query: Any) -> Iterator[Any]:
    for alias, table in query.alias_map.items():
        is_used = bool(query.alias_refcount[alias])
        if type(table) is Join and table.filtered_relation is None:
            yield is_used, alias, table.table_name, table.parent_alias, table.join_type, table.join_cols
        elif type(table) is BaseTable:
            yield is_used, alias, table.table_name
        else:
            raise NotPlainError


def _is_question_of_existence(query: Any) -> bool:
    """True for ``exists``, which annotates a constant; any other annotation is not plain."""
    if not query.annotations:
        return False
    value = query.annotations.get("a")
    if len(query.annotations) > 1 or type(value) is not Value or value.value != 1 or query.annotation_select_mask:
        raise NotPlainError
    return True


def _column(column: Any) -> tuple[str, str | None, type]:
    if type(column) is not Col:
        raise NotPlainError
    return column.alias, column.target.column, type(column.output_field)


def _order(query: Any) -> Iterator[str]:
    for name in (*query.extra_order_by, "/", *query.order_by):
        if type(name) is not str:
            raise NotPlainError
        yield name


def _frozen(related: Any) -> object:
    return tuple((name, _frozen(below)) for name, below in related.items()) if isinstance(related, dict) else related


def _conditions(node: Any, compiler: Any, connection: Any, key: list[Any], values: list[Any]) -> None:
    """The conditions without their values, and the values in the order of the statement."""
    if type(node) is WhereNode:
        key.append((node.connector, node.negated, len(node.children)))
        for child in node.children:
            _conditions(child, compiler, connection, key, values)
        return
    kind, column, said = type(node), _column(getattr(node, "lhs", None)), getattr(node, "rhs", None)
    if node.bilateral_transforms:
        raise NotPlainError
    if isinstance(said, bool):  # a truth is written without a value
        if kind not in NULLS and not (kind is lookups.Exact and node.lhs.conditional):
            raise NotPlainError
        key.append((kind, *column, said))
    elif kind in COMPARED and node.rhs_is_direct_value():
        place, params = node.process_rhs(compiler, connection)
        key.append((kind, *column, place))
        values.extend(params)
    else:
        raise NotPlainError


def remember(connection: BaseDatabaseWrapper, **_: object) -> None:
    """Let a new connection remember its statements."""
    plain: Callable[[str], type[SQLCompiler]] = connection.ops.compiler
    if isinstance(plain, _Compilers):
        return
    connection.ops.compiler = _Compilers(plain)  # type: ignore[method-assign, assignment]


class _Compilers:
    """The classes that make SQL: the one for questions remembers."""

    def __init__(self, plain: Callable[[str], type[SQLCompiler]]) -> None:
        self._plain = plain
        self._own: type[SQLCompiler] = type("RememberingCompiler", (Remembering, plain("SQLCompiler")), {})

    def __call__(self, name: str) -> type[SQLCompiler]:
        return self._own if name == "SQLCompiler" else self._plain(name)


def listen() -> None:
    """From now on for every connection."""
    connection_created.connect(remember, dispatch_uid="andrum.site.statements")
