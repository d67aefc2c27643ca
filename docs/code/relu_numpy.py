"""The ReLU network: one pass, one update, and twenty of them; then the second pass with rounded weights."""

import numpy as np

x, t, rate = np.array([2, 3]), np.array([1]), 0.05
W1 = np.array([[0.12, 0.33], [0.15, 0.09]])
W2 = np.array([[0.11, 0.12]])

for step in range(21):
    net = W1 @ x
    h = np.maximum(0, net)
    prediction = W2 @ h
    delta_o = prediction - t
    if step in (0, 1, 20):
        print(f"after {step} updates: prediction {prediction[0]:.9f}, loss {np.sum(delta_o**2) / 2:.12f}")
    if step == 1:
        rounded = W2.round(2) @ np.maximum(0, W1.round(2) @ x)
    delta_h = (W2.T @ delta_o) * (net > 0)
    W2, W1 = W2 - rate * np.outer(delta_o, h), W1 - rate * np.outer(delta_h, x)

print(f"after 1 update, its weights rounded to two decimals: prediction {rounded[0]:.9f}")
