import { answer, winner } from "./answer.js";
import { name } from "./names.js";
import { Sweep } from "./sweep.js";

// The outputs of the classes over time; the class by vote, and the true one, are thick.
const sweep = new Sweep("outputs", {
  height: 300, label: "outputs of the classes over time", yName: "output (no unit)", span: 12,
  range: () => {
    const room = 0.05 * (answer.most - answer.least);
    return room > 0 && isFinite(room) ? [answer.least - room, answer.most + room] : [-1, 1];
  },
  lines: {
    count: () => answer.classes,
    width: k => k === answer.label || k === winner() ? 2.6 : 1.1,
    value: (k, n) => answer.outputs[k * answer.samples + n],
  },
  names: () => Array.from({ length: answer.classes }, (_, k) => name(k)),
});
export const change = () => sweep.change();
