"""Settings, read from the environment. `andrum check` says what is wrong with them."""

from pathlib import Path

import dj_database_url

from andrum.site.environment import DEMO_KEY, LOG_LEVELS, here, is_local, safety_problems
from andrum.site.language_model import language_adapter, language_choice, language_options, language_problems
from andrum.site.oidc import oidc_problems, provider_apps

_read = here()
DATA = _read.data()
ANDRUM_DEMO = _read.flag("ANDRUM_DEMO")
DEBUG = False
SECRET_KEY = _read.text("ANDRUM_SECRET_KEY", DEMO_KEY) or DEMO_KEY
ALLOWED_HOSTS = _read.listed("ANDRUM_HOSTS", "localhost,127.0.0.1,[::1],testserver")
HTTPS = _read.flag("ANDRUM_HTTPS", default=not is_local(ALLOWED_HOSTS))
ROOT_URLCONF = "andrum.site.urls"
ASGI_APPLICATION = "andrum.site.asgi.application"
AUTH_USER_MODEL = "accounts.User"
INSTALLED_APPS = [
    "andrum.site",
    "andrum.control",
    "andrum.retention",
    "andrum.statistics",
    "andrum.fees",
    "andrum.investigations",
    "andrum.automation",
    "andrum.dispatch",
    "andrum.applications",
    "andrum.conversations",
    "andrum.cases",
    "andrum.people",
    "andrum.runs",
    "andrum.accounts",
    "andrum.audit",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "django_tasks",
    "django_tasks_db",
    "django_htmx",
    "rules.apps.AutodiscoverRulesConfig",
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
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "andrum.site.middleware.Language",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "andrum.site.middleware.Inactivity",
    "andrum.site.middleware.SecondFactor",
    "andrum.site.middleware.PlainErrors",
    "allauth.account.middleware.AccountMiddleware",
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
    "default": dj_database_url.parse(_read.database_url(), conn_max_age=60, conn_health_checks=True),
}
if "sqlite" in DATABASES["default"]["ENGINE"]:
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }
else:  # a run asks some hundred questions of few shapes: the server plans each shape once; the address's own go before
    DATABASES["default"]["OPTIONS"] = {
        "server_side_binding": True,
        "prepare_threshold": 2,
        **DATABASES["default"].get("OPTIONS", {}),
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "Svenska"), ("en", "English")]
LOCALE_PATHS = [Path(__file__).parent / "locale"]
TIME_ZONE = "Europe/Stockholm"
USE_TZ = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "andrum.site.static_files.VersionedStorage"},
}
STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
LOGIN_URL = "/logga-in"
ACCOUNT_EMAIL_VERIFICATION = SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
# Nobody has a password here: of allauth only the return from a sign-in service has addresses (urls.py).
SOCIALACCOUNT_LOGIN_ON_GET = True
SOCIALACCOUNT_ADAPTER = "andrum.site.web.oidc.Adapter"
SOCIALACCOUNT_REQUESTS_TIMEOUT = 10  # seconds
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": provider_apps(_read)}}
ANDRUM_MFA = _read.choice("ANDRUM_MFA", "provider", frozenset({"provider", "own"}))  # who asks staff for more
MFA_ADAPTER = "andrum.site.second_factor.Adapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
ANDRUM_REGISTERS = _read.text("ANDRUM_REGISTERS", "andrum.integrations.registers.in_process.InProcessRegisters")
ANDRUM_SSBTEK = {
    "URL": _read.text("ANDRUM_SSBTEK_URL"),
    "CERTIFICATE": _read.text("ANDRUM_SSBTEK_CERTIFICATE"),
    "KEY": _read.text("ANDRUM_SSBTEK_KEY"),
    "CA": _read.text("ANDRUM_SSBTEK_CA"),
    "ORGANISATION": _read.text("ANDRUM_SSBTEK_ORGANISATION"),
    "ACTOR": _read.text("ANDRUM_SSBTEK_ACTOR"),
    "SECONDS": _read.number("ANDRUM_SSBTEK_SECONDS", 60, least=2, most=300),
    "TRIES": _read.number("ANDRUM_SSBTEK_TRIES", 2, least=1, most=5),
    "BREAKER_FAILURES": _read.number("ANDRUM_SSBTEK_BREAKER_FAILURES", 5, least=1, most=100),
    "BREAKER_SECONDS": _read.number("ANDRUM_SSBTEK_BREAKER_SECONDS", 60, least=5, most=3600),
}
ANDRUM_MAILBOX = _read.text("ANDRUM_MAILBOX", "andrum.integrations.mailboxes.folder.FolderMailbox")
ANDRUM_PAYMENT_CHANNEL = _read.text("ANDRUM_PAYMENT_CHANNEL", "andrum.integrations.payment_files.folder.FolderChannel")
ANDRUM_INCOME_REGISTER = _read.text("ANDRUM_INCOME_REGISTER", "andrum.integrations.registers.incomes.SimulatedIncomes")
ANDRUM_SIGNER = _read.text("ANDRUM_SIGNER", "andrum.integrations.signing.confirmation.ConfirmationSigner")
ANDRUM_MUNICIPALITY = _read.folder("ANDRUM_MUNICIPALITY")  # the municipality's own dated parameters
ANDRUM_INTAKE_UNIT = _read.text("ANDRUM_INTAKE_UNIT")  # code of the unit that receives new applications
ANDRUM_CONVERSATION_KEY = _read.listed("ANDRUM_CONVERSATION_KEY", "")  # the first seals, every one of them opens
ANDRUM_SPEECH = _read.choice("ANDRUM_SPEECH", "NONE", frozenset({"SCRIPTED", "FOLDER", "ENDPOINT", "NONE"})).lower()
ANDRUM_SPEECH_FOLDER = _read.text("ANDRUM_SPEECH_FOLDER")
ANDRUM_SPEECH_SCRIPT = _read.text("ANDRUM_SPEECH_SCRIPT")
ANDRUM_SPEECH_URL = _read.text("ANDRUM_SPEECH_URL")
ANDRUM_SPEECH_MODEL = _read.text("ANDRUM_SPEECH_MODEL")
ANDRUM_SPEECH_KEY = _read.text("ANDRUM_SPEECH_KEY")
ANDRUM_LANGUAGE = language_choice(_read)  # whether a language model may be asked at all; the board says the rest
ANDRUM_LANGUAGE_OPTIONS = language_options(_read)
ANDRUM_LANGUAGE_ADAPTER = language_adapter(_read)
ANDRUM_MUNICIPALITY_NAME = _read.text("ANDRUM_MUNICIPALITY_NAME", "Älvboda kommun")

X_FRAME_OPTIONS = "SAMEORIGIN"  # a letter is previewed in a frame of our own page
SESSION_COOKIE_AGE = 60 * 60 * 10  # a working day, at most
ANDRUM_SESSION_MINUTES = _read.number("ANDRUM_SESSION_MINUTES", 60, least=5, most=600)  # without doing anything
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
_ONLY_HERE = "__Host-" if HTTPS else ""  # no neighbour under the same domain can set or read them
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME, LANGUAGE_COOKIE_NAME = (
    f"{_ONLY_HERE}{name}" for name in ("sessionid", "csrftoken", "django_language")
)
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True  # pages carry the token themselves
LANGUAGE_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "andrum.site.web.errors.csrf_failure"
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if HTTPS else []
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024  # a form or an API body; files are counted for themselves
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "andrum.site.sound_uploads.SoundInMemory",  # a recording never lies on disk
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
SILENCED_SYSTEM_CHECKS: list[str] = []

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "text": {"()": "andrum.site.logs.MaskingFormatter"},
        "json": {"()": "andrum.site.logs.JsonFormatter"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": _read.choice("ANDRUM_LOG_FORMAT", "text", frozenset({"text", "json"})),
        }
    },
    "root": {"handlers": ["console"], "level": _read.choice("ANDRUM_LOG_LEVEL", "WARNING", LOG_LEVELS)},
    "loggers": {"django": {"handlers": [], "propagate": True}, "andrum": {"level": "INFO"}},
}
ANDRUM_PROBLEMS = [
    *_read.problems,
    *language_problems(ANDRUM_LANGUAGE, ANDRUM_LANGUAGE_OPTIONS, ANDRUM_LANGUAGE_ADAPTER),
    *safety_problems(demo=ANDRUM_DEMO, key=SECRET_KEY, hosts=ALLOWED_HOSTS, https=HTTPS),
    *oidc_problems(SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"], mfa=ANDRUM_MFA, demo=ANDRUM_DEMO),
]
