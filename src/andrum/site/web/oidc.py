"""What happens when the sign-in service has said who somebody is. Nobody becomes staff by signing in."""

import secrets
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base import Provider
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponseRedirect
from django.utils import timezone

from andrum.accounts.service import User, actor_of, create_user, note_failed_sign_in, note_sign_in
from andrum.audit.service import SYSTEM
from andrum.kernel.errors import AndrumError
from andrum.kernel.identity import PersonalNumber
from andrum.site.oidc import CITIZEN
from andrum.site.web.sign_in import BACKEND, safe_next


class Adapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Finds our user from the claims, and signs in or refuses; nothing of the service's is kept."""

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Always ends in an answer of ours."""
        provider = sociallogin.provider.app
        data = sociallogin.account.extra_data
        claims = {**(data.get("userinfo") or {}), **(data.get("id_token") or {})}
        wanted = provider.settings["assurance"]
        if wanted and claims.get("acr") not in wanted:
            raise _refusal(provider.provider_id, "assurance")
        claim = str(claims.get(provider.settings["claim"]) or "")
        user = _citizen(claim, claims) if provider.provider_id == CITIZEN else _staff(claim)
        if not user.is_active:
            raise _refusal(provider.provider_id, "inactive")
        target = safe_next(request, sociallogin.state.get("next") or "/")
        login(request, user, backend=BACKEND)
        note_sign_in(user=user, way=f"oidc-{provider.provider_id}", by=actor_of(user), at=timezone.now())
        raise ImmediateHttpResponse(HttpResponseRedirect(target))

    def get_requests_session(self) -> Any:  # noqa: ANN401 - allauth has no types
        """Calls go to the addresses that the service has said, and are led to no other."""
        session = super().get_requests_session()
        session.max_redirects = 0
        return session

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Provider,
        error: object = None,
        exception: Exception | None = None,
        extra_context: object = None,
    ) -> None:
        """The service said no, or something that cannot be trusted."""
        del request, exception, extra_context
        cause = "cancelled" if error in {"cancelled", "denied"} else "broken"
        raise _refusal(getattr(provider.app, "provider_id", "oidc"), cause)


def _refusal(provider: str, cause: str) -> ImmediateHttpResponse:
    note_failed_sign_in(way=f"oidc-{provider}", cause=cause, by=SYSTEM, at=timezone.now())
    return ImmediateHttpResponse(HttpResponseRedirect(f"/logga-in?orsak={cause}"))


def _staff(username: str) -> User:
    user = User.objects.filter(username=username, personal_number="").first() if username else None
    if user is None:
        raise _refusal("staff", "unknown")
    return user


def _citizen(text: str, claims: dict[str, Any]) -> User:
    try:
        number = PersonalNumber.parse(text)
    except AndrumError:
        raise _refusal(CITIZEN, "number") from None
    user = User.objects.filter(personal_number=str(number)).first()
    if user is not None:
        return user
    parts = (claims.get("given_name"), claims.get("family_name"))
    username = f"invanare-{secrets.token_hex(8)}"
    name = str(claims.get("name") or " ".join(str(part) for part in parts if part))[:150].strip()
    now = timezone.now()
    return create_user(username=username, name=name or number.masked, personal_number=str(number), by=SYSTEM, at=now)
