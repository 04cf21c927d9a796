"""Addresses of sockets."""

from django.urls import path, re_path

from andrum.conversations.web.socket import NowhereConsumer, TalkConsumer

websocket_urlpatterns = [
    path("samtal/<int:conversation_id>/tal", TalkConsumer.as_asgi()),
    re_path(r"", NowhereConsumer.as_asgi()),
]
