"""NumPy: explicit Euler on one array of cells, single precision, in place.

As NumPy's documents advise: whole arrays, `out=` so that no step allocates, one type throughout. NumPy's own loops use one core.
Equal to fhnhw: equation, dt, steps, cells, currents. Different: float32 for 16-bit integers.
"""

import time

import numpy as np

import peer

work = peer.arguments()
drive = np.array(peer.currents(work), dtype=np.float32) + np.float32(work.a)
dt, gain, third = np.float32(work.dt), np.float32(work.dt / work.eps), np.float32(1 / 3)
driven = drive * dt  # what y gains of the drive in a step
f, g = np.empty_like(drive), np.empty_like(drive)


def advance(x, y, steps):
    for _ in range(steps):
        np.multiply(x, x, out=f)
        np.multiply(f, third, out=f)
        np.subtract(np.float32(1), f, out=f)
        np.multiply(f, x, out=f)  # x - x^3/3
        np.subtract(f, y, out=f)
        np.multiply(f, gain, out=f)
        np.multiply(x, dt, out=g)
        np.add(g, driven, out=g)
        np.add(y, g, out=y)
        np.add(x, f, out=x)


def run(times):
    seconds = 0.0
    for _ in range(times):
        x, y = np.full_like(drive, work.x0), np.full_like(drive, work.y0)
        squares = []
        start = time.perf_counter()
        advance(x, y, work.transient)
        first = y.copy()
        for _ in range(work.snapshots):
            squares.append(np.mean(x * x))
            advance(x, y, work.stride)
        seconds += time.perf_counter() - start
    return seconds, peer.cell_checks(work, drive, first, y, squares)


peer.serve(f"NumPy {np.__version__}", 1, run)
