import { colours } from "./colours.js";
import { Axes, Plot } from "./plot.js";
import { key, keyRoom } from "./sweep.js";

// Loss and accuracy, epoch by epoch, and how the epoch under way stands.
const epochs = [];
let batch = null, whole = 0;

function line(to, axes, k, points) {
  to.strokeStyle = to.fillStyle = colours.series[k];
  to.lineWidth = 2;
  to.beginPath();
  for (const [x, y] of points) to.lineTo(axes.x(x), axes.y(y));
  to.stroke();
  if (points.length <= 60) for (const [x, y] of points) to.fillRect(axes.x(x) - 2.5, axes.y(y) - 2.5, 5, 5);
}

const of = name => epochs.filter(epoch => epoch[name] !== null).map(epoch => [epoch.epoch, epoch[name]]);
const here = name => batch ? [[batch.epoch - 1 + batch.done / batch.images, batch[name]]].filter(([, y]) => y !== null) : [];

function draw(name, height, label, yName, series, range) {
  const axes = new Axes();
  const plot = new Plot(name, {
    height, label, still: to => {
      const lines = series.map(one => of(one.name)), last = series[0].batch ? here(series[0].batch) : [];
      const names = series.map(one => one.words());
      const values = [...lines.flat(), ...last].map(([, y]) => y);
      axes.box(plot, 52, 8, 10, keyRoom(to, plot, names));
      axes.range(0, Math.max(2, whole, epochs.at(-1)?.epoch ?? 0), ...range(values));
      axes.draw(to, "epoch", yName);
      lines.forEach((points, k) => line(to, axes, k, points));
      for (const [x, y] of last) {
        to.strokeStyle = colours.series[0];
        to.strokeRect(axes.x(x) - 4, axes.y(y) - 4, 8, 8);
      }
      key(to, plot, names);
    },
  });
  return plot;
}

let set = "test";
const loss = draw("loss", 260, "loss by epoch", "loss (nats)", [{ name: "loss", batch: "loss", words: () => "training" }],
  values => [0, Math.max(0.1, ...values) * 1.05]);
const accuracy = draw("accuracy", 260, "accuracy by epoch", "accuracy (%)", [
  { name: "train", batch: "accuracy", words: () => "training, mean" },
  { name: "vote", words: () => `${set}, vote` },
  { name: "mean", words: () => `${set}, mean` },
], values => [Math.max(0, Math.floor((Math.min(95, ...values) - 1) / 5) * 5), 100]);

export function begin(about) {
  [whole, set] = [about.epochs, about.set];
  change();
}

export function addEpoch(epoch) {
  if (epochs.some(known => known.epoch === epoch.epoch)) return; // the line broke and came back
  epochs.push(epoch);
  batch = null;
  change();
}

export function setBatch(now) {
  batch = now;
  change();
}

export const last = () => epochs.at(-1);

function change() {
  loss.change();
  accuracy.change();
}
