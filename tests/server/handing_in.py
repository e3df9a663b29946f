"""Two teachers with a class each, one learner in each class, and what these hand in."""

from io import BytesIO

from server.actors import Actor
from server.classes import enrolling, operations
from server.records.models import Visit, Work
from server.roles import Role

LETTER = "Madame, je voudrais emprunter un dictionnaire. Merci. Camille"
PICTURE = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x03\x20\0\0\x02\x58 a drawing"
SPOKEN = b"\x1a\x45\xdf\xa3 a voice"


class Desk:
    """Who teaches whom, and what was handed in."""

    def __init__(self, school, node):
        self.school, self.node = school, node
        self.dominique = school.person("Dominique Leroy", Role.TEACHER)
        self.noor = school.person("Noor Haddad", Role.TEACHER)
        self.camille = school.learner("Camille Martin")
        self.sacha = school.learner("Sacha Petit")
        self.cfg = self.open("CFG", self.dominique)
        self.maths = self.open("Maths", self.noor)
        self.stay = self.enrol(self.cfg, self.camille)
        self.enrol(self.maths, self.sacha)

    def by(self, person):
        return Actor(person.name, None, person.id)

    def open(self, name, teacher):
        return operations.open_class(name, "", "", self.by(teacher), at=self.school.now)

    def enrol(self, school_class, person):
        at = self.school.now
        return enrolling.enrol(school_class.id, person, self.school.by, at=at)

    def letter(self, person, text=LETTER, do="hand"):
        """Let somebody write the letter and hand it in; return their work."""
        address = f"/library/{self.node('À écrire').id}/"
        seat = self.school.sign_in(person)
        seat.get(address)
        seat.post(f"{address}questions/2", {"answer": text, "do": do})
        return Work.get(Work.person == person, Work.kind == "text")

    def handed(self, person, data=PICTURE):
        """Let somebody hand in a picture or a recording; return their work."""
        address = f"/library/{self.node('À montrer').id}/"
        seat = self.school.sign_in(person)
        seat.get(address)
        number = 1 if data == PICTURE else 2
        seat.post(f"{address}questions/{number}/file", {"file": (BytesIO(data), "x")})
        return Work.get(Work.person == person, Work.kind == ("file" if number == 1 else "voice"))

    def workshop(self, person):
        """Let somebody open the page that needs a teacher's word; return their visit."""
        page = self.node("Un atelier")
        self.school.sign_in(person).get(f"/library/{page.id}/")
        return Visit.get(Visit.person == person, Visit.node_id == page.id)
