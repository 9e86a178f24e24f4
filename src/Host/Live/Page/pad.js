// Drawing an image: with a pointer, or with arrows and Enter. What was drawn is fitted as the digits of MNIST are: the longer side takes 20 of 28 pixels,
// and the centre of mass stands in the middle.
const canvas = document.getElementById("pad"), to = canvas.getContext("2d", { willReadFrequently: true }), Fitted = 20 / 28, Step = 8;
let tell = () => {}, about = null, pen = null, down = false, place = { x: canvas.width / 2, y: canvas.height / 4 };

export function begin(what, drawn) { [about, tell] = [what, drawn]; }

function stroke(from, until) {
  to.strokeStyle = "#fff";
  to.lineCap = to.lineJoin = "round";
  to.lineWidth = canvas.width / 12;
  to.beginPath();
  to.moveTo(from.x, from.y);
  to.lineTo(until.x + 0.01, until.y);
  to.stroke();
  const pixels = fit();
  if (pixels) tell(pixels);
}

function fit() {
  const { width, height } = canvas, ink = to.getImageData(0, 0, width, height).data;
  let [left, right, top, bottom, mass, mx, my] = [width, -1, height, -1, 0, 0, 0];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const value = ink[4 * (y * width + x)] * (ink[4 * (y * width + x) + 3] / 255);
      if (value === 0) continue;
      [left, right, top, bottom] = [Math.min(left, x), Math.max(right, x), Math.min(top, y), Math.max(bottom, y)];
      [mass, mx, my] = [mass + value, mx + value * x, my + value * y];
    }
  }
  if (right < 0) return null;
  const { rows, columns } = about, small = document.createElement("canvas");
  [small.width, small.height] = [columns, rows];
  const scale = Fitted * Math.min(rows, columns) / Math.max(right - left + 1, bottom - top + 1), out = small.getContext("2d", { willReadFrequently: true });
  out.imageSmoothingQuality = "high";
  out.setTransform(scale, 0, 0, scale, columns / 2 - scale * mx / mass, rows / 2 - scale * my / mass);
  out.drawImage(canvas, 0, 0);
  const values = out.getImageData(0, 0, columns, rows).data, pixels = new Uint8Array(rows * columns);
  for (let n = 0; n < pixels.length; n++) pixels[n] = values[4 * n] * values[4 * n + 3] / 255;
  return pixels;
}

function at(event) {
  const box = canvas.getBoundingClientRect();
  return { x: (event.clientX - box.left) / box.width * canvas.width, y: (event.clientY - box.top) / box.height * canvas.height };
}

canvas.addEventListener("pointerdown", event => {
  canvas.setPointerCapture(event.pointerId);
  pen = at(event);
  stroke(pen, pen);
});
canvas.addEventListener("pointermove", event => {
  if (!pen) return;
  const next = at(event);
  stroke(pen, next);
  pen = next;
});
for (const name of ["pointerup", "pointercancel"]) canvas.addEventListener(name, () => { pen = null; });

canvas.addEventListener("keydown", event => {
  const way = { ArrowLeft: [-Step, 0], ArrowRight: [Step, 0], ArrowUp: [0, -Step], ArrowDown: [0, Step] }[event.key];
  if (!way && event.key !== "Enter") return;
  event.preventDefault();
  event.stopPropagation();
  if (!way) {
    down = !down;
    if (down) stroke(place, place);
    return;
  }
  const next = { x: Math.max(0, Math.min(canvas.width, place.x + way[0])), y: Math.max(0, Math.min(canvas.height, place.y + way[1])) };
  if (down) stroke(place, next);
  place = next;
});

document.getElementById("clear").addEventListener("click", () => {
  to.clearRect(0, 0, canvas.width, canvas.height);
  [down, place] = [false, { x: canvas.width / 2, y: canvas.height / 4 }];
});
