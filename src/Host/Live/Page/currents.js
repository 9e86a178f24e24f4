import { answer } from "./answer.js";
import { colours } from "./colours.js";
import { Axes, Plot } from "./plot.js";
import { onShown, show, shown } from "./shown.js";

// The current of each cell, by its number.
const axes = new Axes();

function still(to, plot) {
  const { cells, currents, a } = answer;
  let most = 1.15;
  for (let cell = 0; cell < cells; cell++) most = Math.max(most, 1.08 * Math.abs(currents[cell]));
  axes.box(plot, 44, 8, 8, 40);
  axes.range(-0.5, Math.max(1, cells) - 0.5, -most, most);
  axes.draw(to, "cell", "current I (no unit)");
  to.strokeStyle = colours.mark;
  to.setLineDash([6, 4]);
  for (const edge of [-1 - a, 1 - a]) {
    to.beginPath();
    to.moveTo(axes.left, axes.y(edge));
    to.lineTo(axes.right, axes.y(edge));
    to.stroke();
  }
  to.setLineDash([]);
  const wide = Math.max(1, (axes.right - axes.left) / Math.max(1, cells) - 1), zero = axes.y(0);
  for (let cell = 0; cell < cells; cell++) {
    const k = shown.cells.indexOf(cell), top = axes.y(currents[cell]);
    to.fillStyle = k >= 0 ? colours.series[k] : colours.mark;
    to.globalAlpha = k >= 0 ? 1 : 0.6;
    to.fillRect(axes.x(cell) - wide / 2, Math.min(top, zero), wide, Math.max(1, Math.abs(top - zero)));
  }
  to.globalAlpha = 1;
}

const click = left => show(Math.round(axes.x0 + (left - axes.left) / (axes.right - axes.left) * (axes.x1 - axes.x0)));
const plot = new Plot("currents", { height: 330, still, click, label: "current of each cell" });
onShown(() => plot.change());
export const change = () => plot.change();
