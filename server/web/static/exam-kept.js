// What a candidate wrote and the server has not yet confirmed, kept in this browser (IndexedDB).
//
// A *draft* is what stands in a question now; a *save* is a draft on its way, with a number and an
// id of its own, and never changes. Of one question one save waits at most besides the one under
// way: a later one takes the place of an earlier one that was not yet sent. What the server has
// confirmed is forgotten at once; what it never confirmed stays for the seat to come back to: a week,
// and as long as its sitting lasts, for a PC's clock may be wrong by years and then set right.

const NAME = "ardoise-exam";
const OLDEST = 7 * 24 * 3600 * 1000; // ms

const done = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

const committed = (transaction) =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onerror = transaction.onabort = () => reject(transaction.error);
  });

async function opened() {
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore("drafts", { keyPath: ["whose", "place"] });
    request.result.createObjectStore("saves", { keyPath: ["whose", "uuid"] });
  };
  return done(request);
}

// "7.12345" is candidate 12345 of sitting 7.
const sittingOf = (whose) => whose.split(".")[0];
const mine = (whose) => IDBKeyRange.bound([whose], [whose, []]);

// Returns what keeps the changes of one candidate; in memory alone where the browser keeps nothing.
export async function keeper(whose) {
  let database = await opened().catch(() => null);
  const drafts = new Map();
  let saves = [];
  let order = 0;

  if (database) {
    try {
      const transaction = database.transaction(["drafts", "saves"], "readwrite");
      const [stores, ended] = [["drafts", "saves"], committed(transaction)];
      for (const name of stores)
        for (const each of await done(transaction.objectStore(name).getAll()))
          if (each.at < Date.now() - OLDEST && sittingOf(each.whose) !== sittingOf(whose))
            transaction
              .objectStore(name)
              .delete([each.whose, name === "drafts" ? each.place : each.uuid]);
      for (const each of await done(transaction.objectStore("drafts").getAll(mine(whose))))
        drafts.set(each.place, each);
      saves = await done(transaction.objectStore("saves").getAll(mine(whose)));
      saves.sort((one, other) => one.order - other.order);
      order = saves.reduce((most, each) => Math.max(most, each.order), 0);
      await ended;
    } catch {
      database = null;
    }
  }

  // Runs the work in one transaction; says whether the browser has it on its disk.
  async function written(work) {
    if (!database) return false;
    try {
      const transaction = database.transaction(["drafts", "saves"], "readwrite", {
        durability: "strict",
      });
      const ended = committed(transaction);
      work(transaction.objectStore("drafts"), transaction.objectStore("saves"));
      await ended;
      return true;
    } catch {
      return false;
    }
  }

  return {
    drafts: () => [...drafts.values()],
    saves: () => [...saves],

    draft(place, answer, number) {
      const draft = { whose, place, answer, number, at: Date.now() };
      drafts.set(place, draft);
      return written((store) => store.put(draft));
    },

    // Makes a save of each draft, numbered; those under way (by their ids) are left as they are.
    queue(underWay = new Set()) {
      const made = [...drafts.values()].map((draft) => {
        order += 1;
        return {
          whose,
          order,
          uuid: uuid(),
          place: draft.place,
          number: draft.number,
          answer: draft.answer,
          at: draft.at,
        };
      });
      const replaced = saves.filter(
        (old) => drafts.has(old.place) && !underWay.has(old.uuid),
      );
      const places = [...drafts.keys()];
      saves = saves.filter((each) => !replaced.includes(each)).concat(made);
      drafts.clear();
      return written((draftStore, saveStore) => {
        for (const each of replaced) saveStore.delete([whose, each.uuid]);
        for (const each of made) saveStore.put(each);
        for (const place of places) draftStore.delete([whose, place]);
      });
    },

    forget(uuids) {
      const gone = saves.filter((each) => uuids.has(each.uuid));
      saves = saves.filter((each) => !uuids.has(each.uuid));
      return written((_, store) => {
        for (const each of gone) store.delete([whose, each.uuid]);
      });
    },
  };
}

// crypto.randomUUID is for HTTPS only; getRandomValues is everywhere.
function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
}
