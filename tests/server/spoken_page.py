"""One page that reads itself aloud, its server, and the eyes of the tests upon it."""

import json
import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from i18n.speech.aloud import speak

STATIC = Path(__file__).parents[2] / "server" / "web" / "static"
POLICY = "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"

BLOCKS = {
    "b1": ("fr", "Un 😀 mot, l'<b>élè</b>ve lit."),
    "b2": ("fr", "Voici la fin. Elle vient. Tout est dit."),
    "b3": ("ar", "مرحبا بكم"),
}
TEXTS = {name: html.replace("<b>", "").replace("</b>", "") for name, (_, html) in BLOCKS.items()}

PAGE = """<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Leçon</title>
<link rel="stylesheet" href="/page.css"><script type="module" src="/listen.js"></script></head>
<body><div data-listen-bar hidden data-word-loading="Un instant" data-word-paused="En pause"
 data-word-finished="Terminé" data-word-failed="Le son ne vient pas">
<button type="button" data-listen="play">Écouter</button>
<button type="button" data-listen="pause" hidden>Pause</button>
<button type="button" data-listen="stop">Arrêter</button>
<button type="button" data-listen="back">Avant</button>
<button type="button" data-listen="again">Encore</button>
<button type="button" data-listen="here">Ici</button>
<button type="button" data-listen="forward">Après</button>
<select data-listen="speed"><option>1</option><option>2</option><option>0.5</option>
<option>0.0625</option></select>
<p role="status"></p></div>
<article data-behaviour="listen" data-speech-url="/speech"><p data-block="b1">%s</p>
<p data-block="b2" class="far">%s</p><p data-block="b3" dir="rtl" lang="ar">%s</p></article>
<footer class="far"></footer></body></html>"""

STYLE = """.far { margin-block-start: 1500px } .listen-word { background: #ff08 }
::highlight(listen) { background: gold }"""

WATCH = """
window.violations = [];
window.scrolls = [];
document.addEventListener("securitypolicyviolation", (e) => violations.push(e.violatedDirective));
const scrolled = window.scrollBy.bind(window);
window.scrollBy = (options) => { scrolls.push(options.behavior); scrolled(options); };
"""

RECORD = r"""
window.heard = [];
const places = (range) => [...range.getClientRects()];
const near = (a, b) => ["left", "top", "width", "height"].every((k) => Math.abs(a[k] - b[k]) < 2);
/* What is marked now: the highlighted text, or the text that lies under the boxes. */
window.marked = () => {
  const ranges = CSS.highlights?.get("listen");
  if (ranges) return [...ranges][0].toString();
  const drawn = [...document.querySelectorAll(".listen-word")];
  const boxes = drawn.map((box) => box.getBoundingClientRect());
  if (!boxes.length) return null;
  const block = document.querySelector(".speaking");
  if (!block) return "?";
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  const ends = [];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    for (let n = 0; n <= node.length; n++) {
      if (!/[\udc00-\udfff]/.test(node.data[n] ?? "")) ends.push([node, n]);
    }
  }
  for (const from of ends) for (const to of ends) {
    const range = document.createRange();
    range.setStart(...from);
    range.setEnd(...to);
    const under = places(range);
    if (under.length === boxes.length && under.every((place, n) => near(place, boxes[n]))) {
      return range.toString();
    }
  }
  return "?";
};
let last = null;
const look = () => {
  const signature = CSS.highlights?.get("listen")
    ? [...CSS.highlights.get("listen")][0]
    : JSON.stringify([...document.querySelectorAll(".listen-word")].map((b) => b.style.cssText));
  if (signature !== last) {
    last = signature;
    const word = marked();
    if (word) heard.push([document.querySelector(".speaking")?.dataset.block, word]);
  }
  requestAnimationFrame(look);
};
look();
"""


class Site:
    """A server of one page; what it must refuse to give can be named."""

    def __init__(self, folder):
        self.refused = set()
        self.asked = []
        self.spoken = {
            name: speak(TEXTS[name], language, folder) for name, (language, _) in BLOCKS.items()
        }
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                site.asked.append(self.path)
                found = None if self.path in site.refused else site.answer(self.path)
                body, kind = found or (b"", "text/plain")
                asked = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", ""))
                first = int(asked[1]) if asked else 0
                part = body[first : int(asked[2]) + 1 if asked and asked[2] else None]
                self.send_response((206 if asked else 200) if found else 500)
                if asked:  # as our server answers: else a browser cannot begin within a sound
                    places = f"bytes {first}-{first + len(part) - 1}/{len(body)}"
                    self.send_header("Content-Range", places)
                body = part
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                self.send_header("Content-Security-Policy", POLICY)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}/"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def answer(self, path):
        if path.startswith("/sound/"):
            return self.spoken[path.removeprefix("/sound/")].mp3.read_bytes(), "audio/mpeg"
        pages = {
            "/": (PAGE % tuple(html for _, html in BLOCKS.values()), "text/html; charset=utf-8"),
            "/page.css": (STYLE, "text/css"),
            "/listen.js": ((STATIC / "listen.js").read_text("utf-8"), "text/javascript"),
            "/speech": (json.dumps(self.speech()), "application/json"),
        }
        text, kind = pages.get(path, ("", "text/plain"))
        return text.encode(), kind

    def speech(self):
        return {
            "blocks": [
                {
                    "id": name,
                    "audio": f"/sound/{name}",
                    "sentences": spoken.sentences,
                    "cues": [[c.start, c.length, c.at, c.until] for c in spoken.cues],
                }
                for name, spoken in self.spoken.items()
            ]
        }

    def words(self):
        return [
            (name, TEXTS[name][cue.start : cue.start + cue.length])
            for name, spoken in self.spoken.items()
            for cue in spoken.cues
        ]
