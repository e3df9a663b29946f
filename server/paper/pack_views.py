"""The pages of packs: choosing, printing, entering what came back."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from content import browse
from content.vocabulary import KINDS
from i18n import languages
from i18n.refusals import Refusal
from i18n.translate import N_, in_language, ngettext
from i18n.translate import gettext as _
from server import clock
from server.accounts.models import Person
from server.classes import enrolling
from server.classes.cards import draw
from server.classes.models import Enrolment, SchoolClass
from server.classes.operations import class_of
from server.library.around import library
from server.marking.operations import MarkNotUnderstood
from server.modules.models import Module
from server.modules.operations import seen
from server.paper import codes, entering, operations
from server.paper.fitting import fitting
from server.paper.models import Pack, Returned
from server.paper.operations import Wanted
from server.paper.printed import pages_of
from server.paper.rows import rows_of
from server.roles import KEEPERS
from server.web.addresses import row_number
from server.web.guards import open_to
from server.web.navigation import Place
from server.web.visitor import visitor

pages = Blueprint("packs", __name__, template_folder="templates")

CLASS_PLACES = (Place("packs.of_class", "print", N_("Paper"), KEEPERS),)
PERSON_PLACES = (Place("packs.for_person", "print", N_("Pack on paper"), KEEPERS),)

CODE_REFUSALS = (codes.NotACode, codes.NoSuchSign, codes.Mistyped, operations.NoSuchPack)
MAKE_REFUSALS = (
    operations.NothingChosen,
    operations.TooManyPages,
    operations.TitleNeeded,
    operations.NotForThem,
    operations.NobodyThere,
)
ENTER_REFUSALS = (
    entering.NothingTicked,
    entering.NotWhole,
    entering.CannotBeEntered,
    MarkNotUnderstood,
)


@pages.get("/classes/<int:number>/paper")
@open_to(*KEEPERS)
def of_class(number: int) -> ResponseReturnValue:
    """Show the packs of a class; enter one by its code, or make one."""
    return _packs(class_of(number, visitor().actor))


def _packs(found: SchoolClass, stay: int = 0) -> str:
    here = visitor()
    person = Person.get_by_id(here.person_id)
    return render_template(
        "paper/packs.html",
        found=found,
        packs=list(Pack.of_class(found).limit(50)),
        people=Enrolment.roll(found),
        modules=list(Module.seen_by(person)),
        courses=browse.channels(here.language),
        languages_=[languages.get(code) for code in languages.interface()],
        stay=stay,
        staff=True,
    )


@pages.get("/classes/people/<int:number>/paper")
@open_to(*KEEPERS)
def for_person(number: int) -> ResponseReturnValue:
    """Begin a pack for one person of a class."""
    stay = enrolling.enrolment_of(number, visitor().actor)
    return _packs(stay.school_class, number)


@pages.get("/classes/<int:number>/paper/new")
@open_to(*KEEPERS)
def choose(number: int) -> ResponseReturnValue:
    """Show what could be in a pack, and what may not and why."""
    return _choice(class_of(number, visitor().actor), _wanted())


def _wanted() -> Wanted:
    """Return what the address and the form ask for."""
    sent = request.values
    language = sent.get("language", "")
    return Wanted(
        request.form.getlist("page"),
        sent.get("title", ""),
        sent.get("stay", 0, type=row_number),
        language if language in languages.interface() else visitor().language,
        bool(sent.get("easy")),
    )


def _choice(found: SchoolClass, wanted: Wanted, error: str = "") -> ResponseReturnValue:
    title, titled = _source(request.values.get("source", ""), wanted.language)
    readers = operations.readers_of(found, wanted.stay)
    candidates = fitting(titled, readers, library(), wanted.version) if readers else []
    source = request.values.get("source", "")
    whole = request.method == "GET" and source.startswith("module ")
    return render_template(
        "paper/choose.html",
        found=found,
        wanted=wanted,
        title=wanted.title or title,
        source=source,
        person_=readers[0] if wanted.stay else None,
        people=len(readers),
        candidates=candidates,
        chosen={each.node_id for each in candidates} if whole else set(wanted.pages),
        error=error,
        most=operations.MOST_PAGES,
        staff=True,
    ), (422 if error else 200)


def _source(named: str, language: str) -> tuple[str, list[tuple[str, str]]]:
    """Return the title of a module or course, and its pages with their titles.

    Raises:
        NoSuchModule: it is not one that this teacher sees.
    """
    kind, _colon, name = named.partition(" ")
    if kind == "module":
        module = seen(int(name) if name.isdecimal() and len(name) < 10 else 0, visitor().actor)
        return module.title, [(page.node_id, page.title) for page in module.pages()]
    courses = {each.id: each.words.title for each in browse.channels(language)}
    return courses.get(name, ""), operations.course_pages(name, language)


@pages.post("/classes/<int:number>/paper/new")
@open_to(*KEEPERS)
def make(number: int) -> ResponseReturnValue:
    """Make the pack and show it, to be printed."""
    by, wanted = visitor().actor, _wanted()
    try:
        pack = operations.make(number, wanted, library(), by, at=clock.now())
    except MAKE_REFUSALS as refusal:
        return _choice(class_of(number, by), wanted, refusal.in_words())
    return redirect(url_for("packs.one", number=pack.id), code=303)


@pages.get("/paper/packs/<int:number>/")
@open_to(*KEEPERS)
def one(number: int) -> ResponseReturnValue:
    """Show a pack as it is printed."""
    pack = operations.pack_of(number, visitor().actor)
    printed = pages_of(pack, library())
    sheets = [(each, each.sheet()) for each in printed]
    with in_language(pack.language):
        body = render_template(
            "paper/body.html",
            pack=pack,
            sheets=sheets,
            drawn=draw(pack.code),
            tongue=languages.get(pack.language),
            kinds=KINDS,
        )
        pages_word = _("Sheets in this pack:") + " "
    return render_template(
        "paper/pack.html",
        pack=pack,
        body=Markup(body),  # noqa: S704 - a template of ours, escaped where it was made
        pages_word=pages_word,
        length=2 + sum(sheet.length for _each, sheet in sheets if sheet),
        missing=[each for each, sheet in sheets if sheet is None],
        changed=[each for each in printed if each.state == "changed"],
        staff=True,
    )


@pages.get("/paper/packs/<int:number>/answers")
@open_to(*KEEPERS)
def answers(number: int) -> ResponseReturnValue:
    """Show what is right in the exercises of a pack, for whoever corrects it."""
    pack = operations.pack_of(number, visitor().actor)
    found = [(each, each.answers()) for each in pages_of(pack, library()) if each.is_exercise]
    return render_template("paper/pack_answers.html", pack=pack, found=found, staff=True)


@pages.get("/paper/enter")
@open_to(*KEEPERS)
def by_code() -> ResponseReturnValue:
    """Find the pack whose code stands on the sheets."""
    typed = request.args.get("code", "")
    error = ""
    if typed:
        try:
            pack = operations.with_code(typed, visitor().actor)
            return redirect(url_for("packs.form", number=pack.id), code=303)
        except CODE_REFUSALS as refusal:
            error = refusal.in_words()
    page = render_template("paper/code.html", typed=typed[:20], error=error, staff=True)
    return page, 422 if error else 200


@pages.get("/paper/packs/<int:number>/enter")
@open_to(*KEEPERS)
def form(number: int) -> ResponseReturnValue:
    """Ask what was done of a pack, or first whose it is."""
    return _form(number)


def _form(number: int, refusal: Refusal | None = None) -> ResponseReturnValue:
    pack = operations.pack_of(number, visitor().actor)
    stay = request.values.get("stay", 0, type=row_number)
    person = operations.whose(pack, stay)
    if person is None:
        people = Enrolment.roll(pack.school_class)
        return render_template("paper/who.html", pack=pack, people=people, staff=True)
    kept, printed = Returned.of(pack, person), pages_of(pack, library())
    page = render_template(
        "paper/enter.html",
        pack=pack,
        person_=person,
        stay=stay,
        rows=rows_of(printed, request.form.getlist),
        kept=kept,
        left=any(each.can_be_entered and each.page.id not in kept for each in printed),
        error=refusal.in_words() if refusal else "",
        staff=True,
    )
    return page, 422 if refusal else 200


@pages.post("/paper/packs/<int:number>/enter")
@open_to(*KEEPERS)
def enter(number: int) -> ResponseReturnValue:
    """Keep what was done of a pack."""
    stay, by = request.form.get("stay", 0, type=row_number), visitor().actor
    try:
        done = entering.enter(number, stay, request.form.getlist, library(), by, at=clock.now())
    except ENTER_REFUSALS as refusal:
        return _form(number, refusal)
    name = done.person.name
    if done.new:
        said = ngettext(
            "%(num)s page of %(name)s is kept.", "%(num)s pages of %(name)s are kept.", done.new
        )
        flash(said % {"num": done.new, "name": name}, "good")
    if done.before:
        said = ngettext(
            "%(num)s page was kept already: it is not counted twice.",
            "%(num)s pages were kept already: they are not counted twice.",
            done.before,
        )
        flash(said % {"num": done.before})
    return redirect(url_for("packs.form", number=number, stay=stay or None), code=303)


def kept_section(person_id: int) -> str:
    """Return what "What is kept about me" says of work that was entered from paper."""
    found = list(Returned.about(person_id))
    return render_template("paper/kept.html", found=found) if found else ""
