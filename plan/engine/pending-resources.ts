// Resources that the program created and that were never registered, because their inputs did not arrive.
import type { Resource } from "@pulumi/pulumi";
import type { ProgramProblem } from "./errors";
import type { Sdk } from "./sdk";
import { STACK_TYPE, type Target } from "./urn";

type Registered = Resource & { readonly __pulumiType: string; readonly __name: string; readonly __parentResource?: Registered };

const SHOWN = 10;

export class PendingResources {
  /** Type and name to resources that are created and not yet registered. */
  private readonly registered = new Map<string, Registered[]>();
  readonly stop: () => void;

  constructor(
    sdk: Sdk,
    private readonly target: Target,
  ) {
    const runtime = sdk.resource as { -readonly [K in "registerResource" | "readResource"]: Sdk["resource"][K] };
    const { registerResource, readResource } = runtime;
    runtime.registerResource = (...args) => {
      this.add(args[0] as Registered, args[2], args[3]);
      registerResource(...args);
    };
    runtime.readResource = (...args) => {
      this.add(args[0] as Registered, args[2], args[3]);
      readResource(...args);
    };
    this.stop = () => Object.assign(runtime, { registerResource, readResource });
  }

  private add(resource: Registered, type: string, name: string): void {
    const key = `${type}::${name}`;
    const list = this.registered.get(key);
    if (list) list.push(resource);
    else this.registered.set(key, [resource]);
  }

  /** Resources with the same type and name differ only in their parents, and mostly arrive in the order of their creation. */
  arrived(type: string, name: string): void {
    const key = `${type}::${name}`;
    const list = this.registered.get(key);
    list?.shift();
    if (list?.length === 0) this.registered.delete(key);
  }

  urnOf(type: string, name: string): string | undefined {
    const resource = this.registered.get(`${type}::${name}`)?.[0];
    return resource && this.urn(resource);
  }

  private urn(resource: Registered): string {
    const types: string[] = [];
    for (let at: Registered | undefined = resource; at && at.__pulumiType !== STACK_TYPE; at = at.__parentResource)
      types.unshift(at.__pulumiType);
    return `urn:pulumi:${this.target.stack}::${this.target.project}::${types.join("$")}::${resource.__name}`;
  }

  /** Why a program did not finish. */
  problems(): ProgramProblem[] {
    const urns = [...this.registered.values()].flat().map((resource) => this.urn(resource));
    if (urns.length === 0) return [{ message: "the program never ends: it waits for a promise that nothing resolves" }];
    const shown = urns.slice(0, SHOWN).map((urn) => ({
      urn,
      message: "waits for an input that never comes (a promise that nothing resolves, or resources that wait for each other)",
    }));
    return urns.length > SHOWN ? [...shown, { message: `and ${urns.length - SHOWN} more resources wait likewise` }] : shown;
  }
}
