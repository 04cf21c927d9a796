"""How the secrets of second factors are kept: encrypted with a key made from the site's own."""

import base64
import hashlib
import hmac

from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser

from andrum.accounts.service import UnreadableSecretError

PURPOSE = b"andrum second factor 1"


class Adapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """What allauth asks us about second factors."""

    def get_totp_issuer(self) -> str:
        """What the app calls us."""
        return f"Andrum {settings.ANDRUM_MUNICIPALITY_NAME}"

    def get_totp_label(self, user: AbstractBaseUser) -> str:
        """Whose code it is."""
        return str(user.get_username())

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Which site a security key answers: this address alone."""
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return {"id": entity["id"], "name": self.get_totp_issuer()}

    def get_public_key_credential_user_entity(self, user: AbstractBaseUser) -> dict[str, str | bytes]:
        """Whose key it is, as the browser says it: the user name, nothing more."""
        name = str(user.get_username())
        return {"id": str(user.pk).encode(), "display_name": name, "name": name}

    def encrypt(self, text: str) -> str:
        """The secret as it is kept."""
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret. Raises UnreadableSecretError when the site's key is another now."""
        try:
            return _box().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            raise UnreadableSecretError from None


def _box() -> Fernet:
    return Fernet(base64.urlsafe_b64encode(hmac.new(settings.SECRET_KEY.encode(), PURPOSE, hashlib.sha256).digest()))
