"""A run's weights, answers and traces in NumPy: python3 run.py RUN, a folder that 'fhnhw train --out' left."""
import pathlib, sys
import numpy as np

run = pathlib.Path(sys.argv[1])
if not (run / "weights.npz").exists():
    sys.exit(f"{run} has no weights.npz; give a folder that 'fhnhw train --out' left.")
weights = np.load(run / "weights.npz")           # W1, b1: image to first hidden layer; ...; the last pair: to the classes
told = np.load(run / "predictions.npz")
print("weights", ", ".join(f"{name} {'x'.join(map(str, weights[name].shape))}" for name in weights.files))
print(f"{len(told['label'])} images, {100 * np.mean(told['vote_class'] == told['label']):.2f} % by vote, "
      f"{100 * np.mean(told['mean_class'] == told['label']):.2f} % by mean")

if (run / "neurons.npz").exists():               # runs whose images all go to a board have none
    seen = np.load(run / "neurons.npz")
    t, x = seen["t"], seen["x"][0]               # x of five cells over time, for the first image
    window = t[-1] - t[0]
    print(f"image {seen['image'][0]}: {len(seen['spike_t'])} spikes of {weights['W1'].shape[1]} cells in {window:.0f} time units")
    for cell, trace in zip(seen["cell"], x):
        print(f"cell {cell}: I {seen['current'][0][cell]:+.3f}, mean of x {trace.mean():+.3f}, from {trace.min():+.2f} to {trace.max():+.2f}")
