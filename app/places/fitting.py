"""Which words a pin may teach: the name of a place, and never somebody's number or somebody's home.

What is taught outlives the case it came from, and may be handed to another incident. So numbers that reach a
person are cut out of the words, and words that name a home («behind Marie's house») are not taught at all:
beside the name nothing would be left that another person could mean.
"""

import re

from geo.online.question import REACHES_A_PERSON

LONGEST = 120  # characters; a longer one is a story, not a name
LEFT_OVER = re.compile(r"\s+([,;.])|[\s,;:–-]+$|^[\s,;:–-]+")

# who comes after these lives there; what stands in `PUBLIC` is nobody's home
HOMES = (
    r"\b\w+['’]s?\s+(?:\w+\s+)?(?:house|home|place|yard|apartment|flat|room|tent)\b",
    r"\b(?:house|home|apartment|flat|room|tent)\s+of\s+(?P<en>\w+)",
    r"\bmy\s+(?:\w+\s+)?(?:house|home|place|yard|apartment|flat|room|tent)\b",
    r"\bchez\s+(?P<chez>\w+)",
    r"\b(?:maison|domicile|appartement)\s+(?:de\s+|du\s+|d['’]\s?|à\s+)(?P<fr>\w+)",
    r"\b(?:ma|notre)\s+maison\b",
    r"\b(?:bò|bo|dèyè|deye|devan|anfas|kot|nan|lan|fas)?\s*(?:la)?kay\s+(?P<ht>\w+)",
    r"\bkote\s+(?P<rete>\w+)\s+(?:rete|abite)\b",
    r"\b(?:casa|hogar|departamento|apartamento)\s+d(?:e|el|a|o|as|os)\s+(?P<es_pt>\w+)",
    r"\b(?:mi|nuestra|minha|nossa)\s+casa\b",
    r"\b(?:bahay|tirahan|tahanan)\s+(?:ni|nina|nila|namin|ko)\b|\bkina\s+\w+",
    r"\bnyumba(?:ni)?\s+(?:ya|kwa)\s+(?P<sw>\w+)|\bnyumba(?:ni)?\s+(?:y|kw)(?:angu|etu|ake|ao)\b",
    r"\b\w+['’]?n?[ıiuü]n\s+ev(?:i|leri)(?:nde|nden|ne|nin)?\b|\bevimiz?(?:in|de|den|e)?\b",
    r"\b(?:дім|будинок|будинку|хата|хаті|хати|квартира|квартирі)\s+(?P<uk>[^\W\d]\w+)",
    r"\b(?:мій|наш)\s+(?:дім|будинок)\b|\b(?:моя|моєї|моїй|наша|нашої|нашій)\s+(?:хат|квартир)\w+",
    r"(?<!\S)\S+को\s+घर(?!े)|(?<!\S)(?:मेरो|हाम्रो)\s+घर(?!े)",  # घरे…: domestic
    # beside a bare «بيت» stand the names of many towns
    r"\b(?:بيت|منزل|دار|شقة)\s+(?:أبو|ابو|أم|ام|الحاج|الحاجة|السيد|عمي|عمتي|خالي|خالتي|جدي|جدتي|أهلي|جاري|أخي|أختي)\b",
    r"\b[وبلف]?(?:بيتي|بيتنا|منزلي|منزلنا|دارنا|شقتي)\b",
)
PUBLIC = frozenset(
    "la le les l las los a an pè pe mè me sante moun pèp pep jistis avoka jenerasyon pwotestan katolik "
    "the culture cultura santé sante salud justicia jeunes retraite repos god dieu dios bondye lord prayer "
    "worship lapriyè lapriye refuge estudiante moneda gobierno "
    "povo saúde estudante moeda artes música juventude misericórdia wageni ibada mungu sanaa utamaduni "
    "культури офіцерів побуту профспілок книги природи творчості техніки вчених торгівлі відпочинку рад "
    "біля коло поруч за на навпроти номер під".split()
)
HOME = re.compile("|".join(HOMES), re.IGNORECASE)


def fitting_words(words: str) -> str:
    """Give the words as they may be taught; empty when they name a person's home, or nothing is left."""
    if _names_a_home(words):
        return ""
    kept = " ".join(REACHES_A_PERSON.sub(" ", words).split())
    kept = LEFT_OVER.sub(r"\1", kept).strip()
    return kept if len(kept) <= LONGEST and any(c.isalpha() for c in kept) else ""


def _names_a_home(words: str) -> bool:
    for found in HOME.finditer(words):
        whose = next((name for name in found.groupdict().values() if name), "")
        if whose.casefold() not in PUBLIC:
            return True
    return False
