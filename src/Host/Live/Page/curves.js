import { colours } from "./colours.js";
import { Axes, Plot } from "./plot.js";
import { key, keyRoom } from "./sweep.js";

// Loss and accuracy, epoch by epoch, and how the epoch under way stands. Epochs come in order, numbered from 1; where one gives no number it is NaN.
const Names = ["loss", "train", "vote", "mean"], Points = 60, columns = Object.fromEntries(Names.map(name => [name, new Float32Array(64)]));
let count = 0, first = 1, batch = null, whole = 0;

function grow(column) {
  const larger = new Float32Array(2 * column.length);
  larger.set(column);
  return larger;
}

// The least and the largest of some columns, and of how the epoch under way stands.
function bounds(names, here) {
  let least = Infinity, most = -Infinity;
  const take = value => {
    if (value < least) least = value;
    if (value > most) most = value;
  };
  for (const name of names) for (let n = 0; n < count; n++) take(columns[name][n]);
  if (batch && batch[here] !== null) take(batch[here]);
  return [least, most];
}

// A line through what is there; where epochs are closer than half a pixel, some of them.
function line(to, axes, k, column) {
  to.strokeStyle = to.fillStyle = colours.series[k];
  to.lineWidth = 2;
  to.beginPath();
  const step = Math.max(1, Math.floor(0.5 * (axes.x1 - axes.x0) / Math.max(1, axes.right - axes.left)));
  for (let n = 0; n < count; n += step) if (!isNaN(column[n])) to.lineTo(axes.x(first + n), axes.y(column[n]));
  to.stroke();
  if (count <= Points) for (let n = 0; n < count; n++) if (!isNaN(column[n])) to.fillRect(axes.x(first + n) - 2.5, axes.y(column[n]) - 2.5, 5, 5);
}

function draw(name, height, label, yName, here, series, range) {
  const axes = new Axes(), names = series.map(one => one.name);
  const plot = new Plot(name, {
    height, label, still: to => {
      const words = series.map(one => one.words()), [least, most] = bounds(names, here);
      axes.box(plot, 52, 8, 10, keyRoom(to, plot, words));
      axes.range(0, Math.max(2, whole, first + count - 1), ...range(least, most));
      axes.draw(to, "epoch", yName, { least: 1 });
      names.forEach((one, k) => line(to, axes, k, columns[one]));
      if (batch && batch[here] !== null) {
        to.strokeStyle = colours.series[0];
        to.strokeRect(axes.x(batch.epoch - 1 + batch.done / batch.images) - 4, axes.y(batch[here]) - 4, 8, 8);
      }
      key(to, plot, words);
    },
  });
  return plot;
}

let set = "test";
const loss = draw("loss", 260, "loss by epoch", "loss (nats)", "loss", [{ name: "loss", words: () => "training" }],
  (_, most) => [0, Math.max(0.1, most) * 1.05]);
const accuracy = draw("accuracy", 260, "accuracy by epoch", "accuracy (%)", "accuracy", [
  { name: "train", words: () => "training, mean" },
  { name: "vote", words: () => `${set}, vote` },
  { name: "mean", words: () => `${set}, mean` },
], least => [Math.max(0, Math.floor((Math.min(95, least) - 1) / 5) * 5), 100]);

export function begin(about) {
  [whole, set] = [about.epochs, about.set];
  change();
}

export function addEpoch(epoch) {
  if (count > 0 && epoch.epoch < first + count) return; // the line broke and came back
  if (count === 0) first = epoch.epoch;
  const n = epoch.epoch - first;
  for (const name of Names) {
    while (n >= columns[name].length) columns[name] = grow(columns[name]);
    columns[name].fill(NaN, count, n);
    columns[name][n] = epoch[name] ?? NaN;
  }
  count = n + 1;
  batch = null;
  change();
}

export function setBatch(now) {
  batch = now;
  change();
}

function change() {
  loss.change();
  accuracy.change();
}
