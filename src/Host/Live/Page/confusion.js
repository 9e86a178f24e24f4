import * as server from "./server.js";
import { name, said } from "./names.js";
import { thumbnail } from "./pictures.js";

// The confusion matrix, and the first images that are classified wrong.
const Classes = 20, table = document.getElementById("confusion"), list = document.getElementById("wrong");
export const wrong = [];
let size = { rows: 0, columns: 0 }, pick = () => {}, turn = 0;

export function begin(about, picked) { [size, pick] = [about, picked]; }

export async function set(now) {
  const { classes, counts, all, images } = now, mine = ++turn;
  if (classes > Classes) table.textContent = `${classes} classes are more than fit here; report.html has them.`;
  else draw(classes, counts, all, images);
  wrong.length = 0;
  for (let n = 0; n < now.wrong.length; n += 3) wrong.push(now.wrong.slice(n, n + 3));
  document.getElementById("anywrong").disabled = wrong.length === 0;
  if (wrong.length === 0) { list.replaceChildren("none"); return; }
  try {
    const pictures = await server.images(wrong.map(([image]) => image));
    if (mine !== turn) return; // a later matrix has come
    list.replaceChildren(...wrong.map(([image, label, vote], n) => {
      const button = thumbnail(pictures, n, size, `image ${image}, ${said(label)} taken for ${said(vote)}`, () => pick(image));
      button.append(`${name(label)} as ${name(vote)}`);
      return button;
    }));
  } catch { /* the program has ended */ }
}

function draw(classes, counts, all, images) {
  const body = document.createElement("table"), caption = body.createCaption(), head = body.insertRow();
  caption.textContent = `${all} of ${images} wrong. A row a true class, a column a class by vote.`;
  for (let k = -1; k < classes; k++) head.append(Object.assign(document.createElement("th"), { textContent: k < 0 ? "" : name(k), scope: "col" }));
  for (let label = 0; label < classes; label++) {
    const row = body.insertRow(), of = counts.slice(label * classes, (label + 1) * classes), sum = Math.max(1, of.reduce((a, b) => a + b, 0));
    row.append(Object.assign(document.createElement("th"), { textContent: name(label), scope: "row" }));
    of.forEach((count, vote) => {
      const cell = row.insertCell(), share = count / sum;
      cell.textContent = count || "";
      cell.className = count === 0 ? "" : label === vote ? "right" : "wrong";
      cell.style.setProperty("--share", label === vote ? share : Math.min(1, 2 * Math.sqrt(share)));
      cell.title = `${name(label)} taken for ${name(vote)}: ${count} of ${sum} images`;
    });
  }
  body.classList.toggle("large", counts.some(count => count > 999));
  table.replaceChildren(body);
}
