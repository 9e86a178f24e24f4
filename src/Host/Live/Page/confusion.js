import * as server from "./server.js";
import { name, said } from "./names.js";
import { thumbnail } from "./pictures.js";

// The confusion matrix, and the first images that are classified wrong. Both come anew some times a second: what is the same stays in the page.
const Classes = 20, table = document.getElementById("confusion"), list = document.getElementById("wrong");
export const wrong = [];
let size = { rows: 0, columns: 0 }, pick = () => {}, turn = 0, cells = [], buttons = new Map();

export function begin(about, picked) { [size, pick] = [about, picked]; }

export async function set(now) {
  const { classes, counts, all, images } = now, mine = ++turn;
  if (classes > Classes) table.textContent = `${classes} classes are more than fit here; report.html has them.`;
  else draw(classes, counts, all, images);
  wrong.length = 0;
  for (let n = 0; n < now.wrong.length; n += 3) wrong.push(now.wrong.slice(n, n + 3));
  document.getElementById("anywrong").disabled = wrong.length === 0;
  if (wrong.length === 0) { list.replaceChildren("none"); return; }
  const missing = wrong.map(([image]) => image).filter(image => !buttons.has(image));
  try {
    const pictures = missing.length > 0 ? await server.images(missing) : null;
    if (mine !== turn) return; // a later matrix has come
    missing.forEach((image, n) => buttons.set(image, thumbnail(pictures, n, size, "", () => pick(image))));
    buttons = new Map(wrong.map(([image]) => [image, buttons.get(image)]));
    wrong.forEach(tell);
    const shown = [...buttons.values()], stays = list.childNodes.length === shown.length && shown.every((button, n) => list.childNodes[n] === button);
    if (!stays) list.replaceChildren(...shown);
  } catch { /* the program has ended */ }
}

function tell([image, label, vote]) {
  const button = buttons.get(image), words = `image ${image}, ${said(label)} taken for ${said(vote)}`;
  if (button.title === words) return;
  button.title = words;
  button.setAttribute("aria-label", words);
  button.replaceChildren(button.firstChild, `${name(label)} as ${name(vote)}`);
}

function draw(classes, counts, all, images) {
  if (cells.length !== classes * classes) build(classes);
  table.firstChild.caption.textContent = `${all} of ${images} wrong. A row a true class, a column a class by vote.`;
  for (let label = 0; label < classes; label++) {
    let sum = 0;
    for (let vote = 0; vote < classes; vote++) sum += counts[label * classes + vote];
    for (let vote = 0; vote < classes; vote++) {
      const count = counts[label * classes + vote], cell = cells[label * classes + vote], share = count / Math.max(1, sum);
      const words = `${name(label)} taken for ${name(vote)}: ${count} of ${sum} images`;
      if (cell.title === words) continue;
      cell.title = words;
      cell.textContent = count || "";
      cell.className = count === 0 ? "" : label === vote ? "right" : "wrong";
      cell.style.setProperty("--share", label === vote ? share : Math.min(1, 2 * Math.sqrt(share)));
    }
  }
  table.firstChild.classList.toggle("large", counts.some(count => count > 999));
}

// The table without its numbers.
function build(classes) {
  const body = document.createElement("table"), head = body.insertRow();
  body.createCaption();
  cells = [];
  for (let k = -1; k < classes; k++) head.append(Object.assign(document.createElement("th"), { textContent: k < 0 ? "" : name(k), scope: "col" }));
  for (let label = 0; label < classes; label++) {
    const row = body.insertRow();
    row.append(Object.assign(document.createElement("th"), { textContent: name(label), scope: "row" }));
    for (let vote = 0; vote < classes; vote++) cells.push(row.insertCell());
  }
  table.replaceChildren(body);
}
