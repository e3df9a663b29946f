// First in each page of an interactive package, inside its frame: the one way out of it.
//
// The frame is of no origin, so nothing in it reaches the pages around. What its page was handed
// (its part, where somebody left it) stands in the name of the frame, which stays from page to page;
// what it tells goes as a message of a closed form to the page around, which looks at it again.
(() => {
  "use strict";

  const around = window.parent;
  const LONGEST = 64000;
  let handed = { state: "", seconds: 0, part: {}, kind: document.currentScript.dataset.kind };
  try {
    const said = JSON.parse(window.name);
    if (said.ardoise === 1) handed = said;
  } catch {
    // a frame that the package made: it is handed nothing
  }
  const began = Date.now();

  /** Tell the page around: any of state, completed, passed, raw, least, most, scaled, answered, of. */
  function tell(report) {
    const message = { ...report, seconds: handed.seconds + Math.round((Date.now() - began) / 1000) };
    if (typeof message.state === "string") {
      if (message.state.length > LONGEST) return false;
      handed.state = message.state;
      handed.seconds = message.seconds;
      if (handed.ardoise) window.name = JSON.stringify(handed);
    }
    pass({ ardoise: 1, part: handed.part.id, report: message });
    return true;
  }

  function pass(message) {
    if (around !== window) around.postMessage(message, "*");
  }

  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented) pass({ ardoise: 1, escape: true });
  });

  // frames inside this one tell by way of it, and are handed the same
  addEventListener("message", (event) => {
    const inside = [...document.querySelectorAll("iframe, frame")];
    if (event.data?.ardoise !== 1 || !inside.some((f) => f.contentWindow === event.source)) return;
    if (typeof event.data.report?.state === "string" && event.data.report.state.length <= LONGEST) {
      handed.state = event.data.report.state;
    }
    pass({ ardoise: 1, part: handed.part.id, report: event.data.report });
  });
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes) {
      for (const node of addedNodes) {
        const frames = node.matches?.("iframe, frame") ? [node] : node.querySelectorAll?.("iframe, frame");
        for (const frame of frames ?? []) if (!frame.name) frame.name = JSON.stringify(handed);
      }
    }
  }).observe(document, { childList: true, subtree: true });

  // what a page of no origin has none of, as long as it is open: nothing of it is kept
  function memory() {
    const held = new Map();
    const own = {
      getItem: (key) => held.get(String(key)) ?? null,
      setItem: (key, value) => void held.set(String(key), String(value)),
      removeItem: (key) => void held.delete(String(key)),
      clear: () => held.clear(),
      key: (at) => [...held.keys()][at] ?? null,
    };
    return new Proxy(own, {
      get: (of, key) => (key === "length" ? held.size : (of[key] ?? held.get(String(key)))),
      set: (of, key, value) => (held.set(String(key), String(value)), true),
      deleteProperty: (of, key) => (held.delete(String(key)), true),
    });
  }
  for (const name of ["localStorage", "sessionStorage"]) {
    Object.defineProperty(window, name, { value: memory(), configurable: true });
  }
  let cookie = "";
  Object.defineProperty(document, "cookie", {
    get: () => cookie,
    set: (value) => {
      const pair = String(value).split(";")[0].trim();
      const others = cookie.split("; ").filter((c) => c && c.split("=")[0] !== pair.split("=")[0]);
      cookie = [...others, pair].join("; ");
    },
    configurable: true,
  });

  // a page of no origin may not begin workers from the files beside it, only from its own memory:
  // there one goes to its file at once, under the same policy as the page
  const { Worker: RealWorker } = window;
  function begin(base) {
    const { importScripts: load, fetch: ask } = self;
    const at = (address) => (typeof address === "string" ? new URL(address, base).href : address);
    self.importScripts = (...all) => load.apply(self, all.map((each) => at(String(each))));
    self.fetch = (address, ...rest) => ask.call(self, at(address), ...rest);
    const { open } = XMLHttpRequest.prototype;
    XMLHttpRequest.prototype.open = function (method, address, ...rest) {
      return open.call(this, method, at(String(address)), ...rest);
    };
  }
  window.Worker = class Worker extends RealWorker {
    constructor(address, options) {
      const { href, protocol } = new URL(address, document.baseURI);
      if (protocol === "blob:" || protocol === "data:") {
        super(address, options);
        return;
      }
      const file = JSON.stringify(href);
      const go = options?.type === "module" ? `await import(${file})` : `importScripts(${file})`;
      const text = `(${begin})(${file});${go}`;
      super(URL.createObjectURL(new Blob([text], { type: "text/javascript" })), options);
    }
  };
  // the classroom has no certificates, and browsers give this to pages with one only
  crypto.randomUUID ??= () => {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 15) | 64;
    bytes[8] = (bytes[8] & 63) | 128;
    const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  };

  // newer browsers do not say any more that a page is left in the way that older lessons wait for
  let left = false;
  addEventListener("unload", (event) => event.isTrusted && left && event.stopImmediatePropagation(), true);
  function end() {
    if (left) return;
    left = true;
    dispatchEvent(new Event("beforeunload", { cancelable: true }));
    dispatchEvent(new Event("unload"));
  }
  addEventListener("pagehide", end);
  // the page around asks for it before it goes: what is told later is not heard any more
  addEventListener("message", ({ source, data }) => {
    if (source !== around || data?.ardoise !== 1 || data.end !== true) return;
    end();
    pass({ ardoise: 1, ended: true });
  });

  window.ardoise = Object.freeze({ handed: () => handed, tell, longest: LONGEST });
})();
