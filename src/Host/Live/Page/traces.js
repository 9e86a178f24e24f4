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
  names: () => shown.cells.map(cell => `cell ${cell}, I = ${(answer.currents[cell] ?? 0).toFixed(2)}`),
});
onShown(() => sweep.change());
export const change = () => sweep.change();
