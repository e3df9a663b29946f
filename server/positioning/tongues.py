"""The same few words and sentences in the languages of the interface, to be read by their readers.

Made by machine and not yet read by a native speaker of each: `docs/enseignant.md` says so. A word
that is wrong here makes a level too low, never one too high; it is corrected in this file alone.
By what is right, as ``items`` writes choices.
"""

_WORDS = ("bread", "horse", "fish", "house", "tree")
_SENTENCES = ("chair^cat", "woman+apple", "pear*3+apple", "swim", "dog^box")

WORDS = {
    language: dict(zip(_WORDS, words, strict=True))
    for language, words in {
        "en": ("bread", "horse", "fish", "house", "tree"),
        "ar": ("خبز", "حصان", "سمكة", "بيت", "شجرة"),
        "de": ("Brot", "Pferd", "Fisch", "Haus", "Baum"),
        "es": ("pan", "caballo", "pez", "casa", "árbol"),
        "it": ("pane", "cavallo", "pesce", "casa", "albero"),
        "ka": ("პური", "ცხენი", "თევზი", "სახლი", "ხე"),
        "nl": ("brood", "paard", "vis", "huis", "boom"),
        "pl": ("chleb", "koń", "ryba", "dom", "drzewo"),
        "pt": ("pão", "cavalo", "peixe", "casa", "árvore"),
        "ro": ("pâine", "cal", "pește", "casă", "copac"),
        "ru": ("хлеб", "лошадь", "рыба", "дом", "дерево"),
        "sq": ("bukë", "kalë", "peshk", "shtëpi", "pemë"),
        "tr": ("ekmek", "at", "balık", "ev", "ağaç"),
        "uk": ("хліб", "кінь", "риба", "будинок", "дерево"),
        "zh": ("面包", "马", "鱼", "房子", "树"),
    }.items()
}

SENTENCES = {
    language: dict(zip(_SENTENCES, sentences, strict=True))
    for language, sentences in {
        "en": (
            "The cat is under the chair.",
            "The woman has an apple.",
            "There are three pears and one apple.",
            "The man is swimming.",
            "The dog is on the box.",
        ),
        "ar": (
            "القطة تحت الكرسي.",
            "المرأة معها تفاحة.",
            "هناك ثلاث إجاصات وتفاحة واحدة.",
            "الرجل يسبح.",
            "الكلب فوق الصندوق.",
        ),
        "de": (
            "Die Katze ist unter dem Stuhl.",
            "Die Frau hat einen Apfel.",
            "Da sind drei Birnen und ein Apfel.",
            "Der Mann schwimmt.",
            "Der Hund ist auf der Kiste.",
        ),
        "es": (
            "El gato está debajo de la silla.",
            "La mujer tiene una manzana.",
            "Hay tres peras y una manzana.",
            "El hombre nada.",
            "El perro está encima de la caja.",
        ),
        "it": (
            "Il gatto è sotto la sedia.",
            "La donna ha una mela.",
            "Ci sono tre pere e una mela.",
            "L'uomo nuota.",
            "Il cane è sopra la scatola.",
        ),
        "ka": (
            "კატა სკამის ქვეშ არის.",
            "ქალს ვაშლი აქვს.",
            "აქ სამი მსხალი და ერთი ვაშლია.",
            "კაცი ცურავს.",
            "ძაღლი ყუთზე დგას.",
        ),
        "nl": (
            "De kat zit onder de stoel.",
            "De vrouw heeft een appel.",
            "Er zijn drie peren en één appel.",
            "De man zwemt.",
            "De hond staat op de doos.",
        ),
        "pl": (
            "Kot jest pod krzesłem.",
            "Kobieta ma jabłko.",
            "Są trzy gruszki i jedno jabłko.",
            "Mężczyzna pływa.",
            "Pies jest na pudełku.",
        ),
        "pt": (
            "O gato está debaixo da cadeira.",
            "A mulher tem uma maçã.",
            "Há três peras e uma maçã.",
            "O homem nada.",
            "O cão está em cima da caixa.",
        ),
        "ro": (
            "Pisica este sub scaun.",
            "Femeia are un măr.",
            "Sunt trei pere și un măr.",
            "Bărbatul înoată.",
            "Câinele este pe cutie.",
        ),
        "ru": (
            "Кошка под стулом.",
            "У женщины есть яблоко.",
            "Здесь три груши и одно яблоко.",
            "Мужчина плывёт.",
            "Собака на коробке.",
        ),
        "sq": (
            "Macja është nën karrige.",
            "Gruaja ka një mollë.",
            "Janë tri dardha dhe një mollë.",
            "Burri noton.",
            "Qeni është mbi kuti.",
        ),
        "tr": (
            "Kedi sandalyenin altında.",
            "Kadının bir elması var.",
            "Üç armut ve bir elma var.",
            "Adam yüzüyor.",
            "Köpek kutunun üstünde.",
        ),
        "uk": (
            "Кіт під стільцем.",
            "Жінка має яблуко.",
            "Тут три груші й одне яблуко.",
            "Чоловік пливе.",
            "Собака на коробці.",
        ),
        "zh": (
            "猫在椅子下面。",
            "女人有一个苹果。",
            "有三个梨和一个苹果。",
            "男人在游泳。",
            "狗在箱子上面。",
        ),
    }.items()
}
