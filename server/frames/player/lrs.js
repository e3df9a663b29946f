// What a course of cmi5 or xAPI believes to be its record store: answers in the page itself.
//
// Requests to the address it was given never leave: of each statement only the closed vocabulary is
// told on, and the documents it keeps are the state that it finds again.
// Source: ADL xAPI 1.0.3, part three; cmi5 (Quartz), 8 to 11.
(() => {
  "use strict";

  const { handed, tell } = window.ardoise;
  const { part = {}, state = "", endpoint = "", kind = "", language = "" } = handed();
  const MOST = 64000;
  let documents = {};
  try {
    documents = JSON.parse(state || "{}");
  } catch {
    documents = {};
  }
  if (!endpoint) return;

  const verbs = { completed: "completed", passed: "passed", failed: "failed", answered: "answered" };
  let answered = 0;

  /** Tell on what a statement says of the whole: its verb and its result. */
  function hear(statement) {
    const verb = String(statement?.verb?.id ?? "").split("/").pop();
    const result = statement?.result ?? {};
    const of = part.activity && statement?.object?.id && statement.object.id !== part.activity;
    if (verb === "answered") tell({ answered: ++answered });
    if (of || !(verb in verbs || result.score || result.completion)) return;
    const told = {};
    if (verb === "completed" || verb === "passed" || result.completion === true) told.completed = true;
    if (verb === "passed" || verb === "failed") told.passed = verb === "passed";
    else if (typeof result.success === "boolean") told.passed = result.success;
    const names = { raw: "raw", min: "least", max: "most", scaled: "scaled" };
    for (const [theirs, ours] of Object.entries(names)) {
      const value = result.score?.[theirs];
      if (Number.isFinite(value)) told[ours] = value;
    }
    tell(told);
  }

  function parsed(body) {
    try {
      return JSON.parse(body);
    } catch {
      return null;
    }
  }

  /** Answer one request as a record store would: status and text. */
  function answer(method, address, body) {
    const url = new URL(address, location.href);
    const path = url.pathname.slice(new URL(endpoint).pathname.length);
    const asked = url.searchParams;
    if (path === "fetch") return [200, '{"auth-token":"ardoise"}'];
    if (path.startsWith("about")) return [200, '{"version":["1.0.3"]}'];
    if (path.startsWith("statements")) {
      if (method === "GET") return [200, '{"statements":[],"more":""}'];
      const several = [parsed(body)].flat().filter(Boolean);
      several.forEach(hear);
      const ids = several.map((each) => each.id ?? crypto.randomUUID());
      return method === "PUT" ? [204, ""] : [200, JSON.stringify(ids)];
    }
    const name = asked.get("stateId") ?? asked.get("profileId");
    if (name === "LMS.LaunchData") return [200, JSON.stringify(launch())];
    if (name === "cmi5LearnerPreferences" && method === "GET") return [200, JSON.stringify({ languagePreference: language })];
    if (name === null) return method === "GET" ? [200, JSON.stringify(Object.keys(documents))] : [204, ""];
    if (method === "GET") return name in documents ? [200, documents[name]] : [404, ""];
    if (method === "DELETE") delete documents[name];
    else {
      const next = { ...documents, [name]: merged(method, documents[name], String(body ?? "")) };
      if (JSON.stringify(next).length > MOST) return [413, ""];
      documents = next;
    }
    tell({ state: JSON.stringify(documents) });
    return [204, ""];
  }

  function merged(method, before, body) {
    const [old, young] = [parsed(before), parsed(body)];
    if (method !== "POST" || !old || !young || Array.isArray(old)) return body;
    return JSON.stringify({ ...old, ...young });
  }

  function launch() {
    const found = { contextTemplate: {}, launchMode: "Normal", moveOn: "NotApplicable" };
    if (part.mastery) found.masteryScore = Number(part.mastery);
    if (part.data) found.launchParameters = part.data;
    return found;
  }

  const ours = (address) => new URL(String(address), location.href).href.startsWith(endpoint);
  const real = { open: XMLHttpRequest.prototype.open, send: XMLHttpRequest.prototype.send, head: XMLHttpRequest.prototype.setRequestHeader, all: XMLHttpRequest.prototype.getAllResponseHeaders, one: XMLHttpRequest.prototype.getResponseHeader, fetch: window.fetch };
  const held = new WeakMap();

  XMLHttpRequest.prototype.open = function (method, address, later = true, ...rest) {
    if (!ours(address)) return real.open.call(this, method, address, later, ...rest);
    held.set(this, { method: String(method).toUpperCase(), address, later });
    show(this, { readyState: 1 });
  };
  XMLHttpRequest.prototype.setRequestHeader = function (...pair) {
    if (!held.has(this)) real.head.apply(this, pair);
  };
  XMLHttpRequest.prototype.getAllResponseHeaders = function () {
    return held.has(this) ? "content-type: application/json\r\nx-experience-api-version: 1.0.3\r\n" : real.all.call(this);
  };
  XMLHttpRequest.prototype.getResponseHeader = function (name) {
    if (!held.has(this)) return real.one.call(this, name);
    return { "content-type": "application/json", "x-experience-api-version": "1.0.3" }[String(name).toLowerCase()] ?? null;
  };
  XMLHttpRequest.prototype.send = function (body) {
    const asked = held.get(this);
    if (!asked) return real.send.call(this, body);
    // a program of Internet Explorer's days sends all of a request in its body
    const form = asked.method === "POST" && asked.address.includes("method=") ? new URLSearchParams(String(body)) : null;
    const method = form ? new URL(asked.address, location.href).searchParams.get("method") : asked.method;
    const done = () => {
      const [status, text] = answer(method, asked.address + (form ? `&${form}` : ""), form ? form.get("content") : body);
      show(this, { readyState: 4, status, statusText: status < 300 ? "OK" : "No", responseText: text, response: this.responseType === "json" ? parsed(text) : text, responseURL: asked.address });
      for (const name of ["readystatechange", "load", "loadend"]) this.dispatchEvent(new ProgressEvent(name));
    };
    if (asked.later) setTimeout(done);
    else done();
  };

  function show(request, properties) {
    for (const [name, value] of Object.entries(properties)) {
      Object.defineProperty(request, name, { value, configurable: true });
    }
  }

  window.fetch = async (address, options = {}) => {
    const where = address instanceof Request ? address.url : address;
    if (!ours(where)) return real.fetch(address, options);
    const method = String(options.method ?? address.method ?? "GET").toUpperCase();
    const body = options.body ?? (address instanceof Request && method !== "GET" ? await address.text() : "");
    const [status, text] = answer(method, String(where), body);
    const headers = { "content-type": "application/json", "x-experience-api-version": "1.0.3" };
    return new Response(status === 204 ? null : text, { status, headers });
  };
  if (kind === "xapi") tell({});
})();
