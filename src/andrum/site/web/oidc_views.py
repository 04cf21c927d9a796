"""To the sign-in service and back: its ID token is believed by its signature, as the answer to a question of ours."""

import secrets
from typing import Any

from allauth.account.internal.decorators import login_not_required
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import Http404, HttpRequest, HttpResponse

NONCES = "oidc_nonces"
MOST_ASKED = 5
"""Questions that one browser may have under way: tabs in which somebody has begun to sign in."""
NO_TOKEN = (KeyError, ValueError, TypeError, AttributeError)
"""What allauth raises for a token or a set of keys that is none."""


class SignedAdapter(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]  # allauth has no types
    """As allauth's, which trusts the wire; this one asks with a nonce and checks the signature too."""

    def ask(self) -> None:
        """Make a nonce for one question, which the answer must repeat."""
        self.nonce = secrets.token_urlsafe(24)
        asked = self.request.session.get(NONCES, [])
        self.request.session[NONCES] = [*asked[1 - MOST_ASKED :], self.nonce]

    def get_provider(self) -> Any:  # noqa: ANN401 - allauth has no types
        """The service, with the nonce among what it is asked."""
        provider = super().get_provider()
        if nonce := getattr(self, "nonce", ""):
            known = provider.app.settings
            provider.app.settings = {**known, "auth_params": {**known["auth_params"], "nonce": nonce}}
        return provider

    def complete_login(self, request: HttpRequest, app: SocialApp, token: SocialToken, **said: Any) -> SocialLogin:  # noqa: ANN401
        """Who it is. Raises OAuth2Error for an answer without an ID token, or that tells of two persons."""
        if not said["response"].get("id_token"):
            raise OAuth2Error("no ID token")
        found = super().complete_login(request, app, token, **said)
        data = found.account.extra_data
        if data["userinfo"].get("sub") != data["id_token"].get("sub"):
            raise OAuth2Error("two persons")
        return found

    def _decode_id_token(self, app: SocialApp, id_token: str) -> dict[str, Any]:
        try:
            claims: dict[str, Any] = jwtkit.verify_and_decode(
                credential=id_token, keys_url=self.openid_config["jwks_uri"], issuer=self.openid_config["issuer"],
                audience=app.client_id, lookup_kid=jwtkit.lookup_kid_jwk,
            )  # fmt: skip
        except NO_TOKEN as error:
            raise OAuth2Error("no key for the ID token") from error
        asked = self.request.session.get(NONCES, [])
        if claims.get("nonce") not in asked:
            raise OAuth2Error("an answer to no question of ours")
        self.request.session[NONCES] = [nonce for nonce in asked if nonce != claims["nonce"]]
        return claims


@login_not_required  # type: ignore[untyped-decorator]  # allauth has no types
def login(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Send the browser to the service."""
    adapter = SignedAdapter(request, provider_id)
    try:
        adapter.get_provider()
        adapter.ask()
        answer: HttpResponse = OAuth2LoginView.adapter_view(adapter)(request)
    except SocialApp.DoesNotExist:
        raise Http404 from None
    return answer


@login_not_required  # type: ignore[untyped-decorator]  # allauth has no types
def callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Take the browser back from the service, with what it says."""
    try:
        answer: HttpResponse = OAuth2CallbackView.adapter_view(SignedAdapter(request, provider_id))(request)
    except SocialApp.DoesNotExist:
        raise Http404 from None
    return answer
