import { answer } from "./answer.js";
import { onShown, shown } from "./shown.js";
import { Sweep } from "./sweep.js";

// x of the cells shown over time.
const sweep = new Sweep("traces", {
  height: 330, label: "x of the cells shown over time", yName: "x (no unit)", span: 12,
  range: () => [-2.3, 2.3],
  lines: {
    count: () => answer.cells > 0 ? 4 : 0,
    width: () => 1.8,
    value: (k, n) => answer.x[Math.min(shown.cells[k], answer.cells - 1) * answer.samples + n] * answer.unit,
  },
  names: () => {
    const currents = toldApart(shown.cells.map(cell => answer.currents[cell] ?? 0));
    return shown.cells.map((cell, k) => `cell ${cell}, I = ${currents[k]}`);
  },
});

// Numbers with as many decimals as tell them apart: 2, or up to 4 where different ones would read the same.
function toldApart(numbers) {
  const different = new Set(numbers).size, words = digits => numbers.map(number => number.toFixed(digits));
  return words([2, 3].find(digits => new Set(words(digits)).size === different) ?? 4);
}

onShown(() => sweep.change());
export const change = () => sweep.change();
