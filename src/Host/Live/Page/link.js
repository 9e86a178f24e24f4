// The link of a board.
const counts = document.getElementById("counts");
let before = null;

const bytes = value => value < 1e4 ? `${value} B` : value < 1e7 ? `${(value / 1e3).toFixed(1)} kB` : `${(value / 1e6).toFixed(1)} MB`;

export function set(link) {
  document.getElementById("link").hidden = false;
  const passed = before ? link.seconds - before.seconds : 0;
  const speed = passed > 0 ? (link.sent + link.received - before.sent - before.received) / passed : 0;
  before = link;
  const rows = {
    board: link.board, "jobs in flight": link.inFlight, "jobs done": link.jobs,
    sent: bytes(link.sent), received: bytes(link.received), "just now": `${bytes(Math.round(speed))}/s`,
    heartbeats: link.heartbeats, "sessions begun again": link.retries, "damaged frames": link.damaged, reconnects: link.reconnects,
  };
  counts.replaceChildren(...Object.entries(rows).flatMap(([name, value]) => [
    Object.assign(document.createElement("dt"), { textContent: name }),
    Object.assign(document.createElement("dd"), { textContent: value }),
  ]));
}
