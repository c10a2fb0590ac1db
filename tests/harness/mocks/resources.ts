// The resources of a run under mocks, and how tests find them.
import type { Inputs, MockAnswer } from "./mock-cloud";

/** A registered resource. */
export interface RecordedResource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly custom: boolean;
  readonly inputs: Inputs;
  /** URN of the parent; absent for the stack itself. */
  readonly parent?: string;
  /** URNs of all dependencies, from `dependsOn` and from inputs. */
  readonly dependencies: readonly string[];
  /** URNs of the dependencies of each input. */
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  /** `<urn>::<id>` of an explicit provider. */
  readonly provider?: string;
  /** `<urn>::<id>` of the explicit providers of a component, by package. */
  readonly providers: Readonly<Record<string, string>>;
  readonly protect: boolean;
  readonly ignoreChanges: readonly string[];
  readonly deleteBeforeReplace: boolean;
  /** Whether it stays in the cloud when it is removed from the stack. */
  readonly retainOnDelete: boolean;
  /** The number of transforms for its children. Mocks run none. */
  readonly transforms: number;
  /** The registered outputs of a component; absent if `registerOutputs` was never called. */
  outputs?: Inputs;
}

/** All resources of a run, in the order of registration. */
export class Resources {
  constructor(
    readonly all: readonly RecordedResource[],
    private readonly created: ReadonlyMap<string, MockAnswer> = new Map(),
  ) {}

  /** The physical id of a resource, also of one that a remote component creates. */
  idOf(type: string, name: string): string {
    return this.answerOf(type, name).id!;
  }

  /** The outputs of a resource, also of one that a remote component creates. */
  outputsOf(type: string, name: string): Inputs {
    return this.answerOf(type, name).state;
  }

  ofType(type: string): readonly RecordedResource[] {
    return this.all.filter((resource) => resource.type === type);
  }

  /** The only resource with this name, and with this type if the name is not unique. */
  named(name: string, type?: string): RecordedResource {
    return this.one(
      (resource) => resource.name === name && (type === undefined || resource.type === type),
      `${type ?? "resource"} named ${name}`,
    );
  }

  /** The only resource of a type. */
  only(type: string): RecordedResource {
    return this.one((resource) => resource.type === type, type);
  }

  childrenOf(parent: RecordedResource): readonly RecordedResource[] {
    return this.all.filter((resource) => resource.parent === parent.urn);
  }

  /** Whether a resource waits for another one, directly or indirectly, or because a component that contains it waits. */
  waitsFor(later: RecordedResource, earlier: RecordedResource, seen = new Set<string>()): boolean {
    if (seen.has(later.urn)) return false;
    seen.add(later.urn);
    return [...later.dependencies, later.parent].some((urn) => {
      if (urn === earlier.urn) return true;
      const next = this.all.find((resource) => resource.urn === urn);
      return next !== undefined && this.waitsFor(next, earlier, seen);
    });
  }

  private answerOf(type: string, name: string): MockAnswer {
    const answer = this.created.get(`${type} ${name}`);
    if (answer) return answer;
    throw new Error(`no ${type} ${name} among:\n${[...this.created.keys()].join("\n")}`);
  }

  private one(matches: (resource: RecordedResource) => boolean, what: string): RecordedResource {
    const found = this.all.filter(matches);
    if (found.length === 1) return found[0]!;
    throw new Error(`${found.length} of ${what} among:\n${this.all.map(({ type, name }) => `${type} ${name}`).join("\n")}`);
  }
}
