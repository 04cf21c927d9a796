"""The ASGI application that the web server runs."""

import asyncio
import contextvars
import os
from concurrent.futures import ThreadPoolExecutor

import django
from django.conf import settings
from django.core.handlers.asgi import ASGIHandler, ASGIRequest
from django.db import close_old_connections
from django.http import HttpResponseBase

from andrum.site.environment import refuse_unsafe
from andrum.site.static_files import StaticFiles

THREADS = 8
"""Requests answered at the same time in one process; each thread keeps its own connection to the database."""


class Handler(ASGIHandler):
    """Answers each request in one thread from start to end: one hand-over, and connections that live on."""

    def __init__(self) -> None:
        super().__init__()
        self.load_middleware(is_async=False)
        self.threads = ThreadPoolExecutor(THREADS, thread_name_prefix="request")

    async def get_response_async(self, request: ASGIRequest) -> HttpResponseBase:
        """Give the request to a thread and wait for its answer."""
        context = contextvars.copy_context()
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self.threads, context.run, self._respond, request)

    def _respond(self, request: ASGIRequest) -> HttpResponseBase:
        close_old_connections()
        try:
            return self.get_response(request)
        finally:
            close_old_connections()


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "andrum.site.settings")
django.setup(set_prefix=False)
refuse_unsafe()
application = StaticFiles(Handler(), settings.STATIC_URL)
