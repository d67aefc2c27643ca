"""The network without biases: the first pass, then training at six learning rates at once."""

import numpy as np

x, t = np.array([[0.05], [0.10]]), np.array([[0.01], [0.99]])
rates = np.array([0.1, 0.2, 0.5, 0.8, 1.0, 2.0]).reshape(6, 1, 1)
W1 = np.tile([[0.15, 0.20], [0.25, 0.30]], (6, 1, 1))
W2 = np.tile([[0.40, 0.45], [0.50, 0.55]], (6, 1, 1))
steps = (0, 1, 10, 100, 1_000, 10_000)
losses = {}


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


for step in range(10_001):
    h = sigmoid(W1 @ x)
    o = sigmoid(W2 @ h)
    delta_o = (o - t) * o * (1 - o)
    delta_h = (W2.swapaxes(1, 2) @ delta_o) * h * (1 - h)
    if step == 0:
        for name, column in (("out_h", h), ("out_o", o), ("delta_o", delta_o), ("delta_h", delta_h)):
            print(f"{name:8}{column[0, 0, 0]:13.9f}{column[0, 1, 0]:13.9f}")
    if step in steps:
        losses[step] = np.sum((t - o) ** 2, axis=(1, 2)) / 2
    W2 = W2 - rates * (delta_o @ h.swapaxes(1, 2))
    W1 = W1 - rates * (delta_h @ x.T)
for step, row in losses.items():
    print(f"after {step} updates:", *(f"{loss:.9f}" for loss in row))
