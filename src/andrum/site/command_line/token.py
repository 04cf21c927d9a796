"""``andrum token``: keys for other systems to the API."""

import argparse

from andrum.site.command_line.start import load_django

DESCRIPTION = """\
Give, list and revoke tokens for the API. A token belongs to one unit and sees
only that unit's applications, cases, decisions and runs.

  andrum token give --unit NORR --name "Case system" --scopes read --days 90
  andrum token list
  andrum token revoke 3

The secret is printed once and cannot be shown again."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to do with tokens."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="give|list|revoke")
    give = actions.add_parser("give", help="make a token and print its secret")
    give.add_argument("--unit", required=True, help="code of the unit")
    give.add_argument("--name", required=True, help="who uses it, in words")
    give.add_argument("--scopes", default="read", help="words with commas between (default: read)")
    give.add_argument("--days", type=int, default=90, help="days until it stops working (default: 90)")
    actions.add_parser("list", help="list tokens, without secrets")
    revoke = actions.add_parser("revoke", help="stop a token now")
    revoke.add_argument("token", type=int, help="the token's number in the list")


def _give(options: argparse.Namespace) -> int:
    from django.utils import timezone

    from andrum.accounts.service import Unit, create_api_token
    from andrum.audit.service import SYSTEM

    unit = Unit.objects.filter(code=options.unit).first()
    if unit is None:
        codes = ", ".join(Unit.objects.order_by("code").values_list("code", flat=True)) or "none"
        print(f"There is no unit '{options.unit}'. Units: {codes}.")
        return 2
    now = timezone.now()
    token, secret = create_api_token(
        unit=unit,
        name=options.name,
        scopes=[word.strip() for word in options.scopes.split(",") if word.strip()],
        days=options.days,
        by=SYSTEM,
        at=now,
    )
    print(f"Token {token.pk} for {unit.name}, until {token.expires_at:%Y-%m-%d}. Keep the secret safe:\n{secret}")
    return 0


def _list() -> int:
    from andrum.accounts.service import ApiToken

    for token in ApiToken.objects.select_related("unit").order_by("pk"):
        state = "revoked" if token.revoked_at else f"until {token.expires_at:%Y-%m-%d}"
        print(f"{token.pk:>4}  {token.unit.code:<12} {state:<18} {token.name}")
    return 0


def _revoke(options: argparse.Namespace) -> int:
    from django.utils import timezone

    from andrum.accounts.service import ApiToken, revoke_api_token
    from andrum.audit.service import SYSTEM

    token = ApiToken.objects.filter(pk=options.token).first()
    if token is None:
        print(f"There is no token {options.token}.")
        return 2
    revoke_api_token(token=token, by=SYSTEM, at=timezone.now())
    print(f"Token {token.pk} no longer works.")
    return 0


def run(options: argparse.Namespace) -> int:
    """Do it."""
    load_django()
    if options.action == "give":
        return _give(options)
    return _list() if options.action == "list" else _revoke(options)
