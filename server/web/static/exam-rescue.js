// A rescue file: what the server has not confirmed, sealed for it alone, to be carried by the
// examiner's stick when the network does not come back. Its form: sync/sealing/rescue.py.
//
//   <div data-behaviour="exam-rescue" data-sitting="7" data-candidate="12" data-key="base64"
//     data-pass="hex" data-name="file name" data-word-saved hidden>
//     <button type="button"> <p role="status">
//
// A download like any other; the kiosk's profiles let it lie in a folder of its own, and copy it to
// the examiner's stick (packaging/kiosk).
//
// Web Crypto is for HTTPS only; tweetnacl, loaded with the page while there was a network, seals.

const TRIES = 12; // about a minute without an answer
const box = document.querySelector('[data-behaviour~="exam-rescue"]');
const { nacl } = globalThis;

const base64 = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
const bytesOf = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));

function sealed(saves) {
  const { sitting, candidate, key, pass } = box.dataset;
  const told = saves.map(({ uuid, place, number, answer, at }) => ({ uuid, place, number, answer, client_ms: at }));
  const message = JSON.stringify({ sitting, candidate, pass, made_ms: Date.now(), saves: told });
  const own = nacl.box.keyPair();
  const nonce = nacl.randomBytes(nacl.box.nonceLength);
  const closed = nacl.box(new TextEncoder().encode(message), nonce, bytesOf(key), own.secretKey);
  const whole = new Uint8Array([...own.publicKey, ...nonce, ...closed]);
  return JSON.stringify({ type: "ardoise.rescue", version: 1, sitting, candidate, key, box: base64(whole) });
}

function save(saves) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([sealed(saves)], { type: "application/json" }));
  link.download = box.dataset.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  box.querySelector("[role=status]").textContent = box.dataset.wordSaved;
}

if (box && nacl) {
  document.addEventListener("exam:away", ({ detail }) => {
    if (detail >= TRIES) box.hidden = false;
  });
  document.addEventListener("exam:over", ({ detail }) => {
    if (detail) box.hidden = false;
  });
  document.addEventListener("exam:kept", ({ detail }) => {
    if (!detail) box.hidden = true;
  });
  box.querySelector("button").addEventListener("click", () =>
    document.dispatchEvent(new CustomEvent("exam:gather", { detail: save })),
  );
}
