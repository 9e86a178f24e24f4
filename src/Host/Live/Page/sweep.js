import { answer } from "./answer.js";
import { clock } from "./clock.js";
import { colours } from "./colours.js";
import { Axes, Plot } from "./plot.js";

// Some lines over time, a page of the window at a time, as an oscilloscope sweeps: what has been is drawn in full, what will be is faint.
export class Sweep {
  constructor(name, { height, label, yName, span, lines, range, key }) {
    [this.span, this.lines, this.range, this.yName, this.key] = [span, lines, range, yName, key];
    [this.axes, this.first, this.done] = [new Axes(), 0, -1];
    this.plot = new Plot(name, { height, label, still: to => this.still(to), moving: to => this.moving(to) });
  }

  change() { this.plot.change(); }

  // Samples of a page.
  get length() { return Math.max(2, Math.min(answer.samples, Math.round(this.span / answer.dt))); }

  still(to) {
    this.axes.box(this.plot, 52, 8, 16, 60);
    const [low, high] = this.range(), { start, dt } = answer, length = this.length;
    this.first = Math.floor(clock.sample / length) * length;
    this.axes.range(start + this.first * dt, start + (this.first + length) * dt, low, high);
    this.axes.draw(to, "time (time units)", this.yName);
    to.globalAlpha = 0.22;
    this.trace(to, this.first, Math.min(answer.samples - 1, this.first + length));
    to.globalAlpha = 1;
    this.key(to, this.plot, this.axes);
  }

  moving(to) {
    const at = Math.floor(clock.sample), length = this.length;
    if (answer.samples > 0 && Math.floor(at / length) * length !== this.first) this.plot.change();
    if (this.plot.fresh || at < this.done) {
      to.clearRect(0, 0, this.plot.width, this.plot.height);
      this.done = this.first;
    }
    const until = Math.min(at, this.first + length, answer.samples - 1);
    if (until <= this.done) return;
    this.trace(to, Math.max(this.first, this.done), until);
    this.done = until;
  }

  trace(to, from, until) {
    const { axes } = this, { start, dt } = answer;
    to.lineJoin = "round";
    for (let k = 0; k < this.lines.count(); k++) {
      to.strokeStyle = colours.series[k % 10];
      to.lineWidth = this.lines.width(k);
      to.beginPath();
      for (let n = from; n <= until; n++) to.lineTo(axes.x(start + n * dt), axes.y(this.lines.value(k, n)));
      to.stroke();
    }
  }
}

// A row of names under a plot.
export function row(to, plot, names) {
  to.font = "12px system-ui, sans-serif";
  to.textAlign = "left";
  let left = 52;
  const step = Math.max(24, (plot.width - 60) / names.length);
  names.forEach((name, k) => {
    to.fillStyle = colours.series[k % 10];
    to.fillRect(left, plot.height - 15, 10, 10);
    to.fillStyle = colours.ink;
    to.fillText(name, left + 14, plot.height - 6, step - 16);
    left += step;
  });
}
