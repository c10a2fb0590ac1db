import type { DocumentResource } from "../report/json";
import { known, listOf, type ResourceIndex } from "./resource-index";
import type { Permissions, Subject, TeamPermissions } from "./types";

const teamTypes = ["eks-blueprints:index:ApplicationTeam", "eks-blueprints:index:PlatformTeam"];

export interface Team {
  readonly name: string;
  readonly namespaces: readonly string[];
}

/** Teams of this project's components, and what belongs to them. */
export class Teams {
  readonly all: readonly Team[];
  private readonly byUrn: ReadonlyMap<string, Team>;

  constructor(private readonly index: ResourceIndex) {
    const components = teamTypes.flatMap((type) => index.ofType(type));
    this.byUrn = new Map(
      components.map(({ urn, name, outputs, inputs }) => {
        const namespaces = listOf(outputs.namespaces).flatMap((namespace) => known(namespace) ?? []);
        return [urn, { name: known(outputs.team) ?? known(inputs.team) ?? name, namespaces }];
      }),
    );
    this.all = [...this.byUrn.values()];
  }

  /** The team whose component a resource is in. */
  of(resource: DocumentResource): Team | undefined {
    return this.index
      .ancestorsOf(resource)
      .map(({ urn }) => this.byUrn.get(urn))
      .find((team) => team !== undefined);
  }

  ofNamespace(namespace: string): readonly Team[] {
    return this.all.filter(({ namespaces }) => namespaces.includes(namespace));
  }
}

/** Who is in a team, and what belongs to it. */
export function teamPermissions(team: Team, of: Pick<Permissions, "people" | "roles" | "serviceAccounts">): TeamPermissions {
  const ofTeam = (subjects: readonly Subject[]) => subjects.filter(({ teams }) => teams.includes(team.name)).map(({ id }) => id);
  return { ...team, people: ofTeam(of.people), roles: ofTeam(of.roles), serviceAccounts: ofTeam(of.serviceAccounts) };
}
