// The operations of graphs, made by `backprop assets` from the table in backprop/core/ops.py.
import { areShort, larger, rounded } from "./numbers.mjs";

// How each is computed, when its result y is exact, by what it is off elsewhere, whether it jumps or bends.
export const OPS = {
  add: {
    of: (a, b) => a + b,
    isExact: (a, b, y) => areShort(a, b, y),
    offBy: (a, b, y) => larger(a, b),
    jumps: false,
  },
  sub: {
    of: (a, b) => a - b,
    isExact: (a, b, y) => areShort(a, b, y),
    offBy: (a, b, y) => larger(a, b),
    jumps: false,
  },
  neg: {
    of: (a, b) => -a,
    isExact: (a, b, y) => true,
    offBy: (a, b, y) => Math.abs(y),
    jumps: false,
  },
  mul: {
    of: (a, b) => a * b,
    isExact: (a, b, y) => areShort(a, b, y),
    offBy: (a, b, y) => Math.abs(y),
    jumps: false,
  },
  div: {
    of: (a, b) => a / b,
    isExact: (a, b, y) => areShort(a, b, y) && y * b === a,
    offBy: (a, b, y) => Math.abs(y),
    jumps: false,
  },
  power: {
    of: (a, b) => a ** b,
    isExact: (a, b, y) => areShort(a, b, y),
    offBy: (a, b, y) => Math.abs(y),
    jumps: false,
  },
  exp: {
    of: (a, b) => Math.exp(a),
    isExact: (a, b, y) => a === 0,
    offBy: (a, b, y) => Math.abs(y),
    jumps: false,
  },
  log: {
    of: (a, b) => Math.log(a),
    isExact: (a, b, y) => a === 1,
    offBy: (a, b, y) => Math.abs(y),
    jumps: false,
  },
  sigmoid: {
    of: (a, b) => 1 / (1 + Math.exp(-a)),
    isExact: (a, b, y) => a === 0,
    offBy: (a, b, y) => Math.abs(y),
    jumps: false,
  },
  tanh: {
    of: (a, b) => Math.tanh(a),
    isExact: (a, b, y) => a === 0,
    offBy: (a, b, y) => Math.abs(y),
    jumps: false,
  },
  relu: {
    of: (a, b) => Math.max(a, 0),
    isExact: (a, b, y) => true,
    offBy: (a, b, y) => Math.abs(y),
    jumps: true,
  },
  positive: {
    of: (a, b) => a > 0 ? 1 : 0,
    isExact: (a, b, y) => true,
    offBy: (a, b, y) => Math.abs(y),
    jumps: true,
  },
  round: {
    of: (a, b) => rounded(a, b),
    isExact: (a, b, y) => true,
    offBy: (a, b, y) => Math.abs(y),
    jumps: true,
  },
};
