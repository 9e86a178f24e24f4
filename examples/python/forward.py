"""A trained network in NumPy: python3 forward.py RUN TABLE.npz DATA, where DATA has MNIST's four files. Answers are those of fhnhw eval."""
import gzip, pathlib, sys
import numpy as np

run, table, data = pathlib.Path(sys.argv[1]), np.load(sys.argv[2]), pathlib.Path(sys.argv[3])

def idx(name):                                   # an IDX file, packed or not
    path = next(data.glob(name + "*"))
    raw = (gzip.open if path.suffix == ".gz" else open)(path, "rb").read()
    return np.frombuffer(raw, np.uint8, offset=4 + 4 * raw[3]).reshape(np.frombuffer(raw, ">i4", raw[3], 4))

def product(x, W, b, wide):                      # b + x W in the order that training sums in; x @ W + b differs in last bits
    sums = np.repeat(b[None], len(x), 0)
    for n in range(len(W)):                      # between hidden layers a product is not rounded before it is added
        sums = (sums + x[:, n:n + 1].astype(float) * W[n]).astype(np.float32) if wide else sums + x[:, n:n + 1] * W[n]
    return sums

def rows(sums):                                  # sums into cells -> rows of the response table: code c is row c + m
    m = len(table["codes"]) // 2                 # m = 2^(D - 1) - 1
    return (np.rint(np.tanh(sums.astype(float)).astype(np.float32) * np.float32(m)) + m).astype(int)

def look_up(column, sums):                       # column: of the table, by code, and by cell where cells differ
    differ = table["activation"].ndim == 2
    return column[rows(sums), np.arange(sums.shape[1])] if differ else column[rows(sums)]

weights = np.load(run / "weights.npz")           # W1, b1: image to first hidden layer; ...; the last pair: to the classes
layers = len(weights.files) // 2
images, labels = idx("t10k-images"), idx("t10k-labels")
x = images.reshape(len(images), -1) * np.float32(1 / 255)
for n in range(1, layers):
    sums = product(x, weights[f"W{n}"], weights[f"b{n}"], wide=n > 1)
    x = look_up(table["activation"], sums)       # the activation function
W, b = weights[f"W{layers}"], weights[f"b{layers}"]
by_mean = product(x, W, b, wide=False).argmax(1)
print(f"by mean {100 * np.mean(by_mean == labels):.2f} %")

if "trace" in table:                             # the vote of fixed-point cells, linear readout: whole numbers below 2^31
    W, b, unit, bound = W.astype(float), b.astype(float), float(table["traceUnit"]), float(table["traceBound"])
    fits = lambda s: abs(W).max() * s <= 32767 and ((abs(W) * s + 0.5).sum(0) * bound + abs(b) / unit * s + 1).max() < 2**31 - 1
    scale = next(2.0**s for s in range(30, -31, -1) if fits(2.0**s))
    W, b = np.rint(W * scale), np.rint(b / unit * scale)
    traces = table["trace"]
    by_vote = np.array([np.bincount((W.T @ look_up(traces, row[None])[0] + b[:, None]).argmax(0), minlength=len(b)).argmax() for row in sums])
    print(f"by vote {100 * np.mean(by_vote == labels):.2f} %")

if len(sys.argv) > 4:                            # image by image, beside predictions.npz of fhnhw eval RUN --out DIR
    told = np.load(sys.argv[4])
    print(f"other classes than eval: {np.sum(by_mean != told['mean_class'])} by mean, {np.sum(by_vote != told['vote_class'])} by vote")
