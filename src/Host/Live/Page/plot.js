import { colours, onColours } from "./colours.js";
import { clock, onFrame } from "./clock.js";

// A figure of two canvases: one that is drawn when something changes, and one above it, drawn each frame while it is in sight.
export class Plot {
  constructor(name, { height, still, moving = null, isSlow = false, click = null, label }) {
    this.figure = document.querySelector(`[data-plot=${name}]`);
    this.figure.style.height = `${height}px`;
    this.base = this.layer();
    this.top = moving ? this.layer() : null;
    this.base.canvas.setAttribute("role", "img");
    this.base.canvas.setAttribute("aria-label", label);
    [this.still, this.moving, this.isSlow, this.width, this.height, this.seen, this.stale] = [still, moving, isSlow, 0, height, true, true];
    new ResizeObserver(() => this.resize()).observe(this.figure);
    new IntersectionObserver(entries => { this.seen = entries.at(-1).isIntersecting; }).observe(this.figure);
    onColours(() => this.change());
    onFrame(() => this.draw());
    if (click) {
      this.figure.classList.add("clickable");
      this.figure.addEventListener("click", event => {
        const box = this.figure.getBoundingClientRect();
        click(event.clientX - box.left, event.clientY - box.top);
      });
    }
  }

  layer() {
    const canvas = document.createElement("canvas");
    this.figure.append(canvas);
    return canvas.getContext("2d");
  }

  // What it shows is another thing now.
  change() { this.stale = true; }

  setHeight(height) {
    if (this.height === height) return;
    this.height = height;
    this.figure.style.height = `${height}px`;
  }

  resize() {
    const ratio = Math.min(2, devicePixelRatio || 1);
    [this.width, this.height] = [this.figure.clientWidth, this.figure.clientHeight];
    for (const layer of this.top ? [this.base, this.top] : [this.base]) {
      [layer.canvas.width, layer.canvas.height] = [Math.round(this.width * ratio), Math.round(this.height * ratio)];
      layer.setTransform(ratio, 0, 0, ratio, 0, 0);
    }
    this.change();
  }

  draw() {
    if (!this.seen || this.width === 0) return;
    if (this.stale) {
      if (clock.stills-- <= 0) return; // what it showed stays for a frame
      this.stale = false;
      this.base.clearRect(0, 0, this.width, this.height);
      this.still(this.base, this);
      this.fresh = true;
    }
    if (this.moving && (this.fresh || (clock.moved && (clock.slow || !this.isSlow || !clock.playing)))) this.moving(this.top, this);
    this.fresh = false;
  }
}

// Where numbers stand in a plot: a box in pixels, and what its edges mean.
export class Axes {
  constructor() { [this.left, this.top, this.right, this.bottom, this.x0, this.x1, this.y0, this.y1] = [0, 0, 1, 1, 0, 1, 0, 1]; }

  box(plot, left, top, right, bottom) { [this.left, this.top, this.right, this.bottom] = [left, top, plot.width - right, plot.height - bottom]; }

  range(x0, x1, y0, y1) { [this.x0, this.x1, this.y0, this.y1] = [x0, x1, y0, y1]; }

  x(value) { return this.left + (value - this.x0) / (this.x1 - this.x0) * (this.right - this.left); }

  y(value) { return this.bottom - (value - this.y0) / (this.y1 - this.y0) * (this.bottom - this.top); }

  // Grid, ticks and names; no ticks along x, or y, where the caller writes other words there; ticks along x at least so far apart.
  draw(to, xName, yName, { alongX = true, alongY = true, least = 0 } = {}) {
    to.font = "12px system-ui, sans-serif";
    to.lineWidth = 1;
    to.strokeStyle = colours.grid;
    to.fillStyle = colours.quiet;
    to.beginPath();
    to.textAlign = "center";
    for (const value of alongX ? ticks(this.x0, this.x1, (this.right - this.left) / 70, least) : []) {
      to.moveTo(this.x(value), this.top);
      to.lineTo(this.x(value), this.bottom);
      to.fillText(words(value), this.x(value), this.bottom + 16);
    }
    to.textAlign = "right";
    for (const value of alongY ? ticks(this.y0, this.y1, (this.bottom - this.top) / 40) : []) {
      to.moveTo(this.left, this.y(value));
      to.lineTo(this.right, this.y(value));
      to.fillText(words(value), this.left - 6, this.y(value) + 4);
    }
    to.stroke();
    to.textAlign = "center";
    to.fillText(xName, (this.left + this.right) / 2, this.bottom + 32);
    to.save();
    to.translate(12, (this.top + this.bottom) / 2);
    to.rotate(-Math.PI / 2);
    to.fillText(yName, 0, 0);
    to.restore();
  }
}

// 1, 2 or 5 times a power of ten apart, about so many, at least so far apart.
function ticks(from, to, count, least = 0) {
  const span = to - from;
  if (!(span > 0) || !isFinite(span)) return [];
  const power = 10 ** Math.floor(Math.log10(span / Math.max(1, count)));
  const step = Math.max(least, [1, 2, 5, 10].map(n => n * power).find(n => span / n <= Math.max(2, count)) ?? span);
  const list = [];
  for (let n = Math.ceil(from / step - 1e-9); n * step <= to + step * 1e-9; n++) list.push(n * step);
  return list;
}

const words = value => Math.abs(value) < 1e-12 ? "0" : String(+value.toPrecision(6));
