// The time at which the page shows the cells: it goes round the window, for ever, and every plot is drawn at it. A frame in which it stands still draws
// nothing, what moves slowly is drawn at some frames only, and of plots that are to be drawn anew each frame takes one.
const Slow = 60; // milliseconds
export const clock = {
  sample: 0, playing: !matchMedia("(prefers-reduced-motion: reduce)").matches, speed: 2 ** 1.5, frames: 0, moved: true, slow: true, stills: 1,
};

const drawn = [];
let last = 0, slow = 0, shown = -1, samples = 0, dt = 1;

// Another window: the time stays where it is, if it is still inside.
export function setWindow(count, step) {
  [samples, dt] = [count, step];
  if (clock.sample >= samples) clock.sample = 0;
}

// What is called each frame.
export const onFrame = draw => drawn.push(draw);

export function seek(sample) {
  clock.sample = Math.max(0, Math.min(samples - 1, sample));
}

function frame(now) {
  const passed = Math.min(100, now - last);
  last = now;
  if (clock.playing && samples > 0) {
    clock.sample += passed / 1000 * clock.speed / dt;
    if (clock.sample >= samples) clock.sample = 0;
  }
  clock.frames++;
  clock.stills = 1;
  clock.moved = clock.sample !== shown;
  clock.slow = now - slow >= Slow;
  if (clock.slow) slow = now;
  shown = clock.sample;
  for (let n = 0; n < drawn.length; n++) drawn[n]();
  requestAnimationFrame(frame);
}

requestAnimationFrame(frame);
