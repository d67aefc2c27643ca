// The quantities of a pass that people write down, by groups.
import { walkOf } from "../walk.mjs";

export const GIVEN = "Given, where yours differ";

export function groupsOf(graph, run) {
  const steps = walkOf(graph, run);
  const slopes = new Set(Object.keys(run.updates).map((name) => `d${run.objective}/d${name}`));
  const of = (stage) => steps.filter((step) => step.stage === stage).map(({ name }) => name);
  return {
    [GIVEN]: run.names.filter((name) => run.expressions[name].number !== undefined && !name.includes("/")),
    Forward: of("forward"),
    Loss: of("error"),
    Gradient: of("backward").filter((name) => slopes.has(name)),
    Updated: of("update"),
  };
}
