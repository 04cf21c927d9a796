"""Users, units, memberships and tokens."""

from andrum.accounts.models.tokens import ApiToken
from andrum.accounts.models.units import Membership, Role, Unit
from andrum.accounts.models.users import User

__all__ = ["ApiToken", "Membership", "Role", "Unit", "User"]
