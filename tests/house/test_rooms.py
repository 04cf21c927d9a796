"""The floors, the doors and the foreign keys: what import-linter does not say by itself."""

import ast
from pathlib import Path

import grimp
import pytest
from django.apps import apps
from django.db.models import ForeignKey, ManyToManyField, OneToOneField

SOURCE = Path(__file__).parents[2] / "src" / "andrum"
FLOORS = [
    {"kernel"},
    {"audit", "law", "language", "speech", "optimisation"},
    {"accounts"},
    {"people", "runs"},
    {"cases", "routines", "catalogue"},
    {"dispatch", "applications", "conversations", "planning", "falls", "onboarding"},
    {"automation", "fees", "investigations", "coordination", "forecasting"},
    {"control", "statistics", "learning", "effects"},
    {"integrations", "retention"},
    {"site"},
]
FLOOR_OF = {room: number for number, floor in enumerate(FLOORS) for room in floor}
ROOMS = sorted(path.name for path in SOURCE.iterdir() if (path / "__init__.py").exists())
DJANGO_ROOMS = [room for room in ROOMS if (SOURCE / room / "apps.py").exists() and room != "site"]
WITHOUT_A_DOOR = {"kernel", "site"}
NEARLY_FULL = 45
WORDS_THAT_SAY_NOTHING = {"core", "common", "utils", "util", "helpers", "helper", "base", "manager", "misc"}


def functions_in(path: Path) -> list[ast.FunctionDef]:
    return [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.FunctionDef)]


def is_a_frame(function: ast.FunctionDef) -> bool:
    """A context manager stands around actions and does nothing of its own."""
    return any(getattr(one, "id", "") == "contextmanager" for one in function.decorator_list)


def names_of_door(room: str) -> list[str]:
    """What the room's door exports, in its order."""
    return next(
        ast.literal_eval(node.value)
        for node in ast.parse((SOURCE / room / "service.py").read_text()).body
        if (isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "__all__")
        or (isinstance(node, ast.AnnAssign) and getattr(node.target, "id", "") == "__all__" and node.value)
    )


def python_files() -> list[Path]:
    return [path for path in sorted(SOURCE.rglob("*.py")) if "migrations" not in path.parts and "." not in path.stem]


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("andrum")


def test_every_room_stands_on_a_floor():
    assert set(ROOMS) <= set(FLOOR_OF)


def test_rooms_meet_only_at_the_door(graph: grimp.ImportGraph):
    back_doors = []
    for module in graph.modules:
        parts = module.split(".")
        if len(parts) < 2 or parts[1] == "site":
            continue
        for imported in graph.find_modules_directly_imported_by(module):
            other = imported.split(".")
            if len(other) < 2 or other[1] == parts[1] or other[1] == "kernel":
                continue
            if other[2:] != ["service"]:
                back_doors.append(f"{module} -> {imported}")
    assert back_doors == []


@pytest.mark.parametrize("room", [room for room in ROOMS if room not in WITHOUT_A_DOOR | {"integrations", "retention"}])
def test_a_door_is_a_door_and_nothing_else(room: str):
    tree = ast.parse((SOURCE / room / "service.py").read_text())
    foreign = [
        type(node).__name__
        for node in tree.body
        if not isinstance(node, ast.ImportFrom | ast.Import | ast.Assign | ast.AnnAssign)
        and not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
    ]
    exported = names_of_door(room)
    assert foreign == []
    assert exported == sorted(exported, key=lambda name: (name.upper() != name, not name[0].isupper(), name))
    assert len(exported) <= 50, "the room has grown into two rooms"


@pytest.mark.parametrize("room", DJANGO_ROOMS)
def test_a_door_that_is_nearly_full_has_only_names_that_others_use(room: str):
    exported = names_of_door(room)
    used = {
        name.name
        for path in python_files()
        if path.relative_to(SOURCE).parts[0] != room
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ImportFrom) and node.module == f"andrum.{room}.service"
        for name in node.names
    }
    assert len(exported) <= NEARLY_FULL or not set(exported) - used


def test_foreign_keys_point_down_and_leave_no_trace():
    faults = []
    for model in apps.get_models():
        if not model.__module__.startswith("andrum."):
            continue
        room = model.__module__.split(".")[1]
        for field in model._meta.get_fields():
            if not isinstance(field, ForeignKey | OneToOneField | ManyToManyField) or not hasattr(
                field, "remote_field"
            ):
                continue
            target = field.related_model.__module__.split(".")
            if target[0] != "andrum":
                continue
            same_room = target[1] == room
            if not same_room and FLOOR_OF[target[1]] >= FLOOR_OF[room]:
                faults.append(f"{model.__name__}.{field.name} points up to {target[1]}")
            if not same_room and field.remote_field.related_name != "+":
                faults.append(f"{model.__name__}.{field.name} leaves a related_name in {target[1]}")
    assert faults == []


def test_files_and_functions_keep_their_size():
    long_files = {str(p.relative_to(SOURCE)): n for p in python_files() if (n := len(p.read_text().splitlines())) > 500}
    long_functions = [
        f"{path.relative_to(SOURCE)}:{function.name}"
        for path in python_files()
        for function in functions_in(path)
        if (function.end_lineno or 0) - function.lineno + 1 > 60
    ]
    assert (long_files, long_functions) == ({}, [])


def test_names_say_what_is_inside():
    empty = [str(p.relative_to(SOURCE)) for p in python_files() if {*p.parts, p.stem} & WORDS_THAT_SAY_NOTHING]
    assert empty == []


@pytest.mark.parametrize("room", DJANGO_ROOMS)
def test_actions_take_keywords_and_say_who_and_when(room: str):
    single = SOURCE / room / "actions.py"
    paths = [single] if single.exists() else sorted((SOURCE / room / "actions").glob("*.py"))
    faults = []
    for path in paths:
        for node in ast.parse(path.read_text()).body:
            if not isinstance(node, ast.FunctionDef) or node.name.startswith("_") or is_a_frame(node):
                continue
            names = {argument.arg for argument in node.args.kwonlyargs}
            if node.args.args or not {"by", "at"} <= names:
                faults.append(f"{path.name}:{node.name}")
    assert faults == []


OWN_LOCKS = {"site"}
"""Rooms that take other locks for now."""


def test_a_locked_row_lets_others_point_at_it():
    """Foreign keys are checked at commit, when the log's end is held: a row that is locked whole closes a ring."""
    faults = [
        f"{path.relative_to(SOURCE)}:{call.lineno}"
        for path in python_files()
        if path.relative_to(SOURCE).parts[0] not in OWN_LOCKS
        for call in ast.walk(ast.parse(path.read_text()))
        if isinstance(call, ast.Call) and getattr(call.func, "attr", "") == "select_for_update"
        if "no_key" not in {word.arg for word in call.keywords}
    ]
    assert faults == []
