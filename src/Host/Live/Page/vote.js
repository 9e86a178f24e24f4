import { answer } from "./answer.js";
import { clock } from "./clock.js";
import { colours } from "./colours.js";
import { name } from "./names.js";
import { Axes, Plot } from "./plot.js";

// The vote as it is counted: bars that grow, and a strip of who leads at each sample.
const axes = new Axes();

function still(to, plot) {
  axes.box(plot, 44, 8, 8, 66);
  axes.range(-0.5, Math.max(1, answer.classes) - 0.5, 0, 100);
  axes.draw(to, "", "share of the votes so far (%)", { alongX: false });
  to.fillStyle = colours.ink;
  for (let k = 0; k < answer.classes; k++) {
    to.font = k === answer.label ? "bold 13px system-ui, sans-serif" : "12px system-ui, sans-serif";
    to.fillText(name(k), axes.x(k), axes.bottom + 15, (axes.right - axes.left) / answer.classes - 4);
    if (k === answer.label) to.fillText("true", axes.x(k), axes.bottom + 28);
  }
  const wide = axes.right - axes.left;
  for (let n = 0, from = 0; n < answer.samples && answer.classes > 0; from = n) {
    const leader = answer.leader[from];
    while (n < answer.samples && answer.leader[n] === leader) n++;
    to.fillStyle = colours.series[leader % 10];
    to.fillRect(axes.left + from / answer.samples * wide, plot.height - 32, (n - from) / answer.samples * wide + 0.6, 16);
  }
}

function moving(to, plot) {
  to.clearRect(0, 0, plot.width, plot.height);
  const { samples, classes, counts } = answer;
  if (samples === 0 || classes === 0) return;
  const n = Math.floor(clock.sample), wide = (axes.right - axes.left) / classes * 0.7;
  for (let k = 0; k < classes; k++) {
    to.fillStyle = colours.series[k % 10];
    const top = axes.y(100 * counts[k * samples + n] / (n + 1));
    to.fillRect(axes.x(k) - wide / 2, top, wide, axes.bottom - top);
  }
  to.fillStyle = colours.ink;
  to.fillRect(axes.left + clock.sample / samples * (axes.right - axes.left) - 1, plot.height - 36, 2, 24);
}

const plot = new Plot("vote", { height: 300, still, moving, isSlow: true, label: "share of the votes of each class so far" });
export const change = () => plot.change();
