"""Romanian, Portuguese, Italian and German: tables of how each says what is written."""

from collections.abc import Mapping
from dataclasses import dataclass, field

SIGNS = "− ± = ≠ ≈ ≤ ≥ < > × ÷ ∞ & → @".split()
"""The signs that each language has words for, in this order."""


@dataclass(frozen=True)
class Manner:
    """How a language says what is written in figures and signs."""

    months: str
    date: str
    """With {day}, {month} and {year}."""
    hour: str
    """With {hour}."""
    hour_and_minutes: str
    """With {hour} and {minute}."""
    units: str
    """A line a unit: sign, name, plural; words of a name joined by « _ »."""
    per: str
    signs: str
    """For each of ``SIGNS``, in their order, parted by « ; »."""
    powers: tuple[str, str, str, str]
    """Squared, cubed, to the power, minus."""
    times: str
    over: str
    """Said between the two numbers of a fraction that has no name."""
    fractions: Mapping[str, str]
    """By fraction: « 3/4 »."""
    cents: str
    """With {euros} and {cents}."""
    short: Mapping[str, str]
    """What short forms stand for; « # » at the end: only before a figure."""
    up_to: str
    root: str
    one: tuple[str, str]
    """What is said for 1 before a masculine unit, and before a feminine one."""
    feminine: str
    """The units, singular, that are feminine."""
    own: tuple[tuple[str, str], ...] = field(default=())


MANNERS = {
    "ro": Manner(
        months="ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie "
        "noiembrie decembrie",
        date="{day} {month} {year}",
        hour="ora {hour}",
        hour_and_minutes="{hour} și {minute}",
        units="""
            km kilometru kilometri
            m metru metri
            cm centimetru centimetri
            mm milimetru milimetri
            m² metru_pătrat metri_pătrați
            m2 metru_pătrat metri_pătrați
            m³ metru_cub metri_cubi
            kg kilogram kilograme
            g gram grame
            t tonă tone
            l litru litri
            L litru litri
            ml mililitru mililitri
            h oră ore
            min minut minute
            s secundă secunde
            °C grad grade
            lei lei
            € euro euro
            """,
        per="pe",
        signs="minus; plus sau minus; egal; diferit de; aproximativ egal cu; mai mic sau egal cu; "
        "mai mare sau egal cu; mai mic decât; mai mare decât; ori; împărțit la; infinit; și; dă; a "
        "rond",
        powers=("la pătrat", "la cub", "la puterea", "minus"),
        times="ori",
        over="din",
        fractions={
            "1/2": "o jumătate",
            "1/3": "o treime",
            "2/3": "două treimi",
            "1/4": "un sfert",
            "3/4": "trei sferturi",
            "1/5": "o cincime",
            "1/10": "o zecime",
        },
        cents="{euros} euro și {cents} de cenți",
        short={
            "nr.": "numărul",
            "pag.#": "pagina",
            "p.#": "pagina",
            "art.#": "articolul",
            "cap.#": "capitolul",
            "alin.#": "alineatul",
            "dl.": "domnul",
            "dna.": "doamna",
            "d-na": "doamna",
            "dl": "domnul",
            "str.": "strada",
            "ex.": "exemplu",
            "etc.": "etcetera",
            "î.Hr.": "înainte de Hristos",
            "d.Hr.": "după Hristos",
            "tel.": "telefon",
            "aprox.": "aproximativ",
            "§#": "paragraful",
        },
        up_to="până la",
        root="radical din",
        one=("un", "o"),
        feminine="oră secundă tonă",
    ),
    "pt": Manner(
        months="janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro "
        "dezembro",
        date="{day} de {month} de {year}",
        hour="{hour} horas",
        hour_and_minutes="{hour} e {minute}",
        units="""
            km quilómetro quilómetros
            m metro metros
            cm centímetro centímetros
            mm milímetro milímetros
            m² metro_quadrado metros_quadrados
            m2 metro_quadrado metros_quadrados
            m³ metro_cúbico metros_cúbicos
            kg quilo quilos
            g grama gramas
            t tonelada toneladas
            l litro litros
            L litro litros
            ml mililitro mililitros
            h hora horas
            min minuto minutos
            s segundo segundos
            °C grau graus
            € euro euros
            """,
        per="por",
        signs="menos; mais ou menos; igual a; diferente de; aproximadamente igual a; menor ou "
        "igual a; maior ou igual a; menor que; maior que; vezes; a dividir por; infinito; e; dá; "
        "arroba",
        powers=("ao quadrado", "ao cubo", "elevado a", "menos"),
        times="vezes",
        over="em",
        fractions={
            "1/2": "um meio",
            "1/3": "um terço",
            "2/3": "dois terços",
            "1/4": "um quarto",
            "3/4": "três quartos",
            "1/5": "um quinto",
            "1/10": "um décimo",
        },
        cents="{euros} euros e {cents}",
        short={
            "n.º": "número",
            "nº": "número",
            "pág.#": "página",
            "p.#": "página",
            "art.#": "artigo",
            "cap.#": "capítulo",
            "Sr.": "senhor",
            "Sra.": "senhora",
            "p. ex.": "por exemplo",
            "p.ex.": "por exemplo",
            "Av.": "avenida",
            "a.C.": "antes de Cristo",
            "d.C.": "depois de Cristo",
            "tel.": "telefone",
            "aprox.": "aproximadamente",
            "§#": "parágrafo",
        },
        up_to="a",
        root="raiz de",
        one=("um", "uma"),
        feminine="hora tonelada",
        own=((r"\b(\d{1,2})\s?h\s?(\d\d)\b", r"\1 e \2"),),
    ),
    "it": Manner(
        months="gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre "
        "novembre dicembre",
        date="{day} {month} {year}",
        hour="{hour} in punto",
        hour_and_minutes="{hour} e {minute}",
        units="""
            km chilometro chilometri
            m metro metri
            cm centimetro centimetri
            mm millimetro millimetri
            m² metro_quadrato metri_quadrati
            m2 metro_quadrato metri_quadrati
            mq metro_quadrato metri_quadrati
            m³ metro_cubo metri_cubi
            kg chilo chili
            g grammo grammi
            t tonnellata tonnellate
            l litro litri
            L litro litri
            ml millilitro millilitri
            h ora ore
            min minuto minuti
            s secondo secondi
            °C grado gradi
            € euro euro
            """,
        per="per",
        signs="meno; più o meno; uguale; diverso da; circa uguale a; minore o uguale a; maggiore o "
        "uguale a; minore di; maggiore di; per; diviso; infinito; e; dà; chiocciola",
        powers=("al quadrato", "al cubo", "elevato a", "meno"),
        times="per",
        over="su",
        fractions={
            "1/2": "un mezzo",
            "1/3": "un terzo",
            "2/3": "due terzi",
            "1/4": "un quarto",
            "3/4": "tre quarti",
            "1/5": "un quinto",
            "1/10": "un decimo",
        },
        cents="{euros} euro e {cents}",
        short={
            "n.#": "numero",
            "n°": "numero",
            "pag.#": "pagina",
            "p.#": "pagina",
            "art.#": "articolo",
            "cap.#": "capitolo",
            "sig.ra": "signora",
            "Sig.ra": "signora",
            "sig.": "signor",
            "Sig.": "signor",
            "ecc.": "eccetera",
            "etc.": "eccetera",
            "es.": "esempio",
            "a.C.": "avanti Cristo",
            "d.C.": "dopo Cristo",
            "tel.": "telefono",
            "ca.": "circa",
        },
        up_to="a",
        root="radice di",
        one=("un", "una"),
        feminine="ora tonnellata",
    ),
    "de": Manner(
        months="Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
        date="{day}. {month} {year}",
        hour="{hour} Uhr",
        hour_and_minutes="{hour} Uhr {minute}",
        units="""
            km Kilometer
            m Meter
            cm Zentimeter
            mm Millimeter
            m² Quadratmeter
            m2 Quadratmeter
            qm Quadratmeter
            m³ Kubikmeter
            kg Kilo
            g Gramm
            t Tonne Tonnen
            l Liter
            L Liter
            ml Milliliter
            h Stunde Stunden
            min Minute Minuten
            Min Minute Minuten
            s Sekunde Sekunden
            °C Grad
            € Euro
            """,
        per="pro",
        signs="minus; plus minus; gleich; ungleich; ungefähr gleich; kleiner oder gleich; größer "
        "oder gleich; kleiner als; größer als; mal; geteilt durch; unendlich; und; ergibt; ät",
        powers=("Quadrat", "hoch drei", "hoch", "minus"),
        times="mal",
        over="von",
        fractions={
            "1/2": "ein halb",
            "1/3": "ein Drittel",
            "2/3": "zwei Drittel",
            "1/4": "ein Viertel",
            "3/4": "drei Viertel",
            "1/5": "ein Fünftel",
            "1/10": "ein Zehntel",
        },
        cents="{euros} Euro {cents}",
        short={
            "Nr.": "Nummer",
            "S.#": "Seite",
            "Art.#": "Artikel",
            "Kap.#": "Kapitel",
            "Abb.#": "Abbildung",
            "Hr.": "Herr",
            "Fr.": "Frau",
            "z.B.": "zum Beispiel",
            "z. B.": "zum Beispiel",
            "d.h.": "das heißt",
            "d. h.": "das heißt",
            "bzw.": "beziehungsweise",
            "usw.": "und so weiter",
            "etc.": "et cetera",
            "ca.": "zirka",
            "v. Chr.": "vor Christus",
            "n. Chr.": "nach Christus",
            "Tel.": "Telefon",
            "Str.": "Straße",
        },
        up_to="bis",
        root="Wurzel aus",
        one=("ein", "eine"),
        feminine="Stunde Minute Sekunde Tonne",
        own=((r"\b(\d{1,2}):(\d\d)\s?Uhr\b", r"\1:\2"),),
    ),
}
