/** Dependencies of a step. */
export interface StepNode<Step extends string = string> {
  readonly name: Step;
  /** Steps that must be ready first, and are enabled too. */
  readonly requires: readonly Step[];
  /** Steps that come first if they are selected. */
  readonly after?: readonly Step[];
  /** Steps that wait for this one if they are selected. */
  readonly before?: readonly Step[];
}

/** A step of the installation in its order. */
export interface OrderedStep<Step extends string = string> {
  /** Name of the step: an add-on, or `nodes`. */
  readonly name: Step;
  /** Direct dependencies, without edges that others imply. */
  readonly after: readonly Step[];
  /** The step that required it, if it was not selected itself. */
  readonly requiredBy?: Step;
}

/** A graph without an order: a cycle, or an unknown requirement. */
export class OrderError extends Error {}

/**
 * Sorts steps so that each comes after its dependencies. Keeps the declared order otherwise, and adds required steps.
 * @throws OrderError with the cycle, or the missing requirement
 */
export function orderSteps<Step extends string>(declared: readonly StepNode<Step>[], wanted: Iterable<Step>): OrderedStep<Step>[] {
  const nodes = new Map(declared.map((node) => [node.name, node]));
  const requiredBy = closure(nodes, wanted);
  const present = declared.filter(({ name }) => requiredBy.has(name));
  const waits = new Map(present.map((node) => [node.name, waitsFor(node, present)]));
  const sorted = sort(waits);
  const reach = new Map<Step, ReadonlySet<Step>>();
  return sorted.map((name) => {
    const all = waits.get(name)!;
    const implied = new Set(all.flatMap((step) => [...reach.get(step)!]));
    reach.set(name, new Set([...all, ...implied]));
    const by = requiredBy.get(name);
    return { name, after: all.filter((step) => !implied.has(step)), ...(by !== undefined && { requiredBy: by }) };
  });
}

/** Some steps and all of their dependencies, direct or not. */
export function ancestors<Step extends string>(steps: readonly StepNode<Step>[], of: Iterable<Step>): Set<Step> {
  const found = new Set(of);
  for (const name of found) // a Set also visits entries added during iteration
    for (const step of steps) if (step.name === name) for (const before of waitsFor(step, steps)) found.add(before);
  return found;
}

/** All selected steps and their requirements, each with the step that required it. */
function closure<Step extends string>(nodes: ReadonlyMap<Step, StepNode<Step>>, wanted: Iterable<Step>): Map<Step, Step | undefined> {
  const found = new Map<Step, Step | undefined>([...wanted].map((name) => [name, undefined]));
  for (const [name, by] of found) {
    const node = nodes.get(name);
    if (!node) throw new OrderError(by === undefined ? `no step is called ${name}` : `${by} requires ${name}, which does not exist`);
    for (const required of node.requires) if (!found.has(required)) found.set(required, name); // a Map also visits entries added during iteration
  }
  return found;
}

function waitsFor<Step extends string>({ name, requires, after = [] }: StepNode<Step>, present: readonly StepNode<Step>[]): Step[] {
  const first = new Set<Step>([...requires, ...after]);
  return present.filter((other) => first.has(other.name) || other.before?.includes(name)).map((other) => other.name);
}

function sort<Step extends string>(waits: ReadonlyMap<Step, readonly Step[]>): Step[] {
  const sorted = new Set<Step>();
  const visit = (name: Step, path: readonly Step[]): void => {
    if (sorted.has(name)) return;
    if (path.includes(name)) throw new OrderError(`a cycle: ${[...path.slice(path.indexOf(name)), name].join(" -> ")}`);
    for (const step of waits.get(name)!) visit(step, [...path, name]);
    sorted.add(name);
  };
  for (const name of waits.keys()) visit(name, []);
  return [...sorted];
}
