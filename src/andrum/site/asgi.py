"""The ASGI application that the web server runs."""

import os

import django
from channels.auth import AuthMiddlewareStack
from channels.routing import ProtocolTypeRouter, URLRouter
from channels.security.websocket import AllowedHostsOriginValidator
from django.conf import settings

from andrum.site.environment import refuse_unsafe
from andrum.site.handler import Handler
from andrum.site.static_files import StaticFiles

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "andrum.site.settings")
django.setup(set_prefix=False)
refuse_unsafe()

from andrum.conversations.web.routing import websocket_urlpatterns  # noqa: E402 - models are loaded only now

application = ProtocolTypeRouter(
    {
        "http": StaticFiles(Handler(), settings.STATIC_URL),
        "websocket": AllowedHostsOriginValidator(AuthMiddlewareStack(URLRouter(websocket_urlpatterns))),
    }
)
"""Pages and calls as before; sockets only from our own pages, with the same sign-in."""
