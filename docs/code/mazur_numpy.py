"""The two-output network: one pass, one update, and ten thousand of them."""

import numpy as np

x, t, rate = np.array([0.05, 0.10]), np.array([0.01, 0.99]), 0.5
W1, b1 = np.array([[0.15, 0.20], [0.25, 0.30]]), 0.35
W2, b2 = np.array([[0.40, 0.45], [0.50, 0.55]]), 0.60


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def loss():
    return np.sum((t - sigmoid(W2 @ sigmoid(W1 @ x + b1) + b2)) ** 2) / 2


for step in range(10_001):
    h = sigmoid(W1 @ x + b1)
    o = sigmoid(W2 @ h + b2)
    if step in (0, 1, 10_000):
        print(f"after {step} updates: outputs {o[0]:.9f} {o[1]:.9f}, loss {loss():.12f}")
    delta_o = (o - t) * o * (1 - o)
    delta_h = (W2.T @ delta_o) * h * (1 - h)
    W2 = W2 - rate * np.outer(delta_o, h)
    W1 = W1 - rate * np.outer(delta_h, x)
