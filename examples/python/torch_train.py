"""A network with cells in its hidden layer, trained by PyTorch: python3 torch_train.py TABLE.npz DATA [EPOCHS], where TABLE.npz is from
'fhnhw table --hidden 100 --out TABLE.npz' (ideal cells, or imperfect ones: --mismatch 0.3) and DATA has MNIST's four files."""
import gzip, pathlib, sys
import numpy as np
import torch

table, data, epochs = np.load(sys.argv[1]), pathlib.Path(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 5
answers = torch.from_numpy(table["activation"])  # mean of g(x): code, or code x cell where cells differ


def idx(name):                                   # an IDX file, packed or not
    path = next(data.glob(name + "*"))
    raw = (gzip.open if path.suffix == ".gz" else open)(path, "rb").read()
    return torch.from_numpy(np.frombuffer(raw, np.uint8, offset=4 + 4 * raw[3]).reshape(np.frombuffer(raw, ">i4", raw[3], 4)).copy())


class Cells(torch.autograd.Function):            # weighted sums in, what the cells answer out; images x cells
    most = len(answers) // 2                     # the largest current code, m = 2^(D - 1) - 1; code c is row c + m
    table = answers if answers.ndim == 2 else answers[:, None]
    slope = (table[-1] - table[0]) / 2           # surrogate: answers are nearly linear in u = tanh(sum), so one slope a cell

    @staticmethod
    def forward(context, sums):
        u = torch.tanh(sums)
        row = torch.round(u * Cells.most).long() + Cells.most
        cell = torch.arange(sums.shape[1]) if answers.ndim == 2 else torch.zeros(1, dtype=torch.long)
        context.save_for_backward(Cells.slope[cell] * (1 - u * u))
        return Cells.table[row, cell]

    @staticmethod
    def backward(context, gradient):
        return gradient * context.saved_tensors[0]


def images(name):
    return idx(name).flatten(1).float() / 255


class Network(torch.nn.Module):
    def __init__(self, pixels, cells, classes):
        super().__init__()
        self.first, self.last = torch.nn.Linear(pixels, cells), torch.nn.Linear(cells, classes)

    def forward(self, x):
        return self.last(Cells.apply(self.first(x)))


torch.manual_seed(1)
x, labels, x_test, labels_test = images("train-images"), idx("train-labels").long(), images("t10k-images"), idx("t10k-labels").long()
network = Network(x.shape[1], answers.shape[1] if answers.ndim == 2 else 100, int(labels.max()) + 1)
adam, loss = torch.optim.Adam(network.parameters(), lr=2e-3), torch.nn.CrossEntropyLoss()
for epoch in range(epochs):
    for batch in torch.randperm(len(x)).split(128):
        adam.zero_grad()
        loss(network(x[batch]), labels[batch]).backward()
        adam.step()
    with torch.no_grad():
        right = (network(x_test).argmax(1) == labels_test).float().mean()
    print(f"epoch {epoch + 1}: test {100 * right:.2f} % by mean")
