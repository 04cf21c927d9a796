"""What the room needs from outside: a language model that may point. The port is the language engine's own."""

from andrum.language.service import LanguageModel, ModelUnavailableError

__all__ = ["LanguageModel", "ModelUnavailableError"]
