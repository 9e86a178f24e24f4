"""PyTorch: an epoch of training of an ordinary network: pixels, hidden layer of tanh, classes; cross entropy, Adam.

As PyTorch's documents advise on a processor: float32, `zero_grad(set_to_none=True)`. --pools one is the fastest found: PyTorch's threads on all cores and
BLAS on the core that calls it, since two pools of threads on the same cores wait for each other; --pools default sets nothing.
Images are the bytes that fhnhw trains on, over 255, already in memory. --batches tensors cuts batches out of one tensor by a random permutation, the
fastest way; --batches loader takes TensorDataset and DataLoader, as the tutorials do.
Different from fhnhw: its hidden layer is cells, gathered from their table of responses, and not tanh; fhnhw's plain network, measured beside it, has
this one's layers.
"""

import os
import sys
import time

import blas

if "default" not in sys.argv:
    os.environ["OPENBLAS_NUM_THREADS"] = "1"  # read when the library is loaded
kernels = blas.choose()

import numpy as np
import torch
from torch.utils.data import DataLoader, TensorDataset

import peer

work = peer.arguments(
    ("--images", ""), ("--labels", ""), ("--pixels", 784), ("--hidden", 100), ("--classes", 10), ("--batch", 128), ("--rate", 1e-3),
    ("--seed", 1), ("--batches", "tensors"), ("--pools", "one"))
if work.pools == "one":
    torch.set_num_threads(work.threads)
torch.manual_seed(work.seed)
images = torch.from_numpy(np.fromfile(work.images, dtype=np.uint8).reshape(-1, work.pixels)).float() / 255
labels = torch.from_numpy(np.fromfile(work.labels, dtype=np.uint8)).long()
network = torch.nn.Sequential(torch.nn.Linear(work.pixels, work.hidden), torch.nn.Tanh(), torch.nn.Linear(work.hidden, work.classes))
optimiser = torch.optim.Adam(network.parameters(), lr=work.rate)
cross_entropy = torch.nn.CrossEntropyLoss()


def of_tensors():
    order = torch.randperm(len(images))
    for start in range(0, len(images), work.batch):
        chosen = order[start:start + work.batch]
        yield images[chosen], labels[chosen]


def batches():
    if work.batches == "loader":
        return DataLoader(TensorDataset(images, labels), batch_size=work.batch, shuffle=True)
    return of_tensors()


def run(times):
    start = time.perf_counter()
    for _ in range(times):
        correct = torch.zeros(())
        for inputs, targets in batches():
            outputs = network(inputs)
            loss = cross_entropy(outputs, targets)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            optimiser.step()
            correct += (outputs.argmax(1) == targets).sum()
    seconds = time.perf_counter() - start
    return seconds, {"trainAccuracy": 100 * float(correct) / len(images)}


peer.serve(f"PyTorch {torch.__version__}, {kernels}", torch.get_num_threads(), run)
