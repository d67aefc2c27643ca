"""The stages of a program that works an example through, as lines of NumPy or PyTorch."""
