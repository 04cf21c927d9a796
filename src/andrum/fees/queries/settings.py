"""The municipality's file for fees."""

from pathlib import Path

from django.conf import settings

from andrum.fees.domain.settings_file import DEMO, FeeSettings, load_fee_settings

FILE = "fees.yaml"


def fee_settings() -> FeeSettings:
    """``fees.yaml`` in the municipality's own folder.

    The made-up one stands in when no folder is named, and in a demonstration; never for a real municipality.

    Raises:
        FeeSettingsError: when the file is missing or wrong.
    """
    folder = settings.ANDRUM_MUNICIPALITY
    path = Path(folder) / FILE
    if not folder or (settings.ANDRUM_DEMO and not path.exists()):
        path = DEMO
    return load_fee_settings(path)
