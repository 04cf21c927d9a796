"""The ASGI application that the web server runs."""

import os

import django
from django.conf import settings

from andrum.site.environment import refuse_unsafe
from andrum.site.handler import Handler
from andrum.site.static_files import StaticFiles

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "andrum.site.settings")
django.setup(set_prefix=False)
refuse_unsafe()

from andrum.site.sockets import with_sockets  # noqa: E402 - models are loaded only now

application = with_sockets(StaticFiles(Handler(), settings.STATIC_URL))
