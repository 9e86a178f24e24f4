import * as server from "./server.js";
import { answer, take, winner } from "./answer.js";
import { ask, isBusy } from "./ask.js";
import { setWindow } from "./clock.js";
import { paint } from "./pictures.js";
import { spread } from "./shown.js";
import * as confusion from "./confusion.js";
import * as currents from "./currents.js";
import * as curves from "./curves.js";
import * as keys from "./keys.js";
import * as link from "./link.js";
import * as names from "./names.js";
import * as outputs from "./outputs.js";
import * as pad from "./pad.js";
import * as phase from "./phase.js";
import * as pick from "./pick.js";
import * as raster from "./raster.js";
import * as sliders from "./sliders.js";
import * as traces from "./traces.js";
import * as vote from "./vote.js";
import * as weights from "./weights.js";
import * as why from "./why.js";

// From what the program tells to what the page shows.
const Pause = 2000, plots = [phase, traces, outputs, vote, raster, currents, why], element = id => document.getElementById(id);
let about = null, question = null, ready = false, asked = 0, ended = false, answered = 0;

function say(words) { element("status").textContent = words; }

function complain(words) {
  element("problem").textContent = words;
  element("problem").hidden = !words;
}

// Asks the cells, as soon as they can be asked, and shows what they answer; the last question is put again when the weights have changed.
function put(what) {
  question = what;
  if (!ready) return;
  asked = performance.now();
  ask(what, show, failed);
}

async function show(packed) {
  const isFirst = answer.cells === 0;
  await take(packed);
  setWindow(answer.samples, answer.dt);
  if (isFirst) spread();
  for (const plot of plots) plot.change();
  if (!ended) complain(""); // an answer that was on its way at the end leaves the last sentence
  element("from").textContent = element("fromdevice").textContent = `answered by ${answer.from}`;
  if (answer.classes > 0) tellVote();
  document.body.dataset.answers = ++answered;
}

function tellVote() {
  const bytes = Uint8Array.from(atob(answer.pixels), letter => letter.charCodeAt(0));
  paint(element("image"), bytes, about.rows, about.columns);
  const all = answer.votes.reduce((sum, votes) => sum + votes, 0), share = Math.round(100 * answer.votes[winner()] / Math.max(1, all));
  const truth = answer.label === null ? "" : answer.label === winner() ? ", right" : `, and is ${names.said(answer.label)}`;
  element("answer").textContent = `${answer.image === null ? "drawn" : `image ${answer.image}`}: ${names.said(winner())} by ${share} % of the votes${truth}`;
}

function failed(error) {
  if (!ended) complain(error instanceof TypeError ? "The program does not answer." : error.message);
}

function pickImage(image) {
  pick.mark(image);
  put({ image });
}

// Of a wrong image one wants to see why.
function pickWrong(image) {
  pickImage(image);
  element("why").scrollIntoView({ block: "nearest" });
}

function draw(pixels) {
  let text = "";
  for (const pixel of pixels) text += String.fromCharCode(pixel);
  put({ pixels: btoa(text) });
}

function begin(what) {
  if (about) return; // the line broke and came back
  about = what;
  names.begin(about);
  const titles = { train: `Training: ${about.title}`, run: `Run: ${about.title}`, device: `Device: ${about.title}` };
  element("title").textContent = document.title = titles[about.mode];
  element("device").textContent = about.device;
  document.body.classList.add(about.mode);
  if (about.mode === "device") {
    element("sliders").hidden = false;
    ready = true;
    sliders.begin(about, list => put({ currents: list }));
    say("move a slider");
    return;
  }
  element("pick").hidden = false;
  if (about.mode === "train") say("the device is being prepared");
  curves.begin(about);
  weights.begin(about);
  confusion.begin(about, pickWrong);
  why.begin(about);
  pad.begin(about, draw);
  pick.begin(about, pickImage);
  pickImage(0);
}

function tellBatch(batch) {
  curves.setBatch(batch);
  element("progress").hidden = false;
  element("progress").value = batch.done / batch.images;
  say(`epoch ${batch.epoch} of ${about.epochs}, loss ${(batch.loss ?? NaN).toFixed(3)}`);
}

function tellEpoch(epoch) {
  curves.addEpoch(epoch);
  const accuracy = epoch.vote === null ? "" : `, ${about.set} ${epoch.vote.toFixed(2)} % by vote`;
  say(`epoch ${epoch.epoch} of ${about.epochs} done${accuracy}`);
}

// Other weights: the cells answer the same question anew, at most once in a while, and only where somebody looks.
function renew() {
  weights.change();
  const isFirst = !ready;
  ready = true;
  if (question && !isBusy() && (isFirst || (!document.hidden && performance.now() - asked > Pause))) put(question);
}

function end({ words }) {
  ended = true;
  complain("");
  element("progress").hidden = true;
  element("problem").hidden = false;
  element("problem").textContent = `${words} This page keeps what it shows.`;
  for (const button of document.querySelectorAll("#pick button, #pick input, #sliders input, #wrong button")) button.disabled = true;
}

function other(by) {
  if (about && about.images > 0 && !ended) pickImage((pick.current() + by + about.images) % about.images);
}

element("anywrong").addEventListener("click", () => pickImage(confusion.wrong[Math.floor(Math.random() * confusion.wrong.length)][0]));
keys.begin(other);
server.listen({ about: begin, batch: tellBatch, epoch: tellEpoch, confusion: confusion.set, weights: renew, link: link.set, end }, () => {
  if (!ended) complain("The line to the program is lost; this page keeps what it shows and tries again.");
});
