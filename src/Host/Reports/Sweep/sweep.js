"use strict";
// Sorts the table by a column when its head is pressed, and hides the rows that the words above do not fit. Nothing is fetched.
const table = document.querySelector("table");
const body = table.tBodies[0];
const heads = [...table.tHead.rows[0].cells];
const thumbs = new Map([...document.querySelectorAll(".thumbs li")].map(item => [item.dataset.row, item]));
const rows = [...body.rows];
const valueOf = (row, column) => row.cells[column].dataset.value ?? row.cells[column].textContent;

// Numbers by size and before words; what is empty comes last, whichever way it goes.
function compare(a, b, way) {
  if (a === "" || b === "") return (a === "") - (b === "");
  const [x, y] = [Number(a), Number(b)];
  if (!Number.isNaN(x) && !Number.isNaN(y)) return way * (x - y);
  if (Number.isNaN(x) !== Number.isNaN(y)) return way * (Number.isNaN(x) ? 1 : -1);
  return way * a.localeCompare(b, "en", { numeric: true });
}

function sortBy(column) {
  const way = heads[column].getAttribute("aria-sort") === "ascending" ? -1 : 1;
  heads.forEach(head => head.removeAttribute("aria-sort"));
  heads[column].setAttribute("aria-sort", way > 0 ? "ascending" : "descending");
  rows.sort((a, b) => compare(valueOf(a, column), valueOf(b, column), way) || a.dataset.row - b.dataset.row);
  body.append(...rows);
  const list = document.querySelector(".thumbs");
  if (list) list.append(...rows.map(row => thumbs.get(row.dataset.row)).filter(Boolean));
}

heads.forEach((head, column) => {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = head.textContent;
  button.addEventListener("click", () => sortBy(column));
  head.replaceChildren(button);
});

// A word fits a row that has it anywhere; name=value, name>value and name<value fit the column of that name.
function fits(row, word) {
  const condition = /^([a-z_]+)(<=|>=|=|<|>)(.*)$/.exec(word);
  const column = condition ? heads.findIndex(head => head.dataset.name === condition[1]) : -1;
  if (column < 0) return row.textContent.toLowerCase().includes(word);
  const [value, wanted] = [valueOf(row, column).toLowerCase(), condition[3]];
  const [x, y] = [Number(value), Number(wanted)];
  if (condition[2] === "=") return value === wanted || (value !== "" && wanted !== "" && x === y) || (Number.isNaN(y) && value.includes(wanted));
  if (value === "" || wanted === "") return false;
  return { "<": x < y, ">": x > y, "<=": x <= y, ">=": x >= y }[condition[2]];
}

const input = document.getElementById("words");
function filter() {
  const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const row of rows) {
    const good = words.every(word => fits(row, word));
    row.hidden = !good;
    const thumb = thumbs.get(row.dataset.row);
    if (thumb) thumb.hidden = !good;
    shown += good;
  }
  document.getElementById("count").textContent = `${shown} of ${rows.length} runs`;
}
input.addEventListener("input", filter);
document.querySelector(".filter").hidden = false;
filter();
