// A fake AWS for the simulated providers: the simulated cloud with time, dependencies, names, quotas and failures. Its state outlives the process.
import { createSimulation, type RestorableSimulation } from "../../../plan/simulation";
import { Actions } from "./actions";
import { ScaledClock, VirtualClock } from "./clock";
import { Deletion } from "./deletion";
import { diffKind } from "./diff-kind";
import { Failures } from "./failures";
import { Journal } from "./journal";
import { Ledger } from "./ledger";
import { referrers } from "./references";
import type { FakeAws, FakeAwsOptions, FakeResource, LiveResource, Operation } from "./types";

/** The fake AWS with the controls of tests. */
export interface TestFakeAws extends FakeAws {
  /** Packaged components and methods, which create no resources themselves; the engine's monitor registers their children. */
  readonly components: Pick<RestorableSimulation, "isComponent" | "expand" | "call">;
  /** Seconds since the start. */
  now(): number;
  /** All completed calls, ordered by end. */
  operations(): readonly Operation[];
  /** The existing resources, including those that EKS created; with a type, only of that type. */
  resources(type?: string): readonly LiveResource[];
  /** Adds a resource that no program manages, such as a leaked network interface. Its inputs refer to the resources that it blocks. */
  addUnmanaged(resource: Pick<FakeResource, "type" | "id" | "inputs"> & Partial<Pick<FakeResource, "outputs">>): LiveResource;
  /** Removes a resource without any check, as a user of the console may do. */
  removeOutOfBand(type: string, id: string): void;
  /** Deletes a resource as the AWS CLI does: rejects it immediately if it is in use, and returns when it is deleted. @throws FakeAwsError */
  remove(type: string, id: string): Promise<void>;
  /** Changes a resource outside of the program. */
  drift(type: string, id: string, outputs: FakeResource["outputs"]): void;
  /** References to deleted resources: `<type> <id> -> <value>`. */
  dangling(): readonly string[];
  /** Closes the journal. */
  close(): void;
}

/**
 * Opens a fake AWS, new or with the state of its journal.
 *
 * - Every method but `preview` and `diff` is a call that takes time (`components/reference/durations.ts`) and is recorded in `operations()`.
 * - `create` returns the outputs of the offline plan for the same request; a second resource with the same URN gets other ids and names. It rejects with a
 *   `FakeAwsError` (`code`, and the message `code: text`) if AWS, EKS, Kubernetes or Helm would reject the request, after the retries of the real
 *   provider (`retries.ts`), and with a `SimulationError` for inputs that the provider rejects.
 * - `read` returns nothing for deleted resources, and the outputs of the offline plan for unknown ones.
 * - A failure counts calls across all processes that open the same journal, so a `kill-provider` happens once.
 *
 * @throws Error if the file is not a journal
 */
export function createFakeAws(options: FakeAwsOptions): TestFakeAws {
  const { journal: path, timeScale = 0, settle = 0, failures: issues = [] } = options;
  const journal = new Journal(path);
  const simulation = createSimulation();
  const done = journal.events.flatMap((event) => (event.kind === "operation" ? event.operation : []));
  const times = journal.events.map((event) =>
    event.kind === "created"
      ? event.resource.created
      : event.kind === "operation"
        ? event.operation.end
        : event.kind === "counted"
          ? event.at
          : 0,
  );
  const from = Math.max(0, ...times);
  const clock = timeScale > 0 ? new ScaledClock(timeScale, from) : new VirtualClock(from, settle);
  const ledger = new Ledger(journal, clock, simulation);
  const recorded: Operation[] = [...done];
  const record = (operation: Operation) => {
    journal.write({ kind: "operation", operation });
    recorded.push(operation);
  };
  const parts = { options, simulation, clock, ledger, failures: new Failures(issues, journal), record };
  const actions = new Actions(parts);
  const at = (type: string, id: string) => {
    const found = ledger.find(type, id);
    if (!found) throw new Error(`${type} ${id}: not on this fake AWS`);
    return found;
  };
  return {
    preview: (request) => actions.preview(request),
    create: (request) => actions.create(request),
    read: (request) => actions.read(request),
    diff: ({ type, olds, inputs, oldOutputs }) => diffKind(type, olds, inputs, oldOutputs),
    update: (request) => actions.update(request),
    delete: (request) => actions.delete(request),
    invoke: (request) => actions.invoke(request),
    components: simulation,
    now: () => clock.now(),
    operations: () => recorded,
    resources: (type) => (type === undefined ? ledger.existing() : ledger.of(type)),
    addUnmanaged: ({ type, id, inputs, outputs = {} }) => {
      const created = clock.now();
      const blank = { urn: "", seed: "", name: id, generation: 0, provider: {}, directory: "" };
      return ledger.add({ ...blank, type, id, inputs, outputs: { ...inputs, ...outputs }, created, ready: created, visible: created });
    },
    removeOutOfBand: (type, id) => void ledger.change(at(type, id).serial, { gone: clock.now() }),
    remove: async (type, id) => {
      const { gone } = new Deletion(parts).delete(at(type, id));
      await clock.wait(gone! - clock.now());
    },
    drift: (type, id, outputs) => {
      const found = at(type, id);
      ledger.change(found.serial, { outputs: { ...found.outputs, ...outputs } });
    },
    dangling: () =>
      ledger
        .deleted()
        .flatMap((lost) => referrers(lost, "uses", ledger.existing()).map((user) => ({ lost, user })))
        .filter(({ lost }) => !ledger.find(lost.type, lost.id))
        .map(({ lost, user }) => `${user.type} ${user.id} -> ${lost.id}`),
    close: () => journal.close(),
  };
}
