import type { PlannedResource } from "../types";
import { differences } from "./differences";
import { forces, type ReplacedBy } from "./immutable";
import { identity } from "./match";
import { parsePath } from "./paths";
import type { ChangedDependency } from "./propagation";
import type { PreviousResource } from "./snapshot";

/** Why a resource is replaced with its provider, or because it gets another provider. */
export class ProviderChanges {
  private readonly before: ReadonlyMap<string, PreviousResource>;
  private readonly after: ReadonlyMap<string, PlannedResource>;

  constructor(
    before: readonly PreviousResource[],
    after: readonly PlannedResource[],
    private readonly replacedBy: ReplacedBy,
  ) {
    const providers = <T extends PreviousResource>(resources: readonly T[]) =>
      new Map(resources.filter(({ type }) => type.startsWith("pulumi:providers:")).map((resource) => [resource.urn, resource]));
    this.before = providers(before);
    this.after = providers(after);
  }

  reasons(resource: PlannedResource, was: PreviousResource, changed: ReadonlyMap<string, ChangedDependency>): string[] {
    const [now, then] = [this.after.get(providerOf(resource)), this.before.get(providerOf(was))];
    if (!now || !then) return [];
    if (changed.get(now.urn)?.change.op === "replace") return [`its provider ${now.name} is replaced`];
    if (identity(now.urn) === identity(then.urn)) return [];
    const immutable = this.replacedBy(now.type).map(parsePath);
    const other = differences(then.inputs, now.inputs).some((difference) => forces(difference, immutable));
    return other ? [`${now.name} manages it instead of ${then.name}, another place`] : [];
  }
}

function providerOf({ provider }: Pick<PlannedResource, "provider">): string {
  return provider?.slice(0, provider.lastIndexOf("::")) ?? "";
}
