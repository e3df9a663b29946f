"""Dictionaries in the forms that people have them, small ones."""

import gzip

DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
ABOUT = """00-database-info
Petit dictionnaire

Publisher: FreeDict.

Availability:

    Licensed under the Creative Commons Attribution-ShareAlike 3.0 Unported
  license

Notes:
"""
ARTICLES = [
    ("00databaseinfo", ABOUT),
    ("00databaseshort", "français-English test ver. 1\n"),
    ("avocat", "avocat /a.vɔ.ka/ <n, masc>\n1. lawyer\nExpert juridique\n2. avocado\nFruit\n"),
    ("livre", "livre /livʁ/ <n, masc>\nbook 2.\nEnsemble de pages\n 3.\nOuvrage\n"),
    ("livre", "livre <n, fem>\n1.  [Unité monétaire] pound\n"),
    ("choisir", "choisir /ʃwa.ziʁ/ <v>\nchoose, elect (a person, a thing), pick\n"),
]


def digits(value):
    """A number as an index of dictd writes it."""
    found = DIGITS[value % 64]
    while value := value // 64:
        found = DIGITS[value % 64] + found
    return found


def dictd(folder, articles=ARTICLES, name="freedict-fra-eng", letters="utf-8", packed=True):
    """Write a dictionary of dictd and return its index."""
    text, lines = b"", []
    for word, said in articles:
        data = said.encode(letters)
        place = f"\t{digits(len(text))}\t{digits(len(data))}\n"
        lines.append(word.encode(letters) + place.encode())
        text += data
    ending = ".dict.dz" if packed else ".dict"
    (folder / (name + ending)).write_bytes(gzip.compress(text, mtime=0) if packed else text)
    index = folder / f"{name}.index"
    index.write_bytes(b"".join(lines))
    return index


TEI = """<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc>
<titleStmt><title>français-English</title></titleStmt>
<publicationStmt><publisher>FreeDict</publisher><availability>
<licence target="https://creativecommons.org/licenses/by-sa/3.0/">CC</licence></availability>
</publicationStmt></fileDesc></teiHeader><text><body xml:lang="fr">
<entry><form><orth>avocat</orth><pron>a.vɔ.ka</pron></form>
<gramGrp><pos>n</pos><gen>masc</gen></gramGrp>
<sense n="1"><cit type="trans" xml:lang="en"><quote>lawyer</quote></cit>
<sense><def>Expert juridique</def></sense></sense>
<sense n="2"><cit type="trans" xml:lang="en"><quote>avocado</quote><gramGrp><pos>n</pos></gramGrp>
</cit></sense></entry>
<entry><form><orth>vide</orth></form></entry>
</body></text></TEI>
"""

TABLE = """# title: Les mots de l'école
# licence: CC BY-SA 4.0
# owner: Ardoise
mot;nature;définition;image;en;ar
école;nom;Là où l'on apprend.;;school;مدرسة
élève;nom;Une personne qui apprend.;rond.svg;pupil|student;تلميذ
;nom;Sans mot.;;;
"""
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg"><title>Rond</title><path d="M0 0h9"/></svg>'
