// The API that a lesson of SCORM looks for, 1.2 and 2004, kept in the page itself.
//
// Source: ADL SCORM 1.2 Run-Time Environment (3.3, 3.4); SCORM 2004 4th Edition RTE (3.1, 4.2).
// What somebody did goes on by ardoise.tell; comments and single answers stay in the page.
(() => {
  "use strict";

  const { handed, tell, longest } = window.ardoise;
  const SAVED = /^cmi\.(core\.(lesson_location|lesson_status|score\.\w+)|suspend_data|location|completion_status|success_status|score\.\w+|progress_measure|objectives\..+|student_preference\..+|learner_preference\..+)$/;
  const NUMBER = /^-?\d{1,9}(\.\d{1,9})?$/;
  const ANY = /^[^]*$/;
  const TIME = /^\d{2,4}:\d\d:\d\d(\.\d{1,2})?$/;
  const LENGTH = /^P(?=.)(\d+Y)?(\d+M)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$/;
  const SCORES = { raw: "rw", min: "rw", max: "rw" };

  const one = {
    root: "cmi.core",
    codes: { fine: 0, bad: 201, early: 301, none: 401, fixed: 403, hidden: 404, type: 405, twice: 101, late: 301, range: 405 },
    elements: [
      [/^cmi\.core\.(student_id|student_name|credit|entry|total_time|lesson_mode)$/, "r", ANY],
      [/^cmi\.core\.lesson_location$/, "rw", /^[^]{0,1000}$/],
      [/^cmi\.core\.lesson_status$/, "rw", /^(passed|completed|failed|incomplete|browsed|not attempted)$/],
      [/^cmi\.core\.exit$/, "w", /^(time-out|suspend|logout|)$/],
      [/^cmi\.core\.session_time$/, "w", TIME],
      [/^cmi\.(core|objectives\.\d+)\.score\.(raw|min|max)$/, "rw", /^(|-?\d{1,9}(\.\d{1,9})?)$/],
      [/^cmi\.suspend_data$/, "rw", ANY],
      [/^cmi\.(launch_data|comments_from_lms)$/, "r", ANY],
      [/^cmi\.comments$/, "rw", ANY],
      [/^cmi\.student_data\.(mastery_score|max_time_allowed|time_limit_action)$/, "r", ANY],
      [/^cmi\.student_preference\.(audio|language|speed|text)$/, "rw", ANY],
      [/^cmi\.objectives\.\d+\.(id|status)$/, "rw", ANY],
      [/^cmi\.interactions\.\d+\.(id|time|type|weighting|student_response|result|latency|(objectives|correct_responses)\.\d+\.(id|pattern))$/, "w", ANY],
    ],
    children: {
      "cmi.core": "student_id,student_name,lesson_location,credit,lesson_status,entry,score,total_time,lesson_mode,exit,session_time",
      "cmi.core.score": "raw,min,max",
      "cmi.objectives": "id,score,status",
      "cmi.student_data": "mastery_score,max_time_allowed,time_limit_action",
      "cmi.student_preference": "audio,language,speed,text",
      "cmi.interactions": "id,objectives,time,type,correct_responses,weighting,student_response,result,latency",
    },
  };
  const two = {
    root: "cmi",
    codes: { fine: 0, bad: 201, none: 401, fixed: 404, hidden: 405, type: 406, range: 407, unset: 403 },
    elements: [
      [/^cmi\.(_version|completion_threshold|credit|entry|launch_data|learner_id|learner_name|max_time_allowed|mode|scaled_passing_score|time_limit_action|total_time)$/, "r", ANY],
      [/^cmi\.completion_status$/, "rw", /^(completed|incomplete|not attempted|unknown)$/],
      [/^cmi\.success_status$/, "rw", /^(passed|failed|unknown)$/],
      [/^cmi\.exit$/, "w", /^(time-out|suspend|logout|normal|)$/],
      [/^cmi\.location$/, "rw", /^[^]{0,4000}$/],
      [/^cmi\.suspend_data$/, "rw", ANY],
      [/^cmi\.session_time$/, "w", LENGTH],
      [/^(cmi|cmi\.objectives\.\d+)\.score\.scaled$/, "rw", NUMBER, -1, 1],
      [/^(cmi|cmi\.objectives\.\d+)\.(progress_measure)$/, "rw", NUMBER, 0, 1],
      [/^(cmi|cmi\.objectives\.\d+)\.score\.(raw|min|max)$/, "rw", NUMBER],
      [/^cmi\.learner_preference\.(audio_level|language|delivery_speed|audio_captioning)$/, "rw", ANY],
      [/^cmi\.objectives\.\d+\.(id|success_status|completion_status|description)$/, "rw", ANY],
      [/^cmi\.comments_from_(learner|lms)\.\d+\.(comment|location|timestamp)$/, "rw", ANY],
      [/^cmi\.interactions\.\d+\.(id|type|timestamp|weighting|learner_response|result|latency|description|(objectives|correct_responses)\.\d+\.(id|pattern))$/, "rw", ANY],
      [/^adl\.nav\.request$/, "rw", ANY],
      [/^adl\.nav\.request_valid\..+$/, "r", ANY],
    ],
    children: {
      "cmi.score": "scaled,raw,min,max",
      "cmi.learner_preference": "audio_level,language,delivery_speed,audio_captioning",
      "cmi.objectives": "id,score,success_status,completion_status,progress_measure,description",
      "cmi.interactions": "id,type,objectives,timestamp,correct_responses,weighting,learner_response,result,latency,description",
      "cmi.comments_from_learner": "comment,location,timestamp",
      "cmi.comments_from_lms": "comment,location,timestamp",
    },
  };

  const values = new Map();
  const { part = {}, state = "", seconds = 0, language = "" } = handed();
  let kept = {};
  try {
    kept = JSON.parse(state || "{}");
  } catch {
    kept = {};
  }
  for (const [name, value] of Object.entries(kept)) if (SAVED.test(name)) values.set(name, String(value));
  const again = values.size > 0;

  function clock() {
    const left = seconds % 3600;
    const two = (number) => String(Math.floor(number)).padStart(2, "0");
    return [`${String(Math.floor(seconds / 3600)).padStart(4, "0")}:${two(left / 60)}:${two(left % 60)}.0`, `PT${seconds}S`];
  }
  const [hours, length] = clock();
  const given = {
    "cmi.core.student_id": "learner", "cmi.core.student_name": "learner", "cmi.core.credit": "credit",
    "cmi.core.entry": again ? "resume" : "ab-initio", "cmi.core.total_time": hours,
    "cmi.core.lesson_mode": "normal", "cmi.core.lesson_status": "not attempted", "cmi.core.lesson_location": "",
    "cmi.core.score.raw": "", "cmi.core.score.min": "", "cmi.core.score.max": "", "cmi.suspend_data": "",
    "cmi.launch_data": part.data ?? "", "cmi.comments": "", "cmi.comments_from_lms": "",
    "cmi.student_data.mastery_score": part.mastery ?? "", "cmi.student_data.max_time_allowed": "",
    "cmi.student_data.time_limit_action": "continue,no message", "cmi.student_preference.audio": "0",
    "cmi.student_preference.language": language, "cmi.student_preference.speed": "0", "cmi.student_preference.text": "0",
    "cmi._version": "1.0", "cmi.credit": "credit", "cmi.entry": again ? "resume" : "ab-initio",
    "cmi.learner_id": "learner", "cmi.learner_name": "learner", "cmi.mode": "normal", "cmi.total_time": length,
    "cmi.completion_status": "unknown", "cmi.success_status": "unknown", "cmi.time_limit_action": "continue,no message",
    "cmi.learner_preference.audio_level": "1", "cmi.learner_preference.language": language,
    "cmi.learner_preference.delivery_speed": "1", "cmi.learner_preference.audio_captioning": "0",
    "adl.nav.request": "_none_",
  };
  if (part.mastery) given["cmi.scaled_passing_score"] = part.mastery;

  function counted(list) {
    const places = [...values.keys()].filter((name) => name.startsWith(`${list}.`)).map((name) => Number(name.slice(list.length + 1).split(".")[0]));
    return Math.max(-1, ...places) + 1;
  }

  /** What somebody did, as it is told: from the values of either version. */
  function report(version) {
    const of = (name) => values.get(`${version.root}.${name}`) ?? "";
    const told = {};
    const status = of("lesson_status");
    const completed = status ? ["completed", "passed", "failed"].includes(status) : of("completion_status") === "completed";
    if (completed) told.completed = true;
    const success = status || of("success_status");
    if (success === "passed" || success === "failed") told.passed = success === "passed";
    const names = { raw: "raw", min: "least", max: "most", scaled: "scaled" };
    for (const [theirs, ours] of Object.entries(names)) {
      const value = of(`score.${theirs}`);
      if (NUMBER.test(value)) told[ours] = Number(value);
    }
    const asked = counted("cmi.interactions");
    if (asked) told.answered = told.of = asked;
    const saved = Object.fromEntries([...values].filter(([name]) => SAVED.test(name)));
    told.state = JSON.stringify(saved);
    return told;
  }

  function api(version) {
    const { codes } = version;
    let stage = "new";
    let error = 0;
    let timer = 0;
    const fail = (code, answer = "false") => {
      error = code;
      return answer;
    };
    const open = (early, late) => {
      if (stage === "open") return true;
      error = stage === "new" ? (early ?? codes.early) : (late ?? codes.late);
      return false;
    };
    const rule = (name) => version.elements.find(([shape]) => shape.test(name));
    const commit = () => {
      clearTimeout(timer);
      timer = 0;
      return tell(report(version));
    };

    function initialize(nothing) {
      if (nothing !== "" && nothing !== undefined) return fail(codes.bad);
      if (stage === "open") return fail(version === two ? 103 : codes.twice);
      stage = "open";
      error = 0;
      return "true";
    }

    function finish(nothing) {
      if (nothing !== "" && nothing !== undefined) return fail(codes.bad);
      if (!open(112, 113)) return "false";
      judge();
      stage = "closed";
      error = 0;
      commit();
      return "true";
    }

    /** What is decided for a lesson that says nothing of it: done, and passed from a score on. */
    function judge() {
      const mastery = Number(part.mastery);
      if (version === one) {
        const status = values.get("cmi.core.lesson_status") ?? "not attempted";
        const raw = values.get("cmi.core.score.raw");
        if (part.mastery && raw) values.set("cmi.core.lesson_status", Number(raw) >= mastery ? "passed" : "failed");
        else if (status === "not attempted" && values.get("cmi.core.exit") !== "suspend") values.set("cmi.core.lesson_status", "completed");
      } else if (part.mastery && values.has("cmi.score.scaled")) {
        values.set("cmi.success_status", Number(values.get("cmi.score.scaled")) >= mastery ? "passed" : "failed");
      }
    }

    function get(name) {
      if (!open(122, 123)) return "";
      error = 0;
      const asked = String(name);
      const list = asked.replace(/\._(children|count)$/, "");
      if (asked.endsWith("._children") && list in version.children) return version.children[list];
      if (asked.endsWith("._count")) return String(counted(list));
      const found = rule(asked);
      if (!found) return fail(codes.none, "");
      if (found[1] === "w") return fail(codes.hidden, "");
      if (asked.startsWith("adl.nav.request_valid")) return "unknown";
      const value = values.get(asked) ?? given[asked];
      if (value === undefined) return codes.unset ? fail(codes.unset, "") : "";
      return value;
    }

    function set(name, value) {
      if (!open(132, 133)) return "false";
      const text = String(value);
      const found = rule(String(name));
      if (!found) return fail(/_children|_count/.test(name) ? (version === one ? 402 : 404) : codes.none);
      const [, access, shape, least, most] = found;
      if (access === "r") return fail(codes.fixed);
      if (!shape.test(text)) return fail(codes.type);
      if (least !== undefined && (Number(text) < least || Number(text) > most)) return fail(codes.range);
      if (text.length > longest) return fail(codes.type);
      values.set(String(name), text);
      error = 0;
      if (!timer) timer = setTimeout(commit, 250);
      return "true";
    }

    function save() {
      if (!open(142, 143)) return "false";
      error = 0;
      return commit() ? "true" : fail(version === one ? 101 : 391);
    }

    const said = () => String(error);
    const words = (code) => (Number(code) ? `SCORM error ${code}` : "");
    addEventListener("pagehide", () => stage === "open" && timer && commit());
    return { initialize, finish, get, set, save, said, words };
  }

  const first = api(one);
  const second = api(two);
  const API = {
    LMSInitialize: first.initialize, LMSFinish: first.finish, LMSGetValue: first.get, LMSSetValue: first.set,
    LMSCommit: first.save, LMSGetLastError: first.said, LMSGetErrorString: first.words, LMSGetDiagnostic: first.words,
  };
  const API_1484_11 = {
    Initialize: second.initialize, Terminate: second.finish, GetValue: second.get, SetValue: second.set,
    Commit: second.save, GetLastError: second.said, GetErrorString: second.words, GetDiagnostic: second.words,
    version: "1.0",
  };
  Object.assign(window, handed().kind === "scorm2004" ? { API_1484_11 } : { API });

  // lessons look for it in the frames around them, which they may not even look at
  const shown = handed().kind === "scorm2004" ? { API_1484_11 } : { API };
  const stand = { ...shown, document, location, closed: false, opener: null, postMessage() {}, length: 0 };
  stand.parent = stand.top = stand.self = stand.window = stand;
  Object.defineProperty(window, "parent", { value: stand, configurable: true });
})();
