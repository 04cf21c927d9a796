"""``andrum administrator``: the first one who gives others their roles."""

import argparse

from andrum.site.command_line.start import load_django

DESCRIPTION = """\
Add the first administrator, and the unit where they work. Signing in gives nobody
a role, so somebody must be the first; after that roles are given at /behorighet,
and this command does nothing.

  andrum administrator anna.admin --name "Anna Admin" --unit EKB --unit-name "Ekonomiskt bistånd"

The user name is what the sign-in service says in its claim for staff."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Who, and where."""
    parser.add_argument("username", metavar="USERNAME", help="user name, as the sign-in service says it")
    parser.add_argument("--name", required=True, help="first and last name")
    parser.add_argument("--unit", required=True, help="code of the unit; it is added when it is not there")
    parser.add_argument("--unit-name", default="", help="what the unit is called (default: its code)")


def run(options: argparse.Namespace) -> int:
    """Do it, once."""
    load_django()
    from django.db import transaction
    from django.utils import timezone

    from andrum.accounts.service import Role, Unit, User, add_membership, create_unit, create_user, staff_with_role
    from andrum.audit.service import SYSTEM

    now = timezone.now()
    if any(staff_with_role(Role.ADMINISTRATOR, unit).exists() for unit in Unit.objects.all()):
        print("There is an administrator already. Roles are given at /behorighet. Nothing has been changed.")
        return 1
    with transaction.atomic():
        unit = Unit.objects.filter(code=options.unit).first() or create_unit(
            name=options.unit_name or options.unit, code=options.unit, by=SYSTEM, at=now
        )
        user = User.objects.filter(username=options.username, personal_number="").first() or create_user(
            username=options.username, name=options.name, by=SYSTEM, at=now
        )
        add_membership(user=user, unit=unit, role=Role.ADMINISTRATOR, by=SYSTEM, at=now)
    print(f"{user.name} is administrator in {unit.name}, and gives the other roles at /behorighet.")
    return 0
