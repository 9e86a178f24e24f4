// The page's colours as canvases need them: those of live.css, read again when the system changes between light and dark.
export const colours = { ground: "", ink: "", quiet: "", grid: "", mark: "", series: Array(10).fill("") };

const dark = matchMedia("(prefers-color-scheme: dark)");

function read() {
  const style = getComputedStyle(document.documentElement);
  for (const name of ["ground", "ink", "quiet", "grid", "mark"]) colours[name] = style.getPropertyValue(`--${name}`).trim();
  for (let n = 0; n < 10; n++) colours.series[n] = style.getPropertyValue(`--series-${n}`).trim();
}

// Calls back when the colours are others.
export function onColours(changed) {
  dark.addEventListener("change", () => { read(); changed(); });
}

// Red, green and blue of a colour such as #1667B0.
export function rgb(text) {
  const value = parseInt(text.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

read();
