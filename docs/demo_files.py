"""Make the film and the sheet of the demo library: `.venv/bin/python docs/demo_files.py`.

A film of ten seconds says how a text is copied: drawn in Chromium, spoken by eSpeak NG, put
together by ffmpeg (Debian: chromium, ffmpeg), with its captions. The sheet is a tagged PDF of one
page. Both are written below ``content/demo``; look at them afterwards.
"""

import subprocess
import sys
import tempfile
import wave
from array import array
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "content" / "demo"))
from record import PAUSE, Speech, clock  # noqa: E402 - it stands beside the courses

PLACE = ROOT / "content" / "demo" / "premiers-pas-ordinateur" / "02-travailler-a-l-ecran"
FONTS = ROOT / "server" / "web" / "static" / "vendor" / "fonts"
FONT = FONTS / "andika-5.3.0-latin-400-light.woff2"
SAID = (  # what is spoken, the key that is pressed, what the page on the screen shows then
    ("Sélectionnez le mot à copier.", "", "Le <mark>soleil</mark> brille."),
    ("Contrôle et C : il est copié.", "Ctrl + C", "Le <mark>soleil</mark> brille."),
    ("Placez le curseur plus loin.", "", "Le soleil brille. Vive le |"),
    ("Contrôle et V : il est collé.", "Ctrl + V", "Le soleil brille. Vive le soleil|"),
)
LOOK = """<!DOCTYPE html><html lang="fr"><meta charset="utf-8"><title>{title}</title><style>
@font-face {{ font-family: Andika; src: url("{font}") }}
body {{ font: {size}/1.5 Andika; color: #22282b; background: {ground}; margin: 0 }}
{style}</style>{body}</html>"""
FRAME = """main { padding: 36px 48px } p { background: #fff; border: 2px solid #22282b;
border-radius: 8px; padding: 28px; min-height: 96px; margin: 0 } mark { background: #ffd76a }
kbd { font: inherit; font-size: 40px; border: 3px solid #174a63; border-radius: 10px;
padding: 4px 20px; color: #174a63 } div { height: 84px; margin-top: 28px; text-align: center }"""
SHEET = """@page { size: A4; margin: 22mm } h1 { font-size: 26pt; margin: 0 0 6mm }
table { border-collapse: collapse; width: 100% } caption { text-align: left; padding: 0 0 3mm }
th, td { border-bottom: 1px solid #666; padding: 2.5mm 3mm; text-align: left; font-weight: normal }
thead th { font-size: 11pt; color: #444 } kbd { font: inherit; border: 1px solid #22282b;
border-radius: 4px; padding: 0 2mm }"""
KEYS = (
    ("Copier", "C", "le texte reste, l'ordinateur le retient"),
    ("Couper", "X", "le texte part, l'ordinateur le retient"),
    ("Coller", "V", "le texte retenu s'écrit au curseur"),
    ("Annuler", "Z", "on revient un pas en arrière"),
    ("Tout sélectionner", "A", "tout le texte est choisi"),
    ("Enregistrer", "S", "le texte est gardé dans son fichier"),
    ("Imprimer", "P", "le texte sort sur le papier"),
)


def main() -> None:
    """Write both, and the captions."""
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as name:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        page = browser.new_page(viewport={"width": 640, "height": 360})
        _sheet(page)
        _film(page, Path(name))
        browser.close()


def _show(page: Page, title: str, style: str, body: str, size: str, ground: str) -> None:
    page.goto(FONT.parent.as_uri())  # a page of files may load the font, one of text may not
    html = LOOK.format(
        title=title, font=FONT.as_uri(), style=style, body=body, size=size, ground=ground
    )
    page.set_content(html)
    page.evaluate("document.fonts.ready.then(() => 0)")


def _sheet(page: Page) -> None:
    rows = "".join(
        f'<tr><th scope="row">{what}</th><td><kbd>Ctrl</kbd> et <kbd>{key}</kbd></td>'
        f"<td>{then}</td></tr>"
        for what, key, then in KEYS
    )
    head = "".join(f'<th scope="col">{each}</th>' for each in ("Action", "Touches", "Effet"))
    body = (
        "<h1>Les raccourcis du clavier</h1><p>Gardez la touche Ctrl appuyée, puis appuyez une fois "
        f"sur la lettre.</p><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
        "<p>Sur un autre clavier, Ctrl s'écrit parfois Control ou Strg.</p>"
    )
    _show(page, "Les raccourcis du clavier", SHEET, body, "13pt", "#fff")
    target = str(PLACE / "raccourcis.pdf")
    page.pdf(path=target, prefer_css_page_size=True, tagged=True, outline=True)


def _film(page: Page, folder: Path) -> None:
    speech, samples, cues, shown = Speech(), array("h"), ["WEBVTT\n"], []
    for number, (said, key, text) in enumerate(SAID):
        body = f"<main><p>{text}</p><div>{f'<kbd>{key}</kbd>' if key else ''}</div></main>"
        _show(page, said, FRAME, body, "30px", "#e8e4d8")
        picture = folder / f"{number}.png"
        page.screenshot(path=picture)
        start = len(samples) / speech.rate
        samples += speech.say(said, 0)
        samples += array("h", bytes(2 * round(PAUSE * speech.rate)))
        end = len(samples) / speech.rate
        cues.append(f"{clock(start)} --> {clock(end)}\n{said}\n")
        shown.append(f"file '{picture}'\nduration {end - start:.3f}\n")
    with wave.open(str(folder / "said.wav"), "wb") as file:
        file.setparams((1, 2, speech.rate, 0, "NONE", ""))
        file.writeframes(samples.tobytes())
    (folder / "list").write_text("".join([*shown, f"file '{picture}'\n"]), "utf-8")
    (PLACE / "copier-coller.fr.vtt").write_text("\n".join(cues), "utf-8", newline="\n")
    sound = ["-i", str(folder / "said.wav"), "-c:a", "aac", "-b:a", "40k"]
    seen = ["-c:v", "libx264", "-profile:v", "baseline", "-pix_fmt", "yuv420p", "-r", "10"]
    command = ["ffmpeg", "-y", "-loglevel", "error", "-f", "concat", "-safe", "0"]
    command += ["-i", str(folder / "list"), *sound, *seen, "-crf", "26", "-tune", "stillimage"]
    command += ["-shortest", "-fflags", "+bitexact", "-map_metadata", "-1"]
    command += ["-movflags", "+faststart", str(PLACE / "copier-coller.mp4")]
    subprocess.run(command, check=True)  # noqa: S603 - words of ours alone


if __name__ == "__main__":
    main()
