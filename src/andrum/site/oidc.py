"""Sign-in through the municipality's own OpenID Connect services: one for citizens, one for staff."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from andrum.site.environment import LOCAL_HOSTS, Problem

CITIZEN, STAFF = "citizen", "staff"
DEFAULT_CLAIM = {CITIZEN: "https://id.oidc.se/claim/personalIdentityNumber", STAFF: "preferred_username"}
"""Which claim says who it is: the personal number of the Swedish OIDC profile, and the user name of staff."""


def provider_apps(read: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - the environment's reader, which settings made
    """What django-allauth needs to know of the services that the environment names."""
    apps = []
    for kind in (CITIZEN, STAFF):
        prefix = f"ANDRUM_OIDC_{kind.upper()}"
        address = read.text(f"{prefix}_URL")
        if address:
            apps.append(
                {
                    "provider_id": kind,
                    "name": kind,
                    "client_id": read.text(f"{prefix}_CLIENT_ID"),
                    "secret": read.text(f"{prefix}_CLIENT_SECRET"),
                    "settings": {
                        "server_url": address,
                        "claim": read.text(f"{prefix}_CLAIM", DEFAULT_CLAIM[kind]),
                        "assurance": (assurance := read.listed(f"{prefix}_ACR", "")),
                        "auth_params": {"acr_values": " ".join(assurance)} if assurance else {},
                        "oauth_pkce_enabled": True,
                    },
                }
            )
    return apps


def oidc_problems(apps: list[dict[str, Any]], *, mfa: str = "provider", demo: bool) -> list[Problem]:
    """What is missing for people to be able to sign in."""
    found = []
    for app in apps:
        prefix = f"ANDRUM_OIDC_{app['provider_id'].upper()}"
        address = app["settings"]["server_url"]
        if not address.startswith("https://") and urlsplit(address).hostname not in LOCAL_HOSTS:
            found.append(Problem(f"{prefix}_URL", "Adressen är inte krypterad.", "Skriv en adress med https://."))
        for name, key in (("CLIENT_ID", "client_id"), ("CLIENT_SECRET", "secret")):
            if not app[key]:
                found.append(Problem(f"{prefix}_{name}", "Värdet saknas.", "Hämta det hos inloggningstjänsten."))
    if not demo and not any(app["provider_id"] == STAFF for app in apps):
        todo = "Ange inloggningstjänstens adress, se docs/how-to/sign-in-with-oidc.md."
        found.append(Problem("ANDRUM_OIDC_STAFF_URL", "Ingen i personalen kan logga in.", todo, stops=False))
    if not demo and not any(app["provider_id"] == CITIZEN for app in apps):
        todo = "Ange e-legitimationstjänstens adress, se docs/how-to/sign-in-with-oidc.md."
        found.append(Problem("ANDRUM_OIDC_CITIZEN_URL", "Inga invånare kan logga in.", todo, stops=False))
    assured = any(app["settings"]["assurance"] for app in apps if app["provider_id"] == STAFF)
    if not demo and mfa == "provider" and not assured:
        todo = "Skriv nivåerna i ANDRUM_OIDC_STAFF_ACR, eller låt Andrum fråga med ANDRUM_MFA=own."
        found.append(Problem("ANDRUM_MFA", "Ingen frågar personalen efter ett andra steg.", todo, stops=False))
    return found


def is_configured(provider: str) -> bool:
    """True when the environment names the service."""
    return any(app["provider_id"] == provider for app in settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"])
