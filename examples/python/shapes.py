"""Pictures to try one's own images with: python3 shapes.py FOLDER writes circles, crosses, squares and triangles as FOLDER/train/CLASS/*.png and
FOLDER/test/CLASS/*.png, and all of them as FOLDER.npz."""
import pathlib, struct, sys, zlib
import numpy as np

SIDE, TRAIN, TEST = 20, 200, 50                                    # pixels of a side, pictures of a class
rng, (row, column) = np.random.default_rng(1), np.mgrid[:SIDE, :SIDE]
shapes = {                                                         # inside a shape of radius 1?
    "circle": lambda y, x: x**2 + y**2 < 1,
    "cross": lambda y, x: (np.minimum(abs(x), abs(y)) < 0.3) & (np.maximum(abs(x), abs(y)) < 1),
    "square": lambda y, x: np.maximum(abs(x), abs(y)) < 0.85,
    "triangle": lambda y, x: (y < 0.8) & (abs(x) < (y + 1) / 2),
}


def picture(inside):                                               # bytes, 0 dark; anywhere, of any size, with some noise
    size, (y, x) = rng.uniform(4, 7), rng.uniform(8, 12, 2)
    return np.clip(200 * inside((row - y) / size, (column - x) / size) + rng.normal(20, 15, row.shape), 0, 255).astype(np.uint8)


def png(image):
    chunk = lambda name, body: struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
    rows = b"".join(b"\0" + line.tobytes() for line in image)
    head = struct.pack(">IIBBBBB", image.shape[1], image.shape[0], 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


folder, arrays = pathlib.Path(sys.argv[1]), {}
for part, count in ("train", TRAIN), ("test", TEST):
    images = [picture(inside) for inside in shapes.values() for _ in range(count)]
    arrays["x_" + part], arrays["y_" + part] = np.array(images), np.repeat(np.arange(len(shapes)), count)
    for n, image in enumerate(images):
        place = folder / part / list(shapes)[n // count] / f"{n % count}.png"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(png(image))
np.savez(folder.with_suffix(".npz"), classes=list(shapes), **arrays)
print(f"{len(shapes)} classes, {len(shapes) * TRAIN} images to train on, {len(shapes) * TEST} to test on: {folder} and {folder.with_suffix('.npz')}")
