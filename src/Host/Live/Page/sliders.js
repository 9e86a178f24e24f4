import { answer } from "./answer.js";
import { onShown, shown } from "./shown.js";

// Currents by hand, where there is a device and no network.
const first = document.getElementById("least"), last = document.getElementById("most"), each = document.getElementById("each"), own = [];
let currents = [], tell = () => {};

function say(input) { input.nextElementSibling.textContent = (+input.value).toFixed(2); }

export function begin(about, moved) {
  [currents, tell] = [about.start.slice(), moved];
  for (const input of [first, last]) [input.min, input.max] = [about.least, about.most];
  [first.value, last.value] = [about.least, about.most];
  for (let k = 0; k < 4; k++) {
    const label = document.createElement("label"), input = document.createElement("input");
    Object.assign(input, { type: "range", min: about.least, max: about.most, step: 0.01 });
    label.append(document.createElement("span"), input, document.createElement("output"));
    each.append(label);
    own.push(input);
    input.addEventListener("input", () => {
      currents[shown.cells[k]] = +input.value;
      say(input);
      tell(currents);
    });
  }
  for (const input of [first, last]) input.addEventListener("input", () => {
    const [from, until] = [+first.value, +last.value];
    currents = currents.map((_, cell) => from + (until - from) * cell / (currents.length - 1));
    say(input);
    follow();
    tell(currents);
  });
  say(first);
  say(last);
  onShown(follow);
  follow();
  tell(currents);
}

function follow() {
  own.forEach((input, k) => {
    const cell = shown.cells[k];
    input.previousElementSibling.textContent = `cell ${cell}`;
    if (document.activeElement !== input) input.value = currents[cell] ?? answer.currents[cell] ?? 0;
    say(input);
  });
}
