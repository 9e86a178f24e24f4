"""SciPy: solve_ivp with LSODA, one cell at a time.

As SciPy's documents advise for equations that may be stiff, with the tolerances that it has where none are given (1e-3 and 1e-6). It chooses its own
steps: its speed is told in Euler steps of dt over the same time, which is what one waits for. Double precision, one core, few cells, since a
cell takes a fraction of a second.
"""

import time

import numpy as np
import scipy
from scipy.integrate import solve_ivp

import peer

work = peer.arguments()
drive = np.array(peer.currents(work)) + work.a
end = (work.transient + work.record) * work.dt
seen = (work.transient + np.arange(work.snapshots + 1) * work.stride) * work.dt  # the last is the window's end


def solve(drive_of_cell):
    def rates(_, state):
        x, y = state
        return (x - x * x * x / 3 - y) / work.eps, x + drive_of_cell

    return solve_ivp(rates, (0, end), (work.x0, work.y0), method="LSODA", t_eval=seen).y


def run(times):
    seconds = 0.0
    for _ in range(times):
        start = time.perf_counter()
        states = [solve(d) for d in drive]
        seconds += time.perf_counter() - start
    x = np.array([state[0][:-1] for state in states])
    y = np.array([state[1] for state in states])
    return seconds, peer.cell_checks(work, drive, y[:, 0], y[:, -1], np.mean(x * x, axis=0))


peer.serve(f"SciPy {scipy.__version__}, NumPy {np.__version__}", 1, run)
