"""Which kernels OpenBLAS takes, and better ones where it does not know the processor.

OpenBLAS chooses its kernels by the processor's model. Of a model that is newer than the library it knows nothing, and takes those of 2004 ("Prescott",
vectors of 4), several times slower. Its documents advise to name a kernel then, in OPENBLAS_CORETYPE. It is read when the library is loaded, so this
comes before NumPy and PyTorch.
"""

import os
import subprocess
import sys

_NAME_OF_CORE = """
import ctypes
core = ctypes.CDLL("libopenblas.so.0").openblas_get_corename
core.restype = ctypes.c_char_p
print(core().decode())
"""


def choose():
    """Names better kernels where OpenBLAS takes the oldest on a processor with wider vectors; says in words which it has."""
    core = _core()
    better = _better() if core == "Prescott" else None
    if better is None:
        return f"OpenBLAS {core}" if core else "another BLAS"
    os.environ["OPENBLAS_CORETYPE"] = better
    return f"OpenBLAS {better}, named since it does not know this processor"


def _core():
    # In a process of its own, since the library asks once.
    answer = subprocess.run([sys.executable, "-c", _NAME_OF_CORE], capture_output=True, text=True, check=False)
    return answer.stdout.strip()


def _better():
    try:
        with open("/proc/cpuinfo") as file:
            flags = next((line for line in file if line.startswith("flags")), "").split()
    except OSError:
        return None
    if {"avx512f", "avx512bw", "avx512dq", "avx512vl"} <= set(flags):
        return "SkylakeX"
    return "Haswell" if {"avx2", "fma"} <= set(flags) else None
