// A world for the stand-in providers: the simulated cloud with time, integrity, names, quotas and mishaps. It outlives the process that serves it.
import { createSimulation, type RestorableSimulation } from "../../../plan/simulation";
import { Actions } from "./actions";
import { LeapingClock, ScaledClock } from "./clock";
import { Deletion } from "./deletion";
import { diffKind } from "./diff-kind";
import { Failures } from "./failures";
import { Journal } from "./journal";
import { Ledger } from "./ledger";
import { bound } from "./references";
import type { FakeAws, FakeAwsOptions, FakeResource, LiveResource, Operation } from "./types";

/** A world as tests see it. */
export interface TestFakeAws extends FakeAws {
  /** Components and methods, which make nothing by themselves; the engine's monitor makes their children. */
  readonly components: Pick<RestorableSimulation, "isComponent" | "expand" | "call">;
  /** Seconds since the world began. */
  now(): number;
  /** All calls that ever ended, in the order of their ends. */
  operations(): readonly Operation[];
  /** What is there, EKS's own doings included; with a type, of that type. */
  resources(type?: string): readonly LiveResource[];
  /** Puts something there that no program manages, such as an interface that a CNI leaked. Inputs name what it holds. */
  addUnmanaged(thing: Pick<FakeResource, "type" | "id" | "inputs"> & Partial<Pick<FakeResource, "outputs">>): LiveResource;
  /** Takes something away without asking, as somebody with a console does. */
  removeOutOfBand(type: string, id: string): void;
  /** Deletes something as the AWS CLI does: refused at once where something holds it, else gone when this ends. @throws WorldError */
  remove(type: string, id: string): Promise<void>;
  /** Changes something behind the program's back. */
  drift(type: string, id: string, outputs: FakeResource["outputs"]): void;
  /** Things that name others which are gone: `<type> <id> -> <value>`. */
  dangling(): readonly string[];
  /** Ends the use of the journal. */
  close(): void;
}

/**
 * Opens a world, as new or as its journal tells it.
 *
 * - Every method but `preview` and `diff` is a call that takes time (`durations.ts`) and is recorded in `operations()`.
 * - `create` makes what the offline plan makes of the same request; a second thing for one URN gets other ids and names. It rejects with a
 *   `WorldError` (`code`, and the message `code: text`) where AWS, EKS, Kubernetes or Helm would refuse, after the tries that the real
 *   provider makes (`retries.ts`), and with a `SimulationError` for inputs that no provider takes.
 * - `read` answers nothing for what the world knew and has no more; what it never knew, it reads as the offline plan does.
 * - A fault counts calls over all processes that open the same journal, so a `kill-provider` is met once.
 *
 * @throws Error where the journal is no journal
 */
export function createFakeAws(options: FakeAwsOptions): TestFakeAws {
  const { journal: path, timeScale = 0, settle = 0, failures: issues = [] } = options;
  const journal = new Journal(path);
  const simulation = createSimulation();
  const done = journal.past.flatMap((event) => (event.kind === "did" ? event.operation : []));
  const times = journal.past.map((event) =>
    event.kind === "made" ? event.standing.made : event.kind === "did" ? event.operation.end : event.kind === "met" ? event.at : 0,
  );
  const from = Math.max(0, ...times);
  const clock = timeScale > 0 ? new ScaledClock(timeScale, from) : new LeapingClock(from, settle);
  const ledger = new Ledger(journal, clock, simulation);
  const recorded: Operation[] = [...done];
  const record = (operation: Operation) => {
    journal.write({ kind: "did", operation });
    recorded.push(operation);
  };
  const parts = { options, simulation, clock, ledger, faults: new Failures(issues, journal), record };
  const actions = new Actions(parts);
  const at = (type: string, id: string) => {
    const found = ledger.find(type, id);
    if (!found) throw new Error(`${type} ${id}: not in this world`);
    return found;
  };
  return {
    preview: (request) => actions.preview(request),
    create: (request) => actions.create(request),
    read: (request) => actions.read(request),
    diff: ({ type, olds, inputs }) => diffKind(type, olds, inputs),
    update: (request) => actions.update(request),
    delete: (request) => actions.delete(request),
    invoke: (request) => actions.invoke(request),
    components: simulation,
    now: () => clock.now(),
    operations: () => recorded,
    resources: (type) => (type === undefined ? ledger.there() : ledger.of(type)),
    addUnmanaged: ({ type, id, inputs, outputs = {} }) => {
      const made = clock.now();
      const blank = { urn: "", seed: "", name: id, generation: 0, provider: {}, directory: "" };
      return ledger.add({ ...blank, type, id, inputs, outputs: { ...inputs, ...outputs }, made, ready: made, visible: made });
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
        .past()
        .flatMap((lost) => bound(lost, "uses", ledger.there()).map((user) => ({ lost, user })))
        .filter(({ lost }) => !ledger.find(lost.type, lost.id))
        .map(({ lost, user }) => `${user.type} ${user.id} -> ${lost.id}`),
    close: () => journal.close(),
  };
}
