"""Brian 2: a NeuronGroup integrated by its `euler` method, single precision.

--target standalone is what its documents advise for speed: the simulation becomes a C++ program, compiled with the flags that Brian chooses
(-O3 -march=native -ffast-math), and what is timed is its own run loop; with --openmp N on N cores, which stalls where they are not all idle.
--target cython and numpy run step by step under Python; timed is their loop too, by the times that Brian reports to a call-back, so that code
generation does not count.
One time unit is a millisecond here. Different from fhnhw: float32 for 16-bit integers, and a clock that Brian keeps.
"""

import os
import tempfile

import brian2
import numpy as np
from brian2 import Network, NeuronGroup, StateMonitor, defaultclock, ms, prefs, second

import peer

work = peer.arguments(("--target", "standalone"), ("--openmp", 0))
standalone = work.target == "standalone"
brian2.BrianLogger.suppress_hierarchy("brian2")
prefs.core.default_float_dtype = np.float32
if standalone:
    folder = tempfile.TemporaryDirectory(prefix="fhnhw-brian-")
    brian2.set_device("cpp_standalone", build_on_run=False)
    prefs.devices.cpp_standalone.openmp_threads = work.openmp
else:
    prefs.codegen.target = work.target

drive = np.array(peer.currents(work)) + work.a
eps, dt = work.eps, work.dt * ms
defaultclock.dt = dt
group = NeuronGroup(
    len(drive), """dx/dt = (x - x**3/3 - y)/(eps*ms) : 1
                   dy/dt = (x + drive)/ms : 1
                   drive : 1 (constant)""", method="euler")
group.x, group.y, group.drive = work.x0, work.y0, drive
seen = StateMonitor(group, ["x", "y"], record=True, dt=work.stride * dt, when="start")
network = Network(group, seen)
length = (work.transient + work.record) * dt


def checks():
    x, y = np.asarray(seen.x), np.asarray(seen.y)  # cell by cell
    first = -work.snapshots  # the window's samples are the last ones
    return peer.cell_checks(work, drive, y[:, first], np.asarray(group.y), np.mean(np.square(x[:, first:], dtype=float), axis=0))


def run_program(times):
    seconds = 0.0
    for _ in range(times):
        brian2.device.run(folder.name, with_output=False, run_args=[])
        seconds += brian2.device._last_run_time  # of its run loop, as it writes it at its end
    return seconds, checks()


def run_here(times):
    seconds = 0.0
    for _ in range(times):
        network.restore()
        elapsed = [0.0]

        def note(passed, completed, start, duration):
            elapsed[0] = float(passed / second)

        network.run(length, report=note, report_period=3600 * second)
        seconds += elapsed[0]
    return seconds, checks()


if standalone:
    network.run(length)
    brian2.device.build(directory=folder.name, compile=True, run=False, with_output=False)
else:
    network.store()
    network.run(0 * ms)  # generates and compiles the code

threads = max(1, work.openmp) if standalone else 1
peer.serve(f"Brian {brian2.__version__}, NumPy {np.__version__}", threads, run_program if standalone else run_here)
