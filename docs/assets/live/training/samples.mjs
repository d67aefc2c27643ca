// The samples of a network with two inputs and one output, which a plane can show.

// The samples, each {inputs, output, target} as names; null for any other network.
export function samplesOf({ quantities }, { expressions }) {
  const names = Object.keys(expressions);
  const samples = [...new Set(names.map((name) => quantities[name]?.sample ?? 0))].filter(Boolean);
  const all = samples.map((sample) => {
    const own = (role) => names.filter((name) => quantities[name]?.sample === sample && quantities[name].role === role);
    return { inputs: own("input"), targets: own("target"), output: own("output").at(-1) };
  });
  const isPlane = all.every(({ inputs, targets }) => inputs.length === 2 && targets.length === 1);
  return all.length && isPlane
    ? all.map(({ inputs, targets: [target], output }) => ({ inputs, target, output }))
    : null;
}
