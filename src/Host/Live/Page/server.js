// All that is asked of the program: its events, and packed numbers.
const token = document.querySelector("meta[name=token]").content;

// Listens to the program; EventSource comes back by itself when the line breaks, and is told only what is new to it.
export function listen(topics, lost) {
  const source = new EventSource("events");
  for (const [topic, take] of Object.entries(topics)) source.addEventListener(topic, event => take(JSON.parse(event.data)));
  source.addEventListener("end", () => source.close());
  source.onerror = () => lost();
}

// A head and the bytes behind it, as LiveBytes packs them.
function unpack(buffer) {
  const length = new DataView(buffer).getInt32(0, true);
  return { head: JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length))), buffer, at: 4 + length };
}

async function take(response) {
  if (!response.ok) throw new Error((await response.text()).trim());
  return unpack(await response.arrayBuffer());
}

export const images = async numbers => take(await fetch(`images?numbers=${numbers.join(",")}`));
export const weights = async () => take(await fetch("weights"));
export const answer = async ask => take(await fetch("answer", { method: "POST", headers: { "X-FhnHw-Token": token }, body: JSON.stringify(ask) }));
