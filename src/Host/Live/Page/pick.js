import * as server from "./server.js";
import { said } from "./names.js";
import { thumbnail } from "./pictures.js";

// The strip of images to pick, page by page.
const strip = document.getElementById("strip"), Page = 24;
let about = null, order = [], place = [], first = 0, picked = 0, tell = () => {}, shownFrom = -1;

export function begin(what, pick) {
  [about, tell] = [what, pick];
  order = ordered(what);
  order.forEach((image, n) => { place[image] = n; });
  document.getElementById("number").max = about.images - 1;
  load();
}

export const current = () => picked;

// The images in the order of the strip: that of the set; or, where the set is sorted by class, the first of each class, then the second of each, and so on.
function ordered({ images, sorted }) {
  if (sorted.length === 0) return Array.from({ length: images }, (_, n) => n);
  const list = [], starts = sorted.map((_, k) => sorted.slice(0, k).reduce((a, b) => a + b, 0));
  for (let turn = 0; list.length < images; turn++) sorted.forEach((count, k) => { if (turn < count) list.push(starts[k] + turn); });
  return list;
}

// An image is at hand: it is marked, and its page is shown.
export function mark(image) {
  picked = image;
  document.getElementById("number").value = image;
  first = Math.floor(place[image] / Page) * Page;
  load();
}

async function load() {
  if (shownFrom !== first) {
    shownFrom = first;
    const numbers = order.slice(first, first + Page), from = first;
    try {
      const pictures = await server.images(numbers);
      if (from !== first) return;
      strip.replaceChildren(...numbers.map((image, n) => thumbnail(pictures, n, about, `image ${image}, ${said(pictures.head.labels[n])}`, () => tell(image))));
    } catch { shownFrom = -1; return; }
  }
  [...strip.children].forEach((button, n) => button.setAttribute("aria-pressed", String(order[first + n] === picked)));
}

function turn(by) {
  first = Math.max(0, Math.min(Math.floor((about.images - 1) / Page) * Page, first + by * Page));
  load();
}

document.getElementById("before").addEventListener("click", () => turn(-1));
document.getElementById("after").addEventListener("click", () => turn(1));
document.getElementById("any").addEventListener("click", () => tell(Math.floor(Math.random() * about.images)));
document.getElementById("number").addEventListener("change", event => tell(Math.max(0, Math.min(about.images - 1, Math.round(+event.target.value) || 0))));
