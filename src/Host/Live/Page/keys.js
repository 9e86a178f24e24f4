import { answer } from "./answer.js";
import { clock, onFrame, seek } from "./clock.js";
import { activate, step } from "./shown.js";

// Time and keys: what they move is moved by buttons too.
const [play, time, now, speed] = ["play", "time", "now", "speed"].map(id => document.getElementById(id));
let told = -1, toldSample = -1, sliding = false;

function setPlaying(playing) {
  clock.playing = playing;
  play.textContent = playing ? "pause" : "play";
}

function move(by) {
  setPlaying(false);
  seek(Math.floor(clock.sample) + by);
}

// Ten times a second is enough to read.
function tell() {
  const tenth = Math.floor(performance.now() / 100);
  if (tenth === told) return;
  told = tenth;
  if (clock.sample === toldSample) return;
  toldSample = clock.sample;
  now.textContent = (answer.start + clock.sample * answer.dt).toFixed(1);
  if (!sliding) time.value = answer.samples > 1 ? 1000 * clock.sample / (answer.samples - 1) : 0;
}

play.addEventListener("click", () => setPlaying(!clock.playing));
document.getElementById("back").addEventListener("click", () => move(-1));
document.getElementById("forth").addEventListener("click", () => move(1));
time.addEventListener("input", () => { sliding = true; seek(time.value / 1000 * (answer.samples - 1)); });
time.addEventListener("change", () => { sliding = false; });
speed.addEventListener("input", () => { clock.speed = 2 ** +speed.value; });

export function begin(other) {
  const keys = {
    " ": () => setPlaying(!clock.playing), ",": () => move(-1), ".": () => move(1), ArrowLeft: () => other(-1), ArrowRight: () => other(1),
    ArrowUp: () => step(1), ArrowDown: () => step(-1), 1: () => activate(0), 2: () => activate(1), 3: () => activate(2), 4: () => activate(3),
  };
  document.addEventListener("keydown", event => {
    const typing = event.target.matches("input, textarea, select"), pressing = event.target.matches("button") && event.key === " ";
    if (typing || pressing || event.ctrlKey || event.altKey || event.metaKey || !keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });
}

setPlaying(clock.playing);
onFrame(tell);
