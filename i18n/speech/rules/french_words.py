"""Words of French: its units, its short forms, its signs."""

from collections.abc import Mapping, Sequence


def _plain(said: str) -> dict[str, tuple[str, str]]:
    """Return units whose plural has an s: « km kilomètre » a line."""
    pairs = (line.split(maxsplit=1) for line in said.strip().splitlines())
    return {unit: (name, " ".join(f"{word}s" for word in name.split())) for unit, name in pairs}


UNITS: dict[str, Sequence[str]] = {
    **_plain(
        """
        km kilomètre
        hm hectomètre
        dam décamètre
        m mètre
        dm décimètre
        cm centimètre
        mm millimètre
        µm micromètre
        nm nanomètre
        km² kilomètre carré
        km2 kilomètre carré
        m² mètre carré
        m2 mètre carré
        dm² décimètre carré
        cm² centimètre carré
        cm2 centimètre carré
        mm² millimètre carré
        m³ mètre cube
        m3 mètre cube
        dm³ décimètre cube
        cm³ centimètre cube
        cm3 centimètre cube
        ha hectare
        t tonne
        kg kilogramme
        hg hectogramme
        g gramme
        mg milligramme
        µg microgramme
        hL hectolitre
        L litre
        l litre
        dL décilitre
        dl décilitre
        cL centilitre
        cl centilitre
        mL millilitre
        ml millilitre
        h heure
        min minute
        mn minute
        s seconde
        ms milliseconde
        j jour
        °C degré
        V volt
        W watt
        kW kilowatt
        mA milliampère
        Hz hertz
        kHz kilohertz
        MHz mégahertz
        GHz gigahertz
        N newton
        J joule
        kJ kilojoule
        cal calorie
        kcal kilocalorie
        hPa hectopascal
        Pa pascal
        bar bar
        dB décibel
        o octet
        ko kilo-octet
        Ko kilo-octet
        Mo mégaoctet
        Go gigaoctet
        To téraoctet
        px pixel
        pt point
        € euro
        EUR euro
        cts centime
        $ dollar
        £ livre
        """
    ),
    "°F": ("degré Fahrenheit", "degrés Fahrenheit"),
    "kWh": ("kilowattheure", "kilowattheures"),
    "Wh": ("wattheure", "wattheures"),
    "Mbit": ("mégabit", "mégabits"),
    "tr": ("tour", "tours"),
    "hab": ("habitant", "habitants"),
    "k€": ("mille euros", "mille euros"),
    "M€": ("million d'euros", "millions d'euros"),
    "Md€": ("milliard d'euros", "milliards d'euros"),
    "mois": ("mois", "mois"),
    "jour": ("jour", "jours"),
    "an": ("an", "ans"),
    "personne": ("personne", "personnes"),
}

FEMININE = (
    "heure minute seconde tonne page fois année semaine journée personne question leçon partie "
    "réponse ligne classe feuille colonne étape règle erreur faute case lettre phrase calorie "
    "demi-heure activité séance image photo vidéo fiche pièce"
).split()
"""Nouns that make « une » of 1, as one reads 1 page."""

SHORT: Mapping[str, str] = {
    "cf.": "voir",
    "env.": "environ",
    "tél.": "téléphone",
    "Tél.": "téléphone",
    "max.": "maximum",
    "min.": "minimum",
    "moy.": "moyenne",
    "éd.": "édition",
    "dép.": "département",
    "adj.": "adjectif",
    "adv.": "adverbe",
    "masc.": "masculin",
    "fém.": "féminin",
    "sing.": "singulier",
    "plur.": "pluriel",
    "janv.": "janvier",
    "févr.": "février",
    "avr.": "avril",
    "juill.": "juillet",
    "juil.": "juillet",
    "sept.": "septembre",
    "oct.": "octobre",
    "nov.": "novembre",
    "déc.": "décembre",
    "N.B.": "nota bene",
    "NB": "nota bene",
    "P.-S.": "post-scriptum",
    "qqn": "quelqu'un",
    "qqch": "quelque chose",
    "qqch.": "quelque chose",
    "qqn.": "quelqu'un",
    "svp": "s'il vous plaît",
    "SVP": "s'il vous plaît",
    "rdv": "rendez-vous",
    "RDV": "rendez-vous",
    "nb": "nombre",
    "bcp": "beaucoup",
    "CNED": "cnède",
}

SIGNS: Mapping[str, str] = {
    "−": "moins",
    "±": "plus ou moins",
    "=": "égale",
    "≠": "n'est pas égal à",
    "≈": "environ égal à",
    "≤": "inférieur ou égal à",
    "≥": "supérieur ou égal à",
    "<": "inférieur à",
    ">": "supérieur à",
    "×": "multiplié par",
    "÷": "divisé par",
    "∞": "infini",
    "∈": "appartient à",
    "π": "pi",
    "α": "alpha",
    "β": "bêta",
    "γ": "gamma",
    "Δ": "delta",
    "δ": "delta",
    "λ": "lambda",
    "θ": "têta",
    "Ω": "oméga",
    "‰": "pour mille",
    "#": "dièse",
    "&": "et",
    "@": "arobase",
    "→": "donne",
    "⇒": "donc",
    "€": "euros",
}
