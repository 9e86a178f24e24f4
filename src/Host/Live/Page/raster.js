import { answer, rate } from "./answer.js";
import { clock } from "./clock.js";
import { colours } from "./colours.js";
import { Axes, Plot } from "./plot.js";
import { onShown, show, shown } from "./shown.js";

// When each cell spikes, cells by current; at the right how often it does.
const axes = new Axes(), Rates = 90;

function still(to, plot) {
  axes.box(plot, 56, 8, Rates + 24, 40);
  const { cells, samples, start, dt, spikes, spikesFrom, rank, order } = answer;
  axes.range(start, start + Math.max(1, samples) * dt, cells, 0);
  axes.draw(to, "time (time units)", "cells by current I", { alongY: false });
  if (cells === 0) return;
  const high = (axes.bottom - axes.top) / cells;
  to.fillStyle = colours.quiet;
  to.textAlign = "right";
  for (const place of [0, cells >> 1, cells - 1]) to.fillText(answer.currents[order[place]].toFixed(2), axes.left - 6, axes.y(place + 0.5) + 4);
  for (let cell = 0; cell < cells; cell++) {
    const k = shown.cells.indexOf(cell), top = axes.y(rank[cell]);
    to.fillStyle = k >= 0 ? colours.series[k] : colours.series[0];
    to.globalAlpha = k >= 0 ? 1 : 0.75;
    for (let n = spikesFrom[cell]; n < spikesFrom[cell + 1]; n++) to.fillRect(axes.x(start + spikes[n] * dt), top, k >= 0 ? 2 : 1.2, Math.max(1, high - 0.4));
  }
  let most = 1e-9;
  for (let cell = 0; cell < cells; cell++) most = Math.max(most, rate(cell));
  for (let cell = 0; cell < cells; cell++) {
    const k = shown.cells.indexOf(cell);
    to.fillStyle = k >= 0 ? colours.series[k] : colours.mark;
    to.globalAlpha = k >= 0 ? 1 : 0.6;
    to.fillRect(axes.right + 14, axes.y(rank[cell]), Rates * rate(cell) / most, Math.max(1, high - 0.4));
  }
  to.globalAlpha = 1;
  to.fillStyle = colours.quiet;
  to.textAlign = "right";
  to.fillText(`0 to ${most.toFixed(2)}`, axes.right + 14 + Rates, axes.bottom + 16);
  to.fillText("a time unit", axes.right + 14 + Rates, axes.bottom + 32);
}

function moving(to, plot) {
  to.clearRect(0, 0, plot.width, plot.height);
  to.fillStyle = colours.ink;
  to.fillRect(axes.left + clock.sample / Math.max(1, answer.samples) * (axes.right - axes.left), axes.top, 1.5, axes.bottom - axes.top);
}

const click = (_, top) => show(answer.order[Math.floor((top - axes.top) / (axes.bottom - axes.top) * answer.cells)]);
const plot = new Plot("raster", { height: 330, still, moving, isSlow: true, click, label: "spikes and rates of all cells" });
onShown(() => plot.change());
export const change = () => plot.change();
