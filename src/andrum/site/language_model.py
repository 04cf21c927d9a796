"""The language model of this installation, from the environment; `andrum check` says what is wrong with it."""

from pathlib import Path
from typing import Any

from django.utils.module_loading import import_string

from andrum.kernel.errors import AndrumError
from andrum.language.service import LanguageModel
from andrum.site.environment import Environment, Problem, SettingsError

ADAPTER = "andrum.integrations.language.openai_compatible.OpenAICompatible"
ON = "endpoint"


def language_choice(read: Environment) -> str:
    """``endpoint``, or ``none`` as it is when nothing is said."""
    return read.choice("ANDRUM_LANGUAGE", "NONE", frozenset({"ENDPOINT", "NONE"})).lower()


def language_options(read: Environment) -> dict[str, Any]:
    """What the adapter is made with."""
    return {
        "url": read.text("ANDRUM_LANGUAGE_URL"),
        "model": read.text("ANDRUM_LANGUAGE_MODEL"),
        "key": read.text("ANDRUM_LANGUAGE_KEY"),
        "allow": tuple(read.listed("ANDRUM_LANGUAGE_ALLOW", "")),
        "ca_file": read.text("ANDRUM_LANGUAGE_CA_FILE"),
        "timeout_s": float(read.number("ANDRUM_LANGUAGE_TIMEOUT", 120, least=5, most=1_800)),
    }


def language_adapter(read: Environment) -> str:
    """The class that asks, by dotted path."""
    return read.text("ANDRUM_LANGUAGE_ADAPTER", ADAPTER)


def language_problems(choice: str, options: dict[str, Any], adapter: str) -> list[Problem]:
    """What is wrong with it; nothing when it is off."""
    if choice != ON:
        return []
    found = []
    if not options["model"]:
        found.append(Problem("ANDRUM_LANGUAGE_MODEL", "Modellens namn saknas.", "Skriv det som maskinen kallar den."))
    if not options["key"].isascii() or not options["key"].isprintable():
        found.append(Problem("ANDRUM_LANGUAGE_KEY", "Nyckeln har tecken som inte kan skickas.", "Kontrollera filen."))
        return found
    if options["ca_file"] and not Path(options["ca_file"]).is_file():
        found.append(Problem("ANDRUM_LANGUAGE_CA_FILE", "Filen finns inte.", "Rätta sökvägen."))
        return found
    try:
        import_string(adapter)(**options)
    except ImportError:
        todo = "Skriv den hela punktade sökvägen till en klass."
        found.append(Problem("ANDRUM_LANGUAGE_ADAPTER", "Klassen finns inte.", todo))
    except AndrumError as error:
        found.append(Problem("ANDRUM_LANGUAGE_URL", error.what, error.todo))
    except (OSError, ValueError) as error:
        what = f"Språkmodellen går inte att nå med inställningarna ({type(error).__name__})."
        found.append(Problem("ANDRUM_LANGUAGE_CA_FILE", what, "Kontrollera certifikaten."))
    return found


def language_model(read: Environment) -> LanguageModel:
    """The model for a command. Raises SettingsError when it is off or wrong."""
    choice, options, adapter = language_choice(read), language_options(read), language_adapter(read)
    if choice != ON:
        raise SettingsError(
            "Ingen språkmodell är inställd.", todo="Sätt ANDRUM_LANGUAGE=endpoint, ANDRUM_LANGUAGE_URL och _MODEL."
        )
    wrong = [*read.problems, *language_problems(choice, options, adapter)]
    if wrong:
        raise SettingsError(" ".join(map(str, wrong)), todo="Kommandot «andrum check» visar allt som är fel.")
    made: LanguageModel = import_string(adapter)(**options)
    return made
