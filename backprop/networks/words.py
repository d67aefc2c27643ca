"""What happens in each stage of a pass, as programs and notebooks say it, and what choices are called."""

# What a choice of an option is called; one that is a number has a place for it.
CHOICES = {
    "update=together": "all at once",
    "update=sequential": "one after another",
    "bias=fixed": "biases fixed",
    "bias=each": "one bias per neuron",
    "bias=shared": "one bias per layer",
    "loss=half": "half the squares",
    "loss=sum": "sum of the squares",
    "loss=mean": "mean of the squares",
    "total=sum": "sum over the samples",
    "total=mean": "mean over the samples",
    "start=given": "the given start",
    "weights=given": "the given weights",
    "momentum=0": "no momentum",
    "batch": "batches of {}",
    "weights": "all weights {}",
}
# What is chosen with an option.
OPTIONS = {
    "bias": "Biases",
    "rate": "Learning rate",
    "update": "Update",
    "momentum": "Momentum",
    "loss": "Loss",
    "total": "Samples",
    "start": "Start",
    "weights": "Weights",
    "batch": "Batches",
}
ROUTE_NAME, ROUTE_WORDS = "matrices of balls", "matrices that do not know the graph"

OF_NETWORK = {
    "given": "`x` are the inputs, `t` the targets. A matrix `W` has a row for each neuron of its layer and a "
    "column for each number that comes in. `eta` is the learning rate.",
    "forward": "A neuron adds up what comes in, each number times its weight, and sends the sum through its "
    "activation function. `W @ x` does so for a whole layer.",
    "backward": "The error signal `delta` of a neuron is the derivative of the loss with respect to its "
    "net input. It starts at the outputs and goes back through the same weights, transposed. The derivative "
    "with respect to a weight is the number that comes in through it, times the error signal of its neuron. "
    "Here is each link of the chain for the first weight of each layer:",
    "update": "Each parameter moves against its derivative, all of them after one backward pass.",
    "training": "The same lines again and again; `losses[k]` is the loss after k updates.",
}
ERRORS = {
    "half squared": "The loss at each output is half the square of its distance to the target; they add up.",
    "cross-entropy": "The loss at each output is minus its target times its logarithm; they add up.",
}
BIASES = {
    "fixed": "The biases `b` stay as they are.",
    "each": "Every neuron trains a bias of its own.",
    "shared": "Each layer trains one bias.",
}
OF_COLUMNS = {
    "given": "Each column of `x` is the inputs of one sample, and that of `t` its targets. A matrix `W` has "
    "a row for each neuron of its layer and a column for each number that comes in. `eta` is the learning "
    "rate.",
    "forward": "A neuron adds up what comes in, each number times its weight, and sends the sum through its "
    "activation function. `W @ x` does so for a whole layer, and for all samples at once.",
    "error": "The loss of each sample is half the square of its distance to the target; they add up.",
    "backward": "The error signal `delta` of a neuron is, in each sample, the derivative of the loss with "
    "respect to its net input. It starts at the outputs and goes back through the same weights, transposed. "
    "Each sample has its share in the derivative with respect to a weight: the number that comes in through "
    "it, times the error signal of its neuron. The product of the matrices adds the shares up. Here is each "
    "link of the chain for the first weight of each layer:",
}
OF_SAMPLES = {
    "given": "`x` are the inputs of the samples, `t` their targets. One weight and one bias serve them all. "
    "`eta` is the learning rate.",
    "forward": "The neuron is linear. All samples go through it at once.",
    "error": "The loss of each sample is half the square of its distance to the target; they add up.",
    "backward": "Each sample has its share in the derivative with respect to the weight; the shares add up:",
    "update": "Weight and bias move against their derivatives, both after one backward pass.",
    "training": "The same lines again and again; `losses[k]` is the loss after k updates.",
}
OF_POLYNOMIAL = {
    "given": "Descent starts at `theta`; `eta` is the learning rate.",
    "error": "The cost is what descent makes small.",
    "backward": "The gradient holds the derivative of the cost with respect to each parameter.",
    "update": "Each parameter moves against its derivative.",
    "training": "The same lines again and again; `losses[k]` is the cost after k updates.",
}
TITLES_OF_POLYNOMIAL = {"error": "Cost", "backward": "Gradient"}


def choice_words(option: str, value: str, written: str = "") -> str:
    """Return what a choice of an option is called, its number as it is `written`, or as in keys."""
    return CHOICES.get(f"{option}={value}") or CHOICES.get(option, f"{option} {{}}").format(written or value)
