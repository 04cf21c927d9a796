"""The door of the room."""

from andrum.accounts.actions.second_factor import (
    add_second_factor,
    note_codes_saved,
    remove_second_factor,
    renew_recovery_codes,
    show_second_factor,
)
from andrum.accounts.actions.sign_in import note_failed_sign_in, note_sign_in, note_sign_out
from andrum.accounts.actions.tokens import create_api_token, revoke_api_token
from andrum.accounts.actions.users import (
    add_membership,
    create_unit,
    create_user,
    end_membership,
    set_active,
    set_may_see_protected,
)
from andrum.accounts.domain.errors import (
    AlreadyThereError,
    OwnAccessError,
    TooManyTriesError,
    UnreadableSecretError,
    WrongCodeError,
)
from andrum.accounts.models import ApiToken, Membership, Role, Unit, User
from andrum.accounts.queries.memberships import (
    actor_of,
    has_role,
    is_staff_member,
    role_names_of,
    roles_of,
    staff_with_role,
    units_of,
)
from andrum.accounts.queries.second_factor import is_second_factor_missing, lacks_second_factor, let_in_by_demo
from andrum.accounts.queries.tokens import TokenAuth, unit_of_token
from andrum.accounts.queries.visitors import citizen_required, role_required, staff_required, visitor

__all__ = [
    "AlreadyThereError", "ApiToken", "Membership", "OwnAccessError", "Role", "TokenAuth", "TooManyTriesError", "Unit",
    "UnreadableSecretError", "User", "WrongCodeError", "actor_of", "add_membership", "add_second_factor",
    "citizen_required", "create_api_token", "create_unit", "create_user", "end_membership", "has_role",
    "is_second_factor_missing", "is_staff_member", "lacks_second_factor", "let_in_by_demo", "note_codes_saved",
    "note_failed_sign_in", "note_sign_in", "note_sign_out", "remove_second_factor", "renew_recovery_codes",
    "revoke_api_token", "role_names_of", "role_required", "roles_of", "set_active", "set_may_see_protected",
    "show_second_factor", "staff_required", "staff_with_role", "unit_of_token", "units_of", "visitor",
]  # fmt: skip
