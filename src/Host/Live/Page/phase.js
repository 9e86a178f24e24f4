import { answer } from "./answer.js";
import { clock } from "./clock.js";
import { colours } from "./colours.js";
import { Axes, Plot } from "./plot.js";
import { onShown, shown } from "./shown.js";

// All cells in the phase plane; those shown draw their way.
const axes = new Axes(), Tail = 40;

function still(to, plot) {
  axes.box(plot, 44, 8, 8, 40);
  axes.range(-2.4, 2.4, -1.25, 1.25);
  axes.draw(to, "x (no unit)", "y (no unit)");
  to.strokeStyle = colours.mark;
  to.lineWidth = 1.5;
  to.setLineDash([6, 4]);
  to.beginPath();
  for (let x = -2.1; x <= 2.1; x += 0.02) to.lineTo(axes.x(x), axes.y(x - x * x * x / 3));
  to.stroke();
  to.setLineDash([2, 4]);
  shown.cells.forEach((cell, n) => {
    const x = -(answer.a + answer.currents[cell]);
    if (!(Math.abs(x) <= 2.4)) return;
    to.strokeStyle = colours.series[n];
    to.beginPath();
    to.moveTo(axes.x(x), axes.top);
    to.lineTo(axes.x(x), axes.bottom);
    to.stroke();
  });
  to.setLineDash([]);
}

function moving(to, plot) {
  to.clearRect(0, 0, plot.width, plot.height);
  const { cells, samples, x, y, unit } = answer, at = clock.sample;
  if (samples === 0) return;
  const n = Math.floor(at), part = n + 1 < samples ? at - n : 0;
  to.fillStyle = colours.mark;
  for (let cell = 0; cell < cells; cell++) {
    const i = cell * samples + n, j = part > 0 ? i + 1 : i;
    to.fillRect(axes.x((x[i] + part * (x[j] - x[i])) * unit) - 2, axes.y(y[i] + part * (y[j] - y[i])) - 2, 4, 4);
  }
  to.lineWidth = 2;
  for (let k = 0; k < 4; k++) {
    const from = shown.cells[k] * samples;
    if (shown.cells[k] >= cells) continue;
    to.strokeStyle = to.fillStyle = colours.series[k];
    to.beginPath();
    for (let m = Math.max(0, n - Tail); m <= n; m++) to.lineTo(axes.x(x[from + m] * unit), axes.y(y[from + m]));
    const i = from + n, j = part > 0 ? i + 1 : i;
    const left = axes.x((x[i] + part * (x[j] - x[i])) * unit), top = axes.y(y[i] + part * (y[j] - y[i]));
    to.lineTo(left, top);
    to.stroke();
    to.fillRect(left - 4, top - 4, 8, 8);
  }
}

const plot = new Plot("phase", { height: 330, still, moving, label: "x and y of all cells, with nullclines" });
onShown(() => plot.change());
export const change = () => plot.change();
