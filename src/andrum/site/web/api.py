"""The API: the rooms' own routers under one address, one shape of an error, one description."""

import logging
import re
from collections.abc import Callable
from functools import wraps
from importlib.util import find_spec
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern
from django.utils.module_loading import import_string
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema

from andrum.kernel.errors import AndrumError, ConflictError, NotAllowedError

logger = logging.getLogger(__name__)
View = Callable[..., HttpResponse]
ROOMS = ("cases", "conversations", "applications", "automation", "investigations", "fees")
DESCRIPTION = """\
What other systems may read of applications, cases, decisions, runs and investigations. Each call carries a token of
one unit (`Authorization: Bearer …`, made by `andrum token give`) and sees that unit's matters only; persons with a
protected identity are left out. Amounts are whole öre, days `2026-11-22`, instants ISO 8601 with time zone. Lists come
in pages: ask again with `after` set to `next_after` until it is null. Every read is written in the log."""
PROBLEM = {
    "title": "Trouble",
    "description": "What went wrong, in Swedish: what happened, what is saved, what to do.",
    "type": "object",
    "required": ["detail"],
    "properties": {
        "detail": {"type": "string"},
        "saved": {"type": "string"},
        "todo": {"type": "string"},
        "where": {"type": "array", "items": {"type": "string"}, "description": "Which values could not be read."},
    },
}
ERRORS = {
    "400": "The call could not be done.",
    "401": "No token, or one that does not work.",
    "404": "Not found, or not of the token's unit.",
    "409": "Somebody else has changed it meanwhile.",
    "422": "A value could not be read.",
}


class Api(NinjaAPI):
    """The API with its errors described on every operation."""

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:  # noqa: ANN401 - as ninja has it
        """The description, with the answers that any operation may give."""
        schema = super().get_openapi_schema(**options)
        schema["components"].setdefault("schemas", {})["Trouble"] = PROBLEM
        content = {"application/json": {"schema": {"$ref": "#/components/schemas/Trouble"}}}
        for methods in schema["paths"].values():
            for operation in methods.values():
                for status, text in ERRORS.items():
                    known = {str(code) for code in operation["responses"]}
                    if status not in known:
                        operation["responses"][status] = {"description": text, "content": content}
        return schema


api = Api(
    title="Andrum",
    version="1",
    description=DESCRIPTION,
    docs_url=None,
    openapi_url="/openapi.json",
    urls_namespace="api",
)
for _room in ROOMS:
    if find_spec(f"andrum.{_room}.web.api"):
        api.add_router("", import_string(f"andrum.{_room}.web.api.router"))


def _answer(request: HttpRequest, status: int, detail: str, **more: str | list[str]) -> HttpResponse:
    body = {"detail": detail, **{name: value for name, value in more.items() if value}}
    return api.create_response(request, body, status=status)


def _note_refusal(request: HttpRequest) -> None:
    """A server line of which key knocked at which door, and nothing of the matter."""
    page = request.resolver_match.view_name if request.resolver_match else "-"
    logger.info("call refused at %s, key %s", page, getattr(getattr(request, "auth", None), "pk", "none"))


@api.exception_handler(AndrumError)
def _hindered(request: HttpRequest, error: AndrumError) -> HttpResponse:
    status = 404 if isinstance(error, NotAllowedError) else 409 if isinstance(error, ConflictError) else 400
    if status == 404:
        _note_refusal(request)
    return _answer(request, status, error.what, saved=error.saved, todo=error.todo)


@api.exception_handler(Http404)
def _not_found(request: HttpRequest, error: Http404) -> HttpResponse:
    del error
    _note_refusal(request)
    return _answer(request, 404, "Det finns inget sådant här.", todo="Kontrollera numret och nyckelns enhet.")


@api.exception_handler(AuthenticationError)
def _no_token(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    del error
    _note_refusal(request)
    answer = _answer(
        request, 401, "Anropet har ingen nyckel som gäller.", todo="Skicka Authorization: Bearer och en giltig nyckel."
    )
    answer["WWW-Authenticate"] = "Bearer"
    return answer


@api.exception_handler(HttpError)
def _refused(request: HttpRequest, error: HttpError) -> HttpResponse:
    return _answer(request, error.status_code, "Anropet gick inte att läsa.", todo="Se beskrivningen på /api/v1/.")


@api.exception_handler(ValidationError)
def _unreadable(request: HttpRequest, error: ValidationError) -> HttpResponse:
    where = sorted({".".join(str(part) for part in one.get("loc", ()) if part != "part") for one in error.errors})
    return _answer(
        request, 422, "Något värde i anropet går inte att använda.", todo="Rätta värdena och anropa igen.", where=where
    )


def _known_parameters() -> dict[str, frozenset[str]]:
    schema = api.get_openapi_schema(path_prefix="")
    return {
        path.strip("/"): frozenset(
            one["name"]
            for operation in methods.values()
            for one in operation.get("parameters", [])
            if one["in"] == "query"
        )
        for path, methods in schema["paths"].items()
    }


def _refusing_unknown(view: View, known: frozenset[str]) -> View:
    """A misspelt parameter is an error, not silently a longer list."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        unknown = sorted(set(request.GET) - known)
        if unknown:
            return _answer(
                request,
                422,
                "Anropet har en parameter som inte finns.",
                todo="Se beskrivningen på /api/v1/.",
                where=[f"query.{name}" for name in unknown],
            )
        return view(request, *args, **kwargs)

    guarded.csrf_exempt = True  # type: ignore[attr-defined]  # a token, never a cookie, is what gives access
    return guarded


def urls() -> list[URLPattern]:
    """The API's addresses."""
    known = _known_parameters()
    patterns = [pattern for pattern in api.urls[0] if isinstance(pattern, URLPattern)]
    for pattern in patterns:
        route = str(pattern.pattern)
        name = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", route).strip("/")
        if name in known:
            pattern.callback = _refusing_unknown(pattern.callback, known[name])
    return patterns


def _operations() -> list[dict[str, Any]]:
    schema = api.get_openapi_schema(path_prefix="/api/v1/")
    return [
        {
            "method": method.upper(),
            "path": path,
            "summary": operation.get("summary", ""),
            "description": operation.get("description", "").replace("`", ""),
            "parameters": [
                {
                    "name": one["name"],
                    "required": one["required"],
                    "text": one.get("description") or one["schema"].get("description") or one["schema"].get("title"),
                }
                for one in operation.get("parameters", [])
            ],
        }
        for path, methods in schema["paths"].items()
        for method, operation in methods.items()
    ]


def description(request: HttpRequest) -> HttpResponse:
    """The description for people, made of the same schema as the one for machines."""
    return render(request, "site/api.html", {"operations": _operations(), "description": DESCRIPTION.replace("`", "")})
