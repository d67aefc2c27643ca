"""One neuron after another: one pass, one update, a thousand of them; and the slope at the wrong place."""

import numpy as np

x, y, rate = np.array([2]), np.array([1]), 1
W1, b1 = np.array([[0.3]]), np.array([-0.1])
W2, b2 = np.array([[0.8]]), np.array([-0.2])


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def slope(z):
    return sigmoid(z) * (1 - sigmoid(z))


for step in range(1001):
    z1 = W1 @ x + b1
    a1 = sigmoid(z1)
    z2 = W2 @ a1 + b2
    a2 = sigmoid(z2)
    if step == 0:
        print(f"slope of the sigmoid at z1 {slope(z1)[0]:.9f}, wrongly taken at a1 {slope(a1)[0]:.9f}")
    if step in (0, 1, 1000):
        print(f"after {step} updates: output {a2[0]:.9f}, loss {np.sum((y - a2) ** 2) / 2:.12f}")
    delta2 = (a2 - y) * slope(z2)
    delta1 = (W2.T @ delta2) * slope(z1)
    W2, W1 = W2 - rate * np.outer(delta2, a1), W1 - rate * np.outer(delta1, x)
