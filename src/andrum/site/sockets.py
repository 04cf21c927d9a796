"""Pages and sockets under one roof: sockets only from our own pages, with the same sign-in."""

from channels.auth import AuthMiddlewareStack
from channels.routing import ProtocolTypeRouter, URLRouter
from channels.security.websocket import AllowedHostsOriginValidator

from andrum.conversations.web.routing import websocket_urlpatterns
from andrum.site.static_files import Application


def with_sockets(pages: Application) -> Application:
    """Give requests for pages to ``pages``, and sockets to the rooms that have them."""
    sockets = AllowedHostsOriginValidator(AuthMiddlewareStack(URLRouter(websocket_urlpatterns)))
    whole: Application = ProtocolTypeRouter({"http": pages, "websocket": sockets})
    return whole
