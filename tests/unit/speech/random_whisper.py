"""A Whisper model in CTranslate2 form with random weights, of any size: loads and runs as a real one, hears nothing."""

import json
from pathlib import Path

import numpy as np
from ctranslate2.specs import WhisperSpec
from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers

LANGUAGES = [
    "en",
    "zh",
    "de",
    "es",
    "ru",
    "ko",
    "fr",
    "ja",
    "pt",
    "tr",
    "pl",
    "ca",
    "nl",
    "ar",
    "sv",
    "it",
    "id",
    "hi",
    "fi",
    "vi",
    "he",
    "uk",
    "el",
    "ms",
    "cs",
    "ro",
    "da",
    "hu",
    "ta",
    "no",
    "th",
    "ur",
    "hr",
    "bg",
    "lt",
    "la",
    "mi",
    "ml",
    "cy",
    "sk",
    "te",
    "fa",
    "lv",
    "bn",
    "sr",
    "az",
    "sl",
    "kn",
    "et",
    "mk",
    "br",
    "eu",
    "is",
    "hy",
    "ne",
    "mn",
    "bs",
    "kk",
    "sq",
    "sw",
    "gl",
    "mr",
    "pa",
    "si",
    "km",
    "sn",
    "yo",
    "so",
    "af",
    "oc",
    "ka",
    "be",
    "tg",
    "sd",
    "gu",
    "am",
    "yi",
    "lo",
    "uz",
    "fo",
    "ht",
    "ps",
    "tk",
    "nn",
    "mt",
    "sa",
    "lb",
    "my",
    "bo",
    "tl",
    "mg",
    "as",
    "tt",
    "haw",
    "ln",
    "ha",
    "ba",
    "jw",
    "su",
    "yue",
]
WORDS = 50_257
SPECIALS = 108
TIMES = 1_501
SIZES = {"mini": (32, 1, 2), "tiny": (384, 4, 6), "base": (512, 6, 8), "small": (768, 12, 12)}


def tokens() -> list[str]:
    letters = sorted(pre_tokenizers.ByteLevel.alphabet())
    words = letters + [f"Ġord{n}" for n in range(WORDS - len(letters) - 1)] + [""]  # as in the real ones
    specials = [
        "<|endoftext|>",
        "<|startoftranscript|>",
        *(f"<|{code}|>" for code in LANGUAGES),
        *(
            f"<|{name}|>"
            for name in ("translate", "transcribe", "startoflm", "startofprev", "nospeech", "notimestamps")
        ),
    ]
    return words + specials + [f"<|{n * 0.02:.2f}|>" for n in range(TIMES)]


def write_model(folder: Path, size: str = "mini", seed: int = 0, quantization: str = "int8") -> Path:
    """Write config.json, model.bin, vocabulary.json and tokenizer.json."""
    width, layers, heads = SIZES[size]
    draw = np.random.default_rng(seed)
    spec = WhisperSpec(layers, heads, layers, heads)

    def numbers(*shape: int) -> np.ndarray:
        return (draw.standard_normal(shape) * 0.05).astype(np.float32)

    def linear(at, rows: int, columns: int) -> None:
        at.weight, at.bias = numbers(rows, columns), np.zeros(rows, np.float32)

    def norm(at) -> None:
        at.gamma, at.beta = np.ones(width, np.float32), np.zeros(width, np.float32)

    def attention(at, *, crossed: bool) -> None:
        norm(at.layer_norm)
        for line, rows in zip(at.linear, (1, 2, 1) if crossed else (3, 1), strict=True):
            linear(line, rows * width, width)

    for conv, channels in ((spec.encoder.conv1, 80), (spec.encoder.conv2, width)):
        conv.weight, conv.bias = numbers(width, channels, 3), np.zeros(width, np.float32)
    spec.encoder.position_encodings.encodings = numbers(1_500, width)
    spec.decoder.position_encodings.encodings = numbers(448, width)
    spec.decoder.embeddings.weight = numbers(WORDS + SPECIALS + TIMES, width)
    spec.decoder.projection.weight = spec.decoder.embeddings.weight
    for part in (spec.encoder, spec.decoder):
        norm(part.layer_norm)
        for layer in part.layer:
            attention(layer.self_attention, crossed=False)
            if part is spec.decoder:
                attention(layer.attention, crossed=True)
            norm(layer.ffn.layer_norm)
            linear(layer.ffn.linear_0, 4 * width, width)
            linear(layer.ffn.linear_1, width, 4 * width)
    names = tokens()
    spec.register_vocabulary(names)
    spec.config.suppress_ids = []
    spec.config.suppress_ids_begin = [220, names.index("<|endoftext|>")]
    spec.config.lang_ids = [names.index(f"<|{code}|>") for code in LANGUAGES]
    spec.config.alignment_heads = [[layers - 1, head] for head in range(heads)]
    spec.validate()
    spec.optimize(quantization)
    folder.mkdir(parents=True, exist_ok=True)
    spec.save(str(folder))
    write_tokenizer(folder, names)
    return folder


def write_tokenizer(folder: Path, names: list[str]) -> None:
    tokenizer = Tokenizer(models.BPE({name: at for at, name in enumerate(names[:WORDS])}, []))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    specials = names[WORDS : WORDS + SPECIALS]
    tokenizer.add_special_tokens([AddedToken(name, special=True) for name in specials])
    tokenizer.add_tokens([AddedToken(name, special=False) for name in names[WORDS + SPECIALS :]])
    tokenizer.save(str(folder / "tokenizer.json"))
    (folder / "preprocessor_config.json").write_text(json.dumps({"feature_size": 80, "sampling_rate": 16_000}))
