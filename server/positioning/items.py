"""The items in French and of numbers: what is heard or shown, and six choices, one of them right.

A choice is written in one line: ``=74`` is a text, anything else drawings of
``static/vendor/pictures``: ``pear*3+apple`` three pears and an apple, ``cat^chair`` a cat above a
chair, ``cup:1,50 €`` a cup with its price. Foils are near what is right in sound, letters or sense,
so that what is asked for has to be heard or read whole.

All of it was written for this program.
"""

from dataclasses import dataclass

from server.positioning.tongues import SENTENCES, WORDS

CHOICES = 6
"""Of each item: who only guesses is right once in six."""


@dataclass(frozen=True)
class Item:
    """One page: something to listen to, to read or to look at, and six choices."""

    key: str
    """Unique: "oral-1-bread"."""
    part: str
    step: int
    ask: str
    """A key of ``prompts.PROMPTS``: what to do, said in the person's language."""
    right: str
    wrong: tuple[str, ...]
    heard: str = ""
    """French, said aloud."""
    shown: str = ""
    """To be read."""
    drawn: str = ""
    """To be looked at, written as a choice is."""
    language: str = "fr"
    """Of what is shown."""

    @property
    def choices(self) -> tuple[str, ...]:
        """Return right and wrong ones."""
        return (self.right, *self.wrong)


def _heard(step: int, name: str, heard: str, right: str, wrong: str) -> Item:
    return Item(f"oral-{step}-{name}", "oral", step, "hear", right, tuple(wrong.split()), heard)


def _read(step: int, name: str, shown: str, right: str, wrong: str, ask: str = "read") -> Item:
    key = f"french-{step}-{name}"
    return Item(key, "french", step, ask, right, tuple(wrong.split()), shown=shown)


def _same(name: str, shown: str, wrong: str, right: str = "", ask: str = "same-word") -> Item:
    foils = tuple(f"={each}" for each in wrong.split())
    return Item(f"letters-{name}", "letters", 1, ask, f"={right or shown}", foils, shown=shown)


def _number(
    step: int, name: str, ask: str, right: str, wrong: str, *, drawn: str = "", shown: str = ""
) -> Item:
    key = f"numbers-{step}-{name}"
    foils = tuple(wrong.split())
    return Item(key, "numbers", step, ask, right, foils, shown=shown, drawn=drawn, language="")


ORAL = (
    _heard(1, "bread", "le pain", "bread", "apple fish shoe car bed"),
    _heard(1, "horse", "le cheval", "horse", "dog cat rabbit fish camel"),
    _heard(1, "glasses", "les lunettes", "glasses", "shirt hat shoe pen book"),
    _heard(1, "chair", "la chaise", "chair", "bed lamp bucket broom box"),
    _heard(1, "car", "la voiture", "car", "bus train plane bicycle boat"),
    _heard(1, "tree", "l'arbre", "tree", "rose mushroom mountain apple house"),
    _heard(
        *(2, "under", "Le chat est sous la chaise.", "chair^cat"),
        "cat^chair chair^dog dog^chair box^cat cat^box",
    ),
    _heard(2, "swims", "L'homme nage.", "swim", "run cycle boat fish bed"),
    _heard(
        *(2, "woman", "La femme a une pomme.", "woman+apple"),
        "man+apple woman+book man+book woman+dog man+dog",
    ),
    _heard(
        *(2, "pears", "Il y a trois poires et une pomme.", "pear*3+apple"),
        "pear+apple*3 pear*3+lemon pear*2+apple apple*4 pear*4",
    ),
    _heard(
        *(2, "rain", "Il pleut : je prends mon parapluie.", "umbrella"),
        "sun hat shirt shoe bottle",
    ),
    _heard(
        *(3, "hour", "Le rendez-vous n'est plus à deux heures : venez à quatre heures."),
        *("clock-4", "clock-2 clock-3 clock-5 clock-8 clock-10"),
    ),
    _heard(
        *(3, "flies", "Montrez un animal qui vole, mais pas le papillon."),
        *("eagle", "butterfly fish cat horse turtle"),
    ),
    _heard(
        *(3, "cut", "Vous devez couper une feuille de papier. Qu'est-ce que vous prenez ?"),
        *("scissors", "pen notebook spoon broom glasses"),
    ),
    _heard(
        *(3, "late", "Le bus est en retard et le train est complet. Vous partez à vélo."),
        *("bicycle", "bus train car plane boat"),
    ),
    _heard(
        *(3, "buy", "N'achetez pas de fromage : prenez du pain et des œufs."),
        *("bread+egg", "cheese+egg bread+cheese bread+rice cheese+rice egg+rice"),
    ),
)

FRENCH = (
    _read(1, "bread", "pain", "bread", "hand train apple pear fish"),
    _read(1, "house", "maison", "house", "mountain moon sun hand car"),
    _read(1, "horse", "cheval", "horse", "cat hat chair dog shoe"),
    _read(1, "car", "voiture", "car", "violin plane train bicycle bottle"),
    _read(1, "fish", "poisson", "fish", "pear apple bread tree mushroom"),
    _read(1, "shoe", "chaussure", "shoe", "hat chair horse cat shirt"),
    _read(
        *(2, "under", "Le chien est sous la chaise.", "chair^dog"),
        "dog^chair chair^cat cat^chair box^dog dog^box",
    ),
    _read(
        *(2, "man", "L'homme a un livre.", "man+book"),
        "woman+book man+apple woman+apple man+dog woman+dog",
    ),
    _read(
        *(2, "apples", "Il y a deux pommes et trois poires.", "apple*2+pear*3"),
        "apple*3+pear*2 apple*2+lemon*3 apple*2+pear*2 pear*5 apple*5",
    ),
    _read(
        *(2, "not", "Il ne court pas, il nage.", "swim"),
        "run cycle boat fish bicycle",
    ),
    _read(
        *(2, "give", "La femme n'a pas de chien, elle a un chat.", "woman+cat"),
        "woman+dog man+dog man+cat woman+horse man+horse",
    ),
    _read(
        *(3, "closed"),
        "Bibliothèque. Ouverte le mardi et le jeudi, de 14 h à 16 h. Fermée le mercredi.",
        *("=mercredi", "=lundi =mardi =jeudi =vendredi =samedi", "closed-on"),
    ),
    _read(
        *(3, "bring"),
        "La salle est en travaux. Le cours a lieu à la bibliothèque. Apportez un stylo et vos "
        "lunettes. Les livres sont sur place.",
        "pen+glasses",
        *("book+glasses pen+book book+phone pen+phone phone+glasses", "bring"),
    ),
    _read(
        *(3, "leave"),
        "Pour l'examen : venez avec un stylo et un cahier. Le téléphone n'est pas permis. "
        "Une bouteille d'eau est permise.",
        *("phone", "pen notebook bottle book glasses", "leave"),
    ),
    _read(
        *(3, "menu"),
        "Menu de jeudi. Midi : poisson et riz. Soir : soupe et pain. Le fromage est pour vendredi.",
        "soup+bread",
        *("fish+rice soup+rice fish+bread cheese+bread soup+cheese", "evening"),
    ),
)

LETTERS = (
    _same("r", "R", "P B K F D", ask="same-letter"),
    _same("g", "g", "q p y j d", ask="same-letter"),
    _same("a", "a", "E O D R H", "A", "same-letter"),
    _same("book", "livre", "lièvre libre livret vivre lèvre"),
    _same("sailor", "marin", "malin marié matin narine main"),
    _same("cat", "chat", "chut char chas tache chant"),
)

NUMBERS = (
    _number(1, "seven", "how-many", "=7", "=5 =6 =8 =9 =4", drawn="apple*7"),
    _number(1, "four", "how-many", "=4", "=3 =5 =6 =2 =7", drawn="chair*4"),
    _number(1, "six", "as-many", "ball*6", "ball*4 ball*5 ball*7 ball*8 ball*9", shown="6"),
    _number(1, "three", "as-many", "cup*3", "cup*2 cup*4 cup*5 cup*1 cup*6", shown="3"),
    _number(1, "largest", "largest", "=74", "=47 =39 =70 =57 =69"),
    _number(1, "hundred", "largest", "=112", "=98 =102 =89 =110 =21"),
    _number(2, "plus", "result", "=13", "=12 =14 =11 =15 =16", shown="6 + 7"),
    _number(2, "minus", "result", "=7", "=6 =8 =9 =5 =23", shown="15 − 8"),
    _number(2, "carry", "result", "=61", "=51 =62 =71 =511 =59", shown="25 + 36"),
    _number(2, "times", "result", "=30", "=11 =25 =35 =36 =56", shown="5 × 6"),
    _number(2, "thousand", "largest", "=1080", "=980 =1008 =899 =1018 =810"),
    _number(
        *(3, "coffee", "in-all", "=4,50_€", "=3,00_€ =3,50_€ =4,00_€ =5,50_€ =1,53_€"),
        drawn="cup:1,50_€*3",
    ),
    _number(
        *(3, "change", "change", "=3,60_€", "=4,60_€ =4,40_€ =3,40_€ =16,40_€ =2,60_€"),
        drawn="cheese:6,40_€",
    ),
    _number(
        *(3, "two", "in-all", "=3,50_€", "=3,40_€ =2,50_€ =3,60_€ =1,90_€ =4,50_€"),
        drawn="bottle:0,80_€+cheese:2,70_€",
    ),
    _number(3, "clock", "what-time", "=4:00", "=12:20 =3:00 =5:00 =8:00 =12:04", drawn="clock-4"),
    _number(3, "ten", "what-time", "=10:00", "=12:50 =9:00 =11:00 =2:00 =12:10", drawn="clock-10"),
)
"""``_`` in a choice is a space that is not broken."""

_FOILS = {
    "bread": "apple fish shoe car bed",
    "horse": "dog cat rabbit fish camel",
    "fish": "bread horse eagle house tree",
    "house": "tree bed car horse mountain",
    "tree": "house rose apple fish mountain",
    "chair^cat": "cat^chair chair^dog dog^chair box^cat cat^box",
    "woman+apple": "man+apple woman+book man+book woman+dog man+dog",
    "pear*3+apple": "pear+apple*3 pear*3+lemon pear*2+apple apple*4 pear*4",
    "swim": "run cycle boat fish bed",
    "dog^box": "box^dog cat^box box^cat dog^chair chair^dog",
}
"""What is asked in every language, by what is right."""


def in_language(language: str) -> tuple[Item, ...]:
    """Return the items that are read in somebody's own language; none where there are none."""
    texts = {1: WORDS.get(language, {}), 2: SENTENCES.get(language, {})}
    return tuple(
        Item(
            *(f"own-{language}-{right}", "own", step, "read", right),
            tuple(_FOILS[right].split()),
            shown=shown,
            language=language,
        )
        for step, written in texts.items()
        for right, shown in written.items()
    )


IN_FRENCH = (*ORAL, *FRENCH, *LETTERS, *NUMBERS)
