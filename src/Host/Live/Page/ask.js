import * as server from "./server.js";

// One question at a time is put to the cells; of those that come meanwhile only the last is put after it.
let busy = false, next = null;

export function ask(what, took, failed) {
  next = { what, took, failed };
  if (!busy) put();
}

export const isBusy = () => busy;

async function put() {
  const { what, took, failed } = next;
  [busy, next] = [true, null];
  try {
    await took(await server.answer(what));
  } catch (error) {
    failed(error);
  }
  busy = false;
  if (next) put();
}
