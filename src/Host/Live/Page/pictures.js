// Grey images on canvases.
export function paint(canvas, pixels, rows, columns) {
  [canvas.width, canvas.height] = [columns, rows];
  const to = canvas.getContext("2d"), picture = to.createImageData(columns, rows);
  for (let n = 0, at = 0; n < rows * columns; n++) {
    for (let c = 0; c < 3; c++) picture.data[at++] = pixels[n];
    picture.data[at++] = 255;
  }
  to.putImageData(picture, 0, 0);
}

// A button with an image of a packed list.
export function thumbnail({ buffer, at }, n, { rows, columns }, words, pick) {
  const button = document.createElement("button"), canvas = document.createElement("canvas");
  paint(canvas, new Uint8Array(buffer, at + n * rows * columns, rows * columns), rows, columns);
  button.type = "button";
  button.title = words;
  button.setAttribute("aria-label", words);
  button.append(canvas);
  button.addEventListener("click", pick);
  return button;
}
