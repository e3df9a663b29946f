// Records a spoken answer and puts it into the form's own field for a file, which is then sent.
//
//   <form> <div data-behaviour="record" data-longest="60" data-word-…="… {n} …" hidden>
//     <button type="button"><span> <p role="status"> </div> <input type="file"> [data-seconds]
//
// A browser gives the microphone to pages of this machine and to HTTPS only: where there is none to
// be had, that is said, and a recording made elsewhere can be chosen.

function begin(box) {
  const button = box.querySelector("button");
  const label = button.querySelector("span");
  const status = box.querySelector("[role=status]");
  const field = box.closest("form").querySelector("input[type=file]");
  const length = box.closest("form").querySelector("[data-seconds]");
  const { longest, wordSpeak, wordStop, wordGoing, wordDone, wordNone } = box.dataset;
  let recorder = null;
  let timer = 0;

  const say = (word, n) => (status.textContent = word.replace("{n}", n));

  function keep(pieces, type, seconds) {
    const files = new DataTransfer();
    files.items.add(new File(pieces, "voice", { type }));
    field.files = files.files;
    if (length) length.value = seconds;
    label.textContent = wordSpeak;
    say(wordDone, seconds);
  }

  async function start() {
    const sound = await navigator.mediaDevices?.getUserMedia({ audio: true }).catch(() => null);
    if (!sound) return say(wordNone, 0);
    const pieces = [];
    let seconds = 0;
    recorder = new MediaRecorder(sound, { audioBitsPerSecond: 32000 });
    recorder.addEventListener("dataavailable", ({ data }) => pieces.push(data));
    recorder.addEventListener("stop", () => {
      clearInterval(timer);
      for (const track of sound.getTracks()) track.stop();
      keep(pieces, recorder.mimeType, seconds);
      recorder = null;
    });
    recorder.start();
    label.textContent = wordStop;
    say(wordGoing, longest);
    timer = setInterval(() => {
      seconds += 1;
      if (seconds % 10 === 0) say(wordGoing, longest - seconds);
      if (seconds >= longest) recorder?.stop();
    }, 1000);
  }

  button.addEventListener("click", () => (recorder ? recorder.stop() : start()));
  addEventListener("pagehide", () => recorder?.stop());
  box.hidden = false;
}

document.querySelectorAll('[data-behaviour~="record"]').forEach(begin);
