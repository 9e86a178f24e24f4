"""What every peer in Python shares: its arguments, and the loop that answers a line with a line.

fhnhw starts a peer with the work as arguments. The peer prepares everything, prints one line of JSON that says what it is, and waits. Each line on its
standard input is a number of times; it then does the work so often and prints one line of JSON: seconds, and the check values. It ends when its
input closes. Only the work is timed: starting, importing and compiling are over when the first line is printed.
"""

import argparse
import array
import json
import platform
import sys


def arguments(*more):
    """The work of cells, and a peer's own options: names with their standard values."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--currents", help="a file of doubles: I of each cell")
    parser.add_argument("--transient", type=int, default=51200, help="steps before the window")
    parser.add_argument("--record", type=int, default=25600, help="steps of the window")
    parser.add_argument("--snapshots", type=int, default=16, help="how often x is looked at in the window; divides its steps")
    parser.add_argument("--dt-exponent", type=int, default=8, help="k of dt = 2^-k time units")
    parser.add_argument("--eps", type=float, default=0.01)
    parser.add_argument("--a", type=float, default=0.0)
    parser.add_argument("--x0", type=float, default=0.1)
    parser.add_argument("--y0", type=float, default=0.1)
    parser.add_argument("--threads", type=int, default=1, help="cores that may be used")
    for name, standard in more:
        parser.add_argument(name, type=type(standard), default=standard)
    work = parser.parse_args()
    work.dt = 2.0 ** -work.dt_exponent
    work.stride = work.record // work.snapshots
    return work


def currents(work):
    """I of each cell, as a list."""
    values = array.array("d")
    with open(work.currents, "rb") as file:
        values.frombytes(file.read())
    return values.tolist()


def cell_checks(work, drive, y_first, y_last, squares):
    """Two numbers by which fhnhw sees that the work was the same.

    y' = x + drive, so the mean of x over the window is what y gained, less the drive; squares are means of x^2 over all cells, one a snapshot.
    """
    time = work.record * work.dt
    means = [abs((float(last) - float(first)) / time - float(d)) for first, last, d in zip(y_first, y_last, drive)]
    return {"meanAbs": sum(means) / len(means), "meanSquare": float(sum(squares)) / len(squares)}


def serve(versions, threads, run):
    """Answers until standard input closes. run(times) gives seconds and a dictionary of check values."""
    answer({"ready": f"{versions}, Python {platform.python_version()}", "threads": threads})
    for line in sys.stdin:
        times = int(line)
        seconds, checks = run(times)
        answer({"seconds": seconds, "times": times, **checks})


def answer(values):
    print(json.dumps(values), flush=True)
