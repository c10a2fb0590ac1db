import { mergeValues } from "../../util/deep-merge";
import { didYouMean, listed } from "../../util/did-you-mean";
import { isRecord } from "../../util/is-record";
import { mapValues } from "../../util/map-values";
import { teamName } from "../schema/scalars";
import { defaultLimits } from "../schema/team-limits";
import { applicationTeam, defaultQuota, platformTeam, teamKinds, teamTemplate } from "../schema/teams";
import { tenants } from "../schema/tenants";
import type { ApplicationTeamSettings, TeamSettings, TeamTemplates, TenantSettings } from "../types";
import { shown } from "./describe";
import type { Fill, Parser } from "./parser";
import { type TenantGroup, tenantGroups } from "./tenants";

type Path = readonly PropertyKey[];
type Raw = Readonly<Record<string, unknown>>;

/** The three sections about teams. */
export interface TeamSections {
  readonly teams: Record<string, TeamSettings>;
  readonly teamTemplates: TeamTemplates;
  readonly tenants: TenantSettings;
}

/** Reads teams: own values, then those of the template, then defaults. Tenants become teams. */
export function readTeams(parser: Parser, input: Partial<Record<string, unknown>>): TeamSections {
  const templates = new Map<string, Raw | undefined>();
  const teamTemplates = parser.entries(input.teamTemplates ?? {}, ["teamTemplates"], "a map of names to templates", (value, path, name) => {
    const before = parser.issues.length;
    parser.object(teamTemplate, value, path);
    const sound = parser.issues.length === before;
    templates.set(name, sound ? (value as Raw) : undefined);
    return sound ? (value as TeamTemplates[string]) : {};
  });
  const reader = new TeamReader(parser, templates);
  const teams = parser.entries(
    input.teams ?? {},
    ["teams"],
    "a map of names to teams",
    (value, path, name) => reader.team(value, path, name),
    teamName,
  );
  const tenancy = parser.object(tenants, input.tenants ?? {}, ["tenants"]);
  return { teams: { ...teams, ...reader.tenants(tenancy, teams) }, teamTemplates, tenants: tenancy };
}

class TeamReader {
  constructor(
    private readonly parser: Parser,
    /** By name; undefined if invalid. */
    private readonly templates: ReadonlyMap<string, Raw | undefined>,
  ) {}

  team(value: unknown, path: Path, name: string): TeamSettings {
    const kind = isRecord(value) ? value.kind : undefined;
    if (kind === "platform") return this.parser.object(platformTeam, value, path);
    if (isRecord(value) && kind !== "application") {
      const near = typeof kind === "string" ? didYouMean(kind, teamKinds) : "";
      const found =
        kind === undefined ? "missing; expected platform or application" : `expected platform or application, found ${shown(kind)}`;
      this.parser.reject([...path, "kind"], `${found}${near}`);
      this.parser.invalid.add(path); // its intended kind is unknown
      return this.application({ ...value, kind: "application" }, path, name);
    }
    return this.application(value, path, name);
  }

  /** Teams with one namespace each that accept traffic from no other, unless the template says otherwise. */
  tenants(tenancy: TenantSettings, teams: Raw): Record<string, ApplicationTeamSettings> {
    const found: Record<string, ApplicationTeamSettings> = {};
    for (const group of tenantGroups(tenancy)) this.addTenants(group, teams, found);
    return found;
  }

  private addTenants({ template, names, tier, path }: TenantGroup, teams: Raw, found: Record<string, ApplicationTeamSettings>): void {
    if (template !== undefined) this.template(template, [...path, "template"]);
    const own = (template !== undefined && this.templates.get(template)) || {};
    const isLost = template !== undefined && this.templates.get(template) === undefined;
    for (const [position, name] of names.entries()) {
      const at = [...path, "names", position];
      if (this.parser.invalid.at(at)) continue;
      if (Object.hasOwn(found, name)) this.parser.report(at, `duplicate entry ${name}; remove one`);
      else if (Object.hasOwn(teams, name)) this.parser.report(at, `${name} is a team already; tenants and teams need different names`);
      else {
        const costs = { costAllocation: { tenant: name, ...(tier && { tier: tier.name }) } };
        const value = { network: "isolated", ...mergeValues(own, costs), kind: "application", template };
        found[name] = { ...this.fill(value, at, name), ...(tier && { tier }) };
        if (this.parser.invalid.within(at) || isLost) this.parser.invalid.add(["teams", name]);
      }
    }
  }

  private application(value: unknown, path: Path, name: string): ApplicationTeamSettings {
    const wanted = isRecord(value) && value.template;
    const template = typeof wanted === "string" ? this.template(wanted, [...path, "template"]) : undefined;
    if (typeof wanted === "string" && !template) this.parser.invalid.add(path); // its intended values are unknown
    return this.fill(template && isRecord(value) ? mergeValues(template, value) : value, path, name);
  }

  /** The values of a template; none if it is invalid, which is reported there, or unknown, which is reported here. */
  private template(name: string, path: Path): Raw | undefined {
    if (!this.templates.has(name)) {
      const known = [...this.templates.keys()];
      const fix = didYouMean(name, known) || (known.length > 0 ? `; known are ${listed(known)}` : "; add it to teamTemplates");
      this.parser.reject(path, `unknown template ${JSON.stringify(name)}${fix}`);
    }
    return this.templates.get(name);
  }

  private fill(value: unknown, path: Path, name: string): ApplicationTeamSettings {
    const fill: Fill<ApplicationTeamSettings> = {
      ...teamDefaults,
      namespaces: (namespaces) => namespaces ?? [`team-${name}`],
      ...(isRecord(value) && isRecord(value.secrets) && { secrets: (secrets) => secrets && secretsOfTeam(name, secrets) }),
    };
    return this.parser.object(applicationTeam, value, path, fill as Fill<object>) as ApplicationTeamSettings;
  }
}

const teamDefaults: Fill<ApplicationTeamSettings> = {
  quota: (quota) => quota && withoutNull({ ...defaultQuota, ...quota }),
  limits: (limits) =>
    limits && {
      ...bounds(limits),
      ...(limits.pod && { pod: bounds(limits.pod) }),
      ...(limits.persistentVolumeClaim && { persistentVolumeClaim: bounds(limits.persistentVolumeClaim) }),
      default: withoutNull({ ...defaultLimits.default, ...limits.default }),
      defaultRequest: withoutNull({ ...defaultLimits.defaultRequest, ...limits.defaultRequest }),
    },
};

/** Secrets with the name of the team in the place of `{team}`. */
function secretsOfTeam(team: string, secrets: NonNullable<ApplicationTeamSettings["secrets"]>) {
  const named = (from: string | undefined) => from?.replaceAll("{team}", team);
  return mapValues(secrets, (_, { secretsManager, parameter, ...rest }) => ({
    ...rest,
    ...(secretsManager !== undefined && { secretsManager: named(secretsManager) }),
    ...(parameter !== undefined && { parameter: named(parameter) }),
  }));
}

type Written = Readonly<Record<string, string | null | undefined>>;

/** The bounds that a LimitRange sets of containers, pods or claims. */
function bounds(written: { readonly [Key in "max" | "min" | "maxLimitRequestRatio"]?: Written | undefined }) {
  const given = (["max", "min", "maxLimitRequestRatio"] as const).filter((key) => written[key]);
  return Object.fromEntries(given.map((key) => [key, withoutNull(written[key]!)]));
}

/** Null removes the default of one resource. */
function withoutNull(amounts: Written): Record<string, string> {
  return Object.fromEntries(Object.entries(amounts).filter((entry): entry is [string, string] => typeof entry[1] === "string"));
}
