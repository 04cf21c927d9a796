"""The room as a Django app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Accounts."""

    name = "andrum.accounts"
    verbose_name = "Behörighet"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the room's events known to the log."""
        from andrum.audit.service import register_kind  # noqa: PLC0415 - models are ready only now

        for kind, label in {
            "user_created": "Användare lades till",
            "unit_created": "Enhet lades till",
            "membership_added": "Roll gavs",
            "membership_ended": "Roll avslutades",
            "protected_access_changed": "Rätt att se skyddade personuppgifter ändrades",
            "user_switched": "Användare slogs på eller av",
            "token_created": "Nyckel skapades",
            "token_revoked": "Nyckel återkallades",
            "signed_in": "Loggade in",
            "signed_out": "Loggade ut",
            "sign_in_failed": "Inloggning misslyckades",
            "second_factor_added": "Andra steg lades till",
            "second_factor_shown": "Andra steget visades",
            "second_factor_failed": "Fel kod eller säkerhetsnyckel i andra steget",
            "second_factor_removed": "Andra steg togs bort",
            "recovery_codes_renewed": "Nya reservkoder skapades",
            "recovery_codes_saved": "Reservkoder sparades av ägaren",
        }.items():
            register_kind(f"accounts.{kind}", label=label)
