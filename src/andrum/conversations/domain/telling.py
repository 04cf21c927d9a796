"""What the client is told before a conversation, in plain Swedish, English and easy-read Swedish.

The words say what the board's policy says, and nothing else: they follow it by themselves.
"""

from andrum.conversations.domain.policy import Policy

SWEDISH = (
    "Vi vill använda ett hjälpmedel när vi pratar. Programmet skriver ner det vi säger, medan vi säger det.",
    "Programmet sorterar orden i styrkor, oro, behov och överenskommelser. Det bestämmer ingenting.",
    "{model}",
    "Innan vi slutar går vi igenom allt tillsammans på skärmen. Är något fel eller saknas något, så säger du det.",
    "Det du säger då står också i anteckningen.",
    "{sound}",
    "Texten är krypterad. Bara de som arbetar med ditt ärende kan läsa den. {words}",
    "Du får säga nej. Då antecknar din handläggare själv i stället. Du kan också säga stopp när som helst.",
    "Vad du svarar påverkar inte vilken hjälp du kan få.",
    "{basis}",
)
ENGLISH = (
    "We would like to use a tool while we talk. The program writes down what we say as we say it.",
    "The program sorts the words into strengths, worries, needs and agreements. It decides nothing.",
    "{model}",
    "Before we finish we go through everything together on the screen. If something is wrong or missing, you say so.",
    "What you say then will stand in the record too.",
    "{sound}",
    "The text is encrypted. Only those who work with your matter can read it. {words}",
    "You may say no. Then your caseworker takes notes instead. You can also say stop at any time.",
    "What you answer does not change what help you can get.",
    "{basis}",
)
EASY = (
    "Vi vill använda ett program när vi pratar.",
    "Programmet skriver det vi säger.",
    "Programmet bestämmer ingenting.",
    "{model}",
    "Sedan läser vi texten tillsammans. Är något fel? Då säger du det.",
    "{sound}",
    "Bara de som arbetar med dig får läsa. {words}",
    "Du får säga nej. Du får säga stopp. Du får hjälp ändå.",
    "{basis}",
)
TEXTS = {"sv": SWEDISH, "en": ENGLISH, "sv-x-easy": EASY}
MODEL = {
    "sv": "När vi är klara hjälper en språkmodell på kommunens egna datorer till att hitta det viktiga i det du sagt. "
    "Namn och nummer döljs först, så långt det går.",
    "en": "When we have finished, a language model on the municipality's own computers helps to find what matters in "
    "what you said. Names and numbers are hidden first, as far as possible.",
    "sv-x-easy": "Sedan läser ett program till texten, på kommunens datorer. Först gömmer vi namn.",
}
SOUND = {
    ("sv", True): "Ljudet sparas krypterat så att vi kan lyssna igen. Det raderas efter nämndens regler.",
    ("sv", False): "Ljudet sparas inte.",
    ("en", True): "The sound is kept encrypted so that we can listen again. It is deleted by the board's rules.",
    ("en", False): "The sound is not kept.",
    ("sv-x-easy", True): "Vi sparar ljudet på ett säkert sätt. Sedan tar vi bort det.",
    ("sv-x-easy", False): "Vi sparar inte ljudet.",
}
WORDS = {
    ("sv", True): "Den raderas efter nämndens regler.",
    ("sv", False): "När anteckningen är klar raderas resten av texten.",
    ("en", True): "It is deleted by the board's rules.",
    ("en", False): "When the note is finished, the rest of the text is deleted.",
    ("sv-x-easy", True): "Sedan tar vi bort texten.",
    ("sv-x-easy", False): "När vi har skrivit klart tar vi bort texten.",
}


def told(language: str, policy: Policy, *, with_model: bool = False) -> tuple[str, ...]:
    """The paragraphs in a language: ``sv``, ``en`` or ``sv-x-easy``. Raises KeyError for another."""
    values = {"sound": SOUND[language, policy.keep_sound], "basis": policy.legal_basis[language]}
    values["words"] = WORDS[language, policy.keeps_words]
    values["model"] = MODEL[language] if with_model else ""
    return tuple(text for paragraph in TEXTS[language] if (text := paragraph.format(**values)))
