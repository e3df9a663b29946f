// Begins a content of H5P in its frame, and tells what somebody did in it.
(async () => {
  "use strict";

  const { handed, tell } = window.ardoise;
  const { state = "" } = handed();
  const here = (path) => new URL(path, location.href).href;
  const place = document.getElementById("h5p");

  const { H5P: Player } = window.H5PStandalone;
  await new Player(place, {
    id: "ardoise",
    h5pJsonPath: here("../p"),
    contentJsonPath: here("../p/content"),
    librariesPath: here("../p"),
    frameJs: here("h5p/frame.bundle.js"),
    frameCss: here("h5p/styles/h5p.css"),
    embedType: "div",
    frame: false,
    copyright: false,
    export: false,
    icon: false,
    fullScreen: false,
    reportingIsEnabled: false,
    saveFreq: 5,
    contentUserData: state ? [{ state }] : undefined,
  });

  let answered = 0;
  window.H5P.externalDispatcher.on("xAPI", (event) => {
    const statement = event.data.statement;
    const verb = event.getVerb();
    const inside = statement.context?.contextActivities?.parent?.length;
    if (verb === "answered" && inside) tell({ answered: ++answered });
    if (inside || !["completed", "answered", "mastered"].includes(verb)) return;
    const { score, completion, success } = statement.result ?? {};
    const told = {};
    if (completion !== false) told.completed = true;
    if (typeof success === "boolean") told.passed = success;
    const names = { raw: "raw", min: "least", max: "most", scaled: "scaled" };
    for (const [theirs, ours] of Object.entries(names)) {
      if (Number.isFinite(score?.[theirs])) told[ours] = score[theirs];
    }
    tell(told);
    keep();
  });

  // where somebody is: asked of the content itself, which says so only when it is asked
  let before = state;
  function keep() {
    const now = window.H5P.instances[0]?.getCurrentState?.();
    const text = now === undefined ? before : JSON.stringify(now);
    if (text !== before && tell({ state: text })) before = text;
  }
  setInterval(keep, 5000);
  addEventListener("pagehide", keep);
})();
