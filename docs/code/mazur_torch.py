"""The two-output network with PyTorch's own gradients: one pass, one update, and ten thousand of them."""

import torch

torch.set_default_dtype(torch.float64)
x, t = torch.tensor([0.05, 0.10]), torch.tensor([0.01, 0.99])
W1 = torch.tensor([[0.15, 0.20], [0.25, 0.30]], requires_grad=True)
W2 = torch.tensor([[0.40, 0.45], [0.50, 0.55]], requires_grad=True)
descent = torch.optim.SGD([W1, W2], lr=0.5)

for step in range(10_001):
    o = torch.sigmoid(W2 @ torch.sigmoid(W1 @ x + 0.35) + 0.60)
    loss = ((t - o) ** 2).sum() / 2
    if step in (0, 1, 10_000):
        print(f"after {step} updates: outputs {o[0]:.9f} {o[1]:.9f}, loss {loss:.12f}")
    descent.zero_grad()
    loss.backward()
    descent.step()
    if step == 0:
        print(f"dE_total/dw5 {W2.grad[0, 0]:.9f}, dE_total/dw1 {W1.grad[0, 0]:.9f}")
