// What the cells answered last, worked out for the plots: y, spikes, and who leads the vote. An answer is worked out in pieces between frames and shown when it
// is whole. Memory is taken twice for each size: for what is shown, and for what is worked out.
const Piece = 20; // cells
export const answer = {
  cells: 0, samples: 0, classes: 0, start: 0, dt: 1, unit: 1, eps: 0.01, a: 0, currents: [], votes: [], bias: [], image: null, label: null, from: "",
  x: new Int16Array(0), y: new Float32Array(0), outputs: new Float32Array(0), weights: new Float32Array(0), means: new Float32Array(0), most: 1, least: 0,
  leader: new Uint8Array(0), counts: new Uint16Array(0), spikes: new Int32Array(0), spikesFrom: new Int32Array(1), order: [], rank: [], pixels: "",
};

let spare = { y: new Float32Array(0), counts: new Uint16Array(0), leader: new Uint8Array(0) };

const pause = () => new Promise(go => setTimeout(go));

export async function take({ head, buffer, at }) {
  const { cells, samples, classes } = head, size = cells * samples, next = { ...head, ...spare };
  next.x = new Int16Array(buffer, at, size);
  const currents = at + 4 * Math.ceil(size / 2), outputs = currents + 4 * cells;
  const weights = outputs + 4 * classes * samples, means = weights + 4 * cells * classes;
  next.currents = Array.from(new Float32Array(buffer, currents, cells));
  next.outputs = new Float32Array(buffer, outputs, classes * samples);
  next.weights = new Float32Array(buffer, weights, cells * classes); // from the cells to the classes
  next.means = new Float32Array(buffer, means, classes > 0 ? cells : 0); // of g(x)
  if (next.y.length !== size) next.y = new Float32Array(size);
  if (next.counts.length !== classes * samples) { next.counts = new Uint16Array(classes * samples); next.leader = new Uint8Array(samples); }
  next.order = next.currents.map((_, cell) => cell).sort((m, n) => next.currents[m] - next.currents[n] || m - n);
  next.rank = Array(cells);
  next.order.forEach((cell, rank) => { next.rank[cell] = rank; });
  for (let cell = 0; cell < cells; cell++) {
    if (cell % Piece === 0) await pause();
    findY(next, cell);
  }
  findSpikes(next);
  await pause();
  count(next);
  spare = { y: answer.y, counts: answer.counts, leader: answer.leader };
  Object.assign(answer, next);
}

// y' = x + a + I, integrated; and where x is slow y is x - x³/3 - eps x', which keeps the sum from drifting off.
function findY(next, cell) {
  const { samples, x, y, unit, dt, eps } = next;
  const from = cell * samples, drive = next.a + next.currents[cell];
  let value = 0.1;
  for (let n = 0; n < samples; n++) {
    const here = x[from + n] * unit;
    const before = n > 0 ? x[from + n - 1] * unit : here, after = n + 1 < samples ? x[from + n + 1] * unit : here;
    const slow = Math.abs(after - before) < 0.3, onNullcline = here - here * here * here / 3 - eps * (after - before) / (2 * dt);
    value += n > 0 ? dt * ((before + here) / 2 + drive) : 0;
    if (slow) value += (n === 0 ? 1 : 0.5) * (onNullcline - value);
    value = Math.max(-1.2, Math.min(1.2, value));
    y[from + n] = value;
  }
}

// As in the reports: x rises through 0 after it was well below.
function findSpikes(next) {
  const { cells, samples, x, unit } = next;
  const armed = -0.3 / unit, list = [];
  next.spikesFrom = new Int32Array(cells + 1);
  for (let cell = 0; cell < cells; cell++) {
    next.spikesFrom[cell] = list.length;
    let low = false;
    for (let n = 0; n < samples; n++) {
      const value = x[cell * samples + n];
      low ||= value < armed;
      if (low && value >= 0) { list.push(n); low = false; }
    }
  }
  next.spikesFrom[cells] = list.length;
  next.spikes = Int32Array.from(list);
}

// Who has the largest output at each sample, and how often each class has had it so far; of equals the lower class.
function count(next) {
  const { samples, classes, outputs, counts, leader } = next;
  next.most = -Infinity;
  next.least = Infinity;
  for (let n = 0; n < outputs.length; n++) {
    if (outputs[n] > next.most) next.most = outputs[n];
    if (outputs[n] < next.least) next.least = outputs[n];
  }
  for (let n = 0; n < samples && classes > 0; n++) {
    let best = 0;
    for (let k = 1; k < classes; k++) if (outputs[k * samples + n] > outputs[best * samples + n]) best = k;
    leader[n] = best;
    for (let k = 0; k < classes; k++) counts[k * samples + n] = (n > 0 ? counts[k * samples + n - 1] : 0) + (k === best ? 1 : 0);
  }
}

// Spikes of a cell in a time unit.
export function rate(cell) {
  return (answer.spikesFrom[cell + 1] - answer.spikesFrom[cell]) / Math.max(1e-9, answer.samples * answer.dt);
}

// The class by vote: the most samples; of equals the lower.
export const winner = () => answer.votes.indexOf(Math.max(...answer.votes));
