"""Settings, read from the environment. `andrum check` says what is wrong with them."""

import os
from pathlib import Path

import dj_database_url

DATA = Path(os.environ.get("ANDRUM_DATA", "var")).resolve()
ANDRUM_DEMO = os.environ.get("ANDRUM_DEMO", "") == "1"
DEBUG = False
SECRET_KEY = os.environ.get("ANDRUM_SECRET_KEY", "demo-only-secret-key-that-must-be-replaced-in-production")
ALLOWED_HOSTS = os.environ.get("ANDRUM_HOSTS", "localhost,127.0.0.1,[::1],testserver").split(",")
ROOT_URLCONF = "andrum.site.urls"
ASGI_APPLICATION = "andrum.site.asgi.application"
AUTH_USER_MODEL = "accounts.User"
INSTALLED_APPS = [
    "andrum.site",
    "andrum.control",
    "andrum.automation",
    "andrum.dispatch",
    "andrum.applications",
    "andrum.cases",
    "andrum.people",
    "andrum.accounts",
    "andrum.audit",
    "django_tasks",
    "django_tasks_db",
    "django_htmx",
    "rules.apps.AutodiscoverRulesConfig",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.forms",
]
FORM_RENDERER = "andrum.site.forms.AndrumRenderer"
MIDDLEWARE = [
    "andrum.site.middleware.SecurityHeaders",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
AUTHENTICATION_BACKENDS = ["rules.permissions.ObjectPermissionBackend", "django.contrib.auth.backends.ModelBackend"]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "andrum.site.context_processors.site",
            ],
        },
    }
]
DATABASES = {
    "default": dj_database_url.parse(os.environ.get("ANDRUM_DATABASE_URL", f"sqlite:///{DATA}/andrum.sqlite3")),
}
if "sqlite" in DATABASES["default"]["ENGINE"]:
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "Svenska"), ("en", "English")]
LOCALE_PATHS = [Path(__file__).parent / "locale"]
TIME_ZONE = "Europe/Stockholm"
USE_TZ = True
STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600
LOGIN_URL = "/logga-in"
ANDRUM_REGISTERS = os.environ.get("ANDRUM_REGISTERS", "andrum.integrations.registers.simulated.SimulatedRegisters")
ANDRUM_MAILBOX = os.environ.get("ANDRUM_MAILBOX", "andrum.integrations.mailboxes.folder.FolderMailbox")
ANDRUM_PAYMENT_CHANNEL = os.environ.get(
    "ANDRUM_PAYMENT_CHANNEL", "andrum.integrations.payment_files.folder.FolderChannel"
)
ANDRUM_MUNICIPALITY = os.environ.get("ANDRUM_MUNICIPALITY", "")  # folder with the municipality's own dated parameters
ANDRUM_MUNICIPALITY_NAME = os.environ.get("ANDRUM_MUNICIPALITY_NAME", "Älvboda kommun")
X_FRAME_OPTIONS = "SAMEORIGIN"  # a letter is previewed in a frame of our own page
