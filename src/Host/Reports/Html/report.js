// Values under the pointer, or by arrow keys, and zoom, for each figure. The figures are whole without it.
"use strict";
for (const figure of document.querySelectorAll("figure")) {
  const svg = figure.querySelector("svg");
  const [width, height] = svg.getAttribute("viewBox").split(" ").slice(2).map(Number);
  const data = figure.querySelector("script");
  let box = { x: 0, y: 0, scale: 1 };

  // The part of the picture that is seen: scale 1 is all of it, 8 an eighth of its width.
  function show(x, y, scale) {
    const s = Math.min(8, Math.max(1, scale));
    box = { x: Math.min(Math.max(0, x), width - width / s), y: Math.min(Math.max(0, y), height - height / s), scale: s };
    svg.setAttribute("viewBox", [box.x, box.y, width / s, height / s].join(" "));
    svg.style.cursor = s > 1 ? "grab" : "";
  }

  function zoom(factor, at = { x: box.x + width / box.scale / 2, y: box.y + height / box.scale / 2 }) {
    const scale = Math.min(8, Math.max(1, box.scale * factor));
    show(at.x - (at.x - box.x) * box.scale / scale, at.y - (at.y - box.y) * box.scale / scale, scale);
  }

  function place(event) {
    const area = svg.getBoundingClientRect();
    return {
      x: box.x + (event.clientX - area.left) / area.width * width / box.scale,
      y: box.y + (event.clientY - area.top) / area.height * height / box.scale,
    };
  }

  const bar = document.createElement("span");
  bar.className = "zoom";
  const buttons = [["+", "zoom in", () => zoom(1.6)], ["−", "zoom out", () => zoom(1 / 1.6)], ["↺", "whole figure", () => show(0, 0, 1)]];
  for (const [sign, words, act] of buttons) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = sign;
    button.title = words;
    button.setAttribute("aria-label", `${words}: ${svg.getAttribute("aria-label")}`);
    button.addEventListener("click", act);
    bar.append(button, " ");
  }
  figure.querySelector("figcaption").prepend(bar);

  svg.addEventListener("dblclick", event => zoom(2, place(event)));
  svg.addEventListener("wheel", event => {
    if (event.ctrlKey) { // without Ctrl the page scrolls
      event.preventDefault();
      zoom(event.deltaY < 0 ? 1.25 : 0.8, place(event));
    }
  }, { passive: false });
  let held = null;
  svg.addEventListener("pointerdown", event => { held = box.scale > 1 ? { at: place(event), id: event.pointerId } : null; });
  svg.addEventListener("pointerup", () => { held = null; });
  svg.addEventListener("pointermove", event => {
    if (held && event.buttons) {
      const now = place(event);
      show(box.x + held.at.x - now.x, box.y + held.at.y - now.y, box.scale);
    }
  });

  if (!data) continue;
  const series = JSON.parse(data.textContent), words = document.createElement("div");
  const mark = document.createElementNS("http://www.w3.org/2000/svg", "circle");
  let [line, point] = [0, -1];
  words.className = "value";
  words.hidden = true;
  words.setAttribute("role", "status");
  mark.setAttribute("class", "mark");
  mark.setAttribute("r", "5");
  figure.append(words);
  svg.setAttribute("tabindex", "0");

  function tell() {
    const [x, y, text] = series[line].points[point], area = svg.getBoundingClientRect(), outer = figure.getBoundingClientRect();
    const [left, top] = [(x - box.x) * box.scale / width * area.width, (y - box.y) * box.scale / height * area.height];
    words.textContent = `${series[line].name}: ${text}`;
    words.hidden = left < 0 || top < 0 || left > area.width || top > area.height;
    mark.setAttribute("cx", x);
    mark.setAttribute("cy", y);
    mark.setAttribute("r", 5 / box.scale);
    svg.append(mark);
    const room = outer.width - words.offsetWidth - 4;
    words.style.left = `${Math.max(0, Math.min(room, area.left - outer.left + left + 10))}px`;
    words.style.top = `${area.top - outer.top + top - words.offsetHeight - 8}px`;
  }

  function hide() {
    words.hidden = true;
    mark.remove();
  }

  svg.addEventListener("pointermove", event => {
    const at = place(event);
    let least = (30 / box.scale) ** 2, found = false;
    series.forEach((one, n) => one.points.forEach(([x, y], m) => {
      const far = (x - at.x) ** 2 + (y - at.y) ** 2;
      if (far < least) {
        [least, found, line, point] = [far, true, n, m];
      }
    }));
    if (found) tell(); else hide();
  });
  svg.addEventListener("pointerleave", hide);
  svg.addEventListener("blur", hide);
  svg.addEventListener("keydown", event => {
    const step = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] }[event.key];
    if (event.key === "Escape") {
      hide();
      show(0, 0, 1);
    } else if (step) {
      event.preventDefault();
      line = (line + step[0] + series.length) % series.length;
      point = Math.min(Math.max(0, point + step[1]), series[line].points.length - 1);
      tell();
    }
  });
}
