import { answer } from "./answer.js";
import { colours, onColours } from "./colours.js";

// Which cells are shown: four, of which one is changed by clicks and arrows.
export const shown = { cells: [0, 1, 2, 3], active: 0 };

const inputs = [], told = [];

// Calls back when other cells are shown.
export const onShown = changed => told.push(changed);

export function show(cell, place = shown.active) {
  if (!(cell >= 0) || answer.cells === 0) return;
  shown.cells[place] = Math.min(answer.cells - 1, Math.round(cell));
  tell();
}

// The cell with the next larger, or smaller, current.
export function step(by) {
  const rank = answer.rank[shown.cells[shown.active]] + by;
  if (rank >= 0 && rank < answer.cells) show(answer.order[rank]);
}

export function activate(place) {
  shown.active = place;
  tell();
}

// From the lowest current to the highest, evenly through the ranks; for the first answer.
export function spread() {
  shown.cells = [0, 1, 2, 3].map(n => answer.order[Math.round(n * (answer.cells - 1) / 3)]);
  tell();
}

function tell() {
  for (let n = 0; n < 4; n++) {
    inputs[n].max = Math.max(0, answer.cells - 1);
    if (document.activeElement !== inputs[n] || +inputs[n].value !== shown.cells[n]) inputs[n].value = shown.cells[n];
    inputs[n].parentElement.classList.toggle("active", n === shown.active);
  }
  for (const changed of told) changed();
}

function paint() {
  inputs.forEach((input, n) => { input.style.borderColor = colours.series[n]; });
}

for (let n = 0; n < 4; n++) {
  const label = document.createElement("label"), input = document.createElement("input");
  Object.assign(input, { type: "number", min: 0, value: n });
  label.append(`cell`, input);
  document.getElementById("cells").append(label);
  input.setAttribute("aria-label", `cell shown in colour ${n + 1}`);
  input.addEventListener("focus", () => activate(n));
  input.addEventListener("input", () => { if (input.value !== "") show(+input.value, n); });
  inputs.push(input);
}
paint();
onColours(paint);
