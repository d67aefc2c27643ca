"""The network with negative weights: all eight derivatives, each beside a difference quotient."""

import numpy as np

x, t, step = np.array([0.05, 0.10]), np.array([0.01, 0.99]), 1e-4
start = np.array([0.3, 0.5, -0.2, 0.7, 0.1, -0.6, 0.3, -0.9])


def forward(w):
    first, last = w.reshape(2, 2, 2)
    h = 1 / (1 + np.exp(-first @ x))
    return last, h, 1 / (1 + np.exp(-last @ h))


def loss(w):
    return np.sum((t - forward(w)[2]) ** 2) / 2


last, h, o = forward(start)
delta_o = (o - t) * o * (1 - o)
delta_h = (last.T @ delta_o) * h * (1 - h)
slopes = np.concatenate([np.outer(delta_h, x).ravel(), np.outer(delta_o, h).ravel()])
print(f"out_o1 {o[0]:.9f}, out_o2 {o[1]:.9f}, loss {loss(start):.9f}")
for number, (slope, move) in enumerate(zip(slopes, step * np.eye(8), strict=True), start=1):
    quotient = (loss(start + move) - loss(start - move)) / (2 * step)
    print(f"w{number}  derivative {slope:12.9f}  quotient {quotient:12.9f}")
