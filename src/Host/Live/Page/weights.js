import * as server from "./server.js";
import { colours, rgb } from "./colours.js";
import { Plot } from "./plot.js";
import { onShown, show, shown } from "./shown.js";

// W1 as pictures, one a cell. It is asked for again when it has changed, it is in sight, and some time has passed.
const Pause = 4000, Gap = 1, Line = 13;
let rows = 0, columns = 0, cells = 0, across = 1, values = null, wanted = false, busy = false, last = -Pause, side = 1;
const sheet = document.createElement("canvas");

function paint() {
  const down = Math.ceil(cells / across);
  sheet.width = across * (columns + Gap);
  sheet.height = down * rows;
  const to = sheet.getContext("2d"), picture = to.createImageData(sheet.width, sheet.height), pixels = picture.data;
  const ground = rgb(colours.ground), plus = rgb(colours.series[0]), minus = rgb(colours.series[1]);
  for (let cell = 0; cell < cells; cell++) {
    const top = Math.floor(cell / across) * rows, left = cell % across * (columns + Gap);
    for (let pixel = 0; pixel < rows * columns; pixel++) {
      const value = values[cell * rows * columns + pixel], share = Math.abs(value) / 127, tone = value < 0 ? minus : plus;
      const at = 4 * ((top + Math.floor(pixel / columns)) * sheet.width + left + pixel % columns);
      for (let c = 0; c < 3; c++) pixels[at + c] = ground[c] + share * (tone[c] - ground[c]);
      pixels[at + 3] = 255;
    }
  }
  to.putImageData(picture, 0, 0);
}

function still(to, plot) {
  if (!values) return;
  across = Math.max(1, Math.min(cells, Math.ceil(Math.sqrt(cells * plot.width / 330))));
  paint();
  side = plot.width / sheet.width;
  const down = Math.ceil(cells / across);
  plot.setHeight(Math.ceil(down * step()));
  to.imageSmoothingEnabled = false;
  for (let n = 0; n < down; n++) to.drawImage(sheet, 0, n * rows, sheet.width, rows, 0, n * step(), sheet.width * side, rows * side);
  to.font = "9px system-ui, sans-serif";
  to.textAlign = "center";
  to.fillStyle = colours.quiet;
  for (let cell = 0; cell < cells; cell++) {
    to.fillText(cell, (cell % across * (columns + Gap) + columns / 2) * side, (Math.floor(cell / across) + 1) * step() - 3);
  }
  to.lineWidth = 2;
  shown.cells.forEach((cell, k) => {
    if (cell >= cells) return;
    to.strokeStyle = colours.series[k];
    to.strokeRect(cell % across * (columns + Gap) * side, Math.floor(cell / across) * step(), columns * side, rows * side);
  });
}

// From one row of pictures to the next: the picture, and its cell's number below it.
const step = () => rows * side + Line;

function click(left, top) {
  const cell = Math.floor(top / step()) * across + Math.floor(left / side / (columns + Gap));
  if (cell < cells) show(cell);
}

async function ask() {
  if (!wanted || busy || !plot.seen || performance.now() - last < Pause) return;
  [busy, wanted] = [true, false];
  try {
    const { head, buffer, at } = await server.weights();
    cells = head.cells;
    values = cells > 0 ? new Int8Array(buffer, at, cells * rows * columns) : null;
    plot.change();
  } catch { /* the program has ended: what there is stays */ }
  [busy, last] = [false, performance.now()];
}

const plot = new Plot("weights", { height: 200, still, click, label: "weights into each hidden cell" });
onShown(() => plot.change());
setInterval(ask, 500);

export function begin(about) { [rows, columns] = [about.rows, about.columns]; }
export function change() { wanted = true; }
