import { answer, winner } from "./answer.js";
import { said } from "./names.js";
import { show, shown, onShown } from "./shown.js";

// Why an image gets its class: the cells that speak most for one class over another, and those that speak most against it, as in the reports. Without a
// choice these are the class by vote and the true one; where that is the same, or nobody knows it, the second by vote.
const Most = 5;
const [over, by] = ["over", "by"].map(id => document.getElementById(id)), element = id => document.getElementById(id), rows = [];
let chosen = false, image;

const number = value => (value < 0 ? "-" : value > 0 ? "+" : "") + Math.abs(value).toFixed(2);

export function begin({ classes }) {
  for (const select of [over, by]) {
    select.replaceChildren(...Array.from({ length: classes }, (_, k) => new Option(said(k), k)));
    select.addEventListener("change", () => { chosen = true; draw(); });
  }
  for (let n = 0; n < 2 * Most; n++) {
    const row = document.createElement("button"), bar = document.createElement("i"), words = document.createElement("span");
    row.type = "button";
    row.hidden = true;
    row.append(bar, words);
    row.addEventListener("click", () => show(+row.dataset.cell));
    element("tips").append(row);
    rows.push(row);
  }
}

// Another answer: what was chosen stays while the image is the same.
export function change() {
  if (answer.classes === 0) return;
  if (answer.image !== image) chosen = false;
  image = answer.image;
  if (!chosen) {
    const best = winner(), truth = answer.label;
    by.value = best;
    over.value = truth === null || truth === best ? second(best) : truth;
  }
  draw();
}

// The class with the most votes but one; of equals the lower.
function second(best) {
  let found = -1;
  for (let k = 0; k < answer.classes; k++) if (k !== best && (found < 0 || answer.votes[k] > answer.votes[found])) found = k;
  return Math.max(0, found);
}

function role(label) {
  const is = [label === answer.label ? "true" : "", label === winner() ? "by vote" : ""].filter(word => word);
  return is.length > 0 ? ` (${is.join(", ")})` : "";
}

function draw() {
  const { cells, classes, weights, means, bias } = answer, [a, b] = [+by.value, +over.value];
  const difference = cell => weights[cell * classes + a] - weights[cell * classes + b], sums = Array.from(means, (mean, cell) => difference(cell) * mean);
  const order = sums.map((_, cell) => cell).sort((m, n) => sums[n] - sums[m] || m - n);
  const list = [...order.filter(cell => sums[cell] > 0).slice(0, Most), ...order.filter(cell => sums[cell] < 0).slice(-Most)];
  const largest = Math.max(1e-9, ...list.map(cell => Math.abs(sums[cell])));
  rows.forEach((row, n) => {
    row.hidden = n >= list.length;
    if (row.hidden) return;
    const cell = list[n], [bar, words] = row.children;
    row.dataset.cell = cell;
    row.className = sums[cell] < 0 ? "against" : "for";
    bar.style.setProperty("--share", Math.abs(sums[cell]) / largest);
    words.textContent = `cell ${cell}, ${number(sums[cell])}`;
    row.title = `cell ${cell}: W2 difference ${difference(cell).toFixed(3)} times mean of g(x) ${means[cell].toFixed(3)} is ${number(sums[cell])}`;
  });
  element("overname").textContent = `for ${said(b)}${role(b)}`;
  element("byname").textContent = `for ${said(a)}${role(a)}`;
  const total = of => number(sums.filter(of).reduce((sum, value) => sum + value, 0));
  element("total").textContent = a === b ? "Choose two classes." : `All ${cells} cells together: ${total(sum => sum > 0)} and ${total(sum => sum < 0)}, `
    + `${number(sums.reduce((sum, value) => sum + value, 0) + bias[a] - bias[b])} ${bias.some(b => b !== 0) ? "with the bias" : "in all"}.`;
  mark();
}

// The cells that are shown have their colours.
function mark() {
  for (const row of rows) {
    const k = shown.cells.indexOf(+row.dataset.cell);
    row.style.setProperty("--edge", k < 0 ? "transparent" : `var(--series-${k})`);
  }
}

onShown(mark);
