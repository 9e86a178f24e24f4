import { answer } from "./answer.js";
import { clock } from "./clock.js";
import { colours } from "./colours.js";
import { Axes, Plot } from "./plot.js";

// Some lines over time, a page of the window at a time, as an oscilloscope sweeps: what has been is drawn in full, what will be is faint.
export class Sweep {
  constructor(name, { height, label, yName, span, lines, range, names }) {
    [this.span, this.lines, this.range, this.yName, this.names] = [span, lines, range, yName, names];
    [this.axes, this.first, this.done] = [new Axes(), 0, -1];
    this.plot = new Plot(name, { height, label, still: to => this.still(to), moving: to => this.moving(to) });
  }

  change() { this.plot.change(); }

  // Samples of a page.
  get length() { return Math.max(2, Math.min(answer.samples, Math.round(this.span / answer.dt))); }

  still(to) {
    const names = this.names();
    this.axes.box(this.plot, 52, 8, 16, keyRoom(to, this.plot, names));
    const [low, high] = this.range(), { start, dt } = answer, length = this.length;
    this.first = Math.floor(clock.sample / length) * length;
    this.axes.range(start + this.first * dt, start + (this.first + length) * dt, low, high);
    this.axes.draw(to, "time (time units)", this.yName);
    to.globalAlpha = 0.22;
    this.trace(to, this.first, Math.min(answer.samples - 1, this.first + length));
    to.globalAlpha = 1;
    key(to, this.plot, names);
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

// The key under a plot: names in one row, or in as many as the width asks for. How many stand in a row, and how wide each is, px.
function keyColumns(to, plot, names) {
  to.font = "12px system-ui, sans-serif";
  const widest = 20 + Math.max(0, ...names.map(name => to.measureText(name).width)), room = plot.width - 60;
  const columns = Math.max(1, Math.min(names.length, Math.floor(room / widest)));
  const rows = Math.ceil(names.length / columns);
  return { columns: Math.ceil(names.length / rows), rows, step: room / Math.ceil(names.length / rows) };
}

// What the key and the axis's name take below the axis, px.
export const keyRoom = (to, plot, names) => 44 + 16 * keyColumns(to, plot, names).rows;

export function key(to, plot, names) {
  const { columns, rows, step } = keyColumns(to, plot, names);
  to.textAlign = "left";
  names.forEach((name, k) => {
    const left = 52 + step * (k % columns), bottom = plot.height - 16 * (rows - 1 - Math.floor(k / columns));
    to.fillStyle = colours.series[k % 10];
    to.fillRect(left, bottom - 15, 10, 10);
    to.fillStyle = colours.ink;
    to.fillText(name, left + 14, bottom - 6, step - 16);
  });
}
