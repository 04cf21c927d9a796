"""A small OpenID Connect service on this machine: says who somebody is when asked in the right way."""

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
CLIENT_ID, SECRET = "andrum", "hemligt"


@dataclass
class Provider:
    """What the service says of the one who signs in, and whether it is well."""

    url: str = ""
    claims: dict[str, Any] = field(default_factory=dict)
    is_broken: bool = False
    moved_to: str = ""
    audience: str = CLIENT_ID
    signs_with: rsa.RSAPrivateKey = KEY
    algorithm: str = "RS256"
    repeats: str | None = None
    other: str = ""
    challenges: dict[str, str] = field(default_factory=dict)
    nonces: dict[str, str] = field(default_factory=dict)

    def authorize(self, asked: dict[str, list[str]]) -> str:
        """Where the browser is sent back to."""
        code = f"code-{len(self.challenges)}"
        self.challenges[code], self.nonces[code] = asked["code_challenge"][0], asked["nonce"][0]
        return f"{asked['redirect_uri'][0]}?{urlencode({'code': code, 'state': asked['state'][0]})}"

    def token(self, said: dict[str, list[str]]) -> dict[str, Any] | None:
        """Tokens for a code, when secret and proof are right."""
        digest = hashlib.sha256(said["code_verifier"][0].encode()).digest()
        proof = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if self.is_broken or self.challenges.pop(said["code"][0], "") != proof or said["client_secret"] != [SECRET]:
            return None
        now = int(time.time())
        nonce = self.nonces[said["code"][0]] if self.repeats is None else self.repeats
        body = {"iss": self.url, "aud": self.audience, "sub": "1", "iat": now, "exp": now + 60, **self.claims}
        key = None if self.algorithm == "none" else self.signs_with
        signed = jwt.encode(body | {"nonce": nonce}, key, algorithm=self.algorithm, headers={"kid": "k"})
        return {"access_token": "t", "token_type": "Bearer", "id_token": signed}

    def discovery(self) -> dict[str, Any]:
        """Where everything is."""
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "userinfo_endpoint": f"{self.url}/userinfo",
            "jwks_uri": f"{self.url}/jwks",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }


@contextmanager
def running() -> Iterator[Provider]:
    """The service, answering on 127.0.0.1."""
    provider = Provider()

    class Handler(BaseHTTPRequestHandler):
        def answer(self, body: dict[str, Any] | None) -> None:
            self.send_response(400 if body is None else 200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(body or {"error": "invalid_grant"}).encode())

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            if parts.path == "/authorize":
                self.send_response(302)
                self.send_header("Location", provider.authorize(parse_qs(parts.query)))
                self.end_headers()
            elif provider.moved_to and parts.path == "/userinfo":
                self.send_response(302)
                self.send_header("Location", provider.moved_to)
                self.end_headers()
            elif parts.path in {"/userinfo", "/elsewhere"}:
                self.answer({"sub": provider.other or "1", **provider.claims})
            elif parts.path == "/jwks":
                public = RSAAlgorithm.to_jwk(KEY.public_key(), as_dict=True)
                self.answer({"keys": [{**public, "kid": "k", "alg": "RS256"}]})
            else:
                self.answer(provider.discovery())

        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            self.answer(provider.token(parse_qs(self.rfile.read(length).decode())))

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield provider
    server.shutdown()
    server.server_close()
