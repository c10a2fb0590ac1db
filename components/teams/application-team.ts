import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { replacedOnChange } from "../util/immutable-fields";
import { reportFindings } from "../util/report-finding";
import { recordedSettings } from "../util/section-secrets";
import { teamIngressClass, teamIngressClassName } from "./ingress-class";
import { sharedPolicy } from "./shared-policy";
import { type ApplicationTeamArgs, type ValidatedApplicationTeamArgs, validApplicationTeamArgs } from "./team-args";
import { teamNamespace } from "./team-namespace";
import { teamRole, teamTags } from "./team-role";
import { mountStatements, teamSecrets } from "./team-secrets";
import { teamServiceAccount } from "./team-service-account";

/**
 * A team with its own namespaces, the role that its members assume, and the service accounts of its pods.
 * `dependsOn` applies to the namespaces and what is in them: at destroy, controllers that are named there run until the team's objects are gone.
 */
export class ApplicationTeam extends pulumi.ComponentResource {
  /** Usable when it can log in. */
  readonly roleArn: pulumi.Output<string>;
  /** Names of the namespaces. */
  readonly namespaces: readonly string[];
  /** Name of its IngressClass, if the team has its own load balancer. */
  readonly ingressClass?: string;
  /** The namespaces as resources, by name, as dependencies of their workloads. */
  readonly namespaceResources: ReadonlyMap<string, k8s.core.v1.Namespace>;

  constructor(name: string, args: ApplicationTeamArgs, opts?: pulumi.ComponentResourceOptions);
  /** @internal */
  constructor(name: string, args: ValidatedApplicationTeamArgs, opts?: pulumi.ComponentResourceOptions);
  constructor(name: string, given: ApplicationTeamArgs | ValidatedApplicationTeamArgs, opts: pulumi.ComponentResourceOptions = {}) {
    const valid = "settings" in given ? given : validApplicationTeamArgs(name, `ApplicationTeam("${name}")`, given);
    const { context, team, settings } = valid;
    const inputs = { team, settings: recordedSettings(context, ["teams", "teamTemplates", "tenants"], settings) };
    super("eks-blueprints:index:ApplicationTeam", name, inputs, { ...opts, dependsOn: [] });
    reportFindings(valid.findings ?? [], this);
    const args = { ...valid, after: valid.after ?? sharedPolicy(valid.cluster, settings.accessLevel) };
    this.roleArn = teamRole(name, args, { parent: this });
    this.namespaces = settings.namespaces;
    if (args.ingressClassParams) this.ingressClass = teamIngressClassName(team);
    this.namespaceResources = this.createNamespaces(name, args, opts);
    this.createServiceAccounts(name, args);
    if (settings.secrets) teamSecrets(name, { ...args, secrets: settings.secrets }, this.namespaceResources, { parent: this });
    this.createPriorityClass(name, args);
    const { accessLevel, network, quota } = settings;
    this.registerOutputs({ team, roleArn: this.roleArn, namespaces: this.namespaces, accessLevel, network, quota });
  }

  /** At destroy the class is deleted after the namespaces, and so after the Ingresses that name it. */
  private createNamespaces(
    name: string,
    { team, settings, allowedIngress, allowedEgress, cluster, after = [], ingressClassParams }: ValidatedApplicationTeamArgs,
    { dependsOn }: pulumi.ComponentResourceOptions,
  ) {
    const common = { parent: this, provider: cluster.provider };
    const served = ingressClassParams ? [teamIngressClass(name, team, ingressClassParams, { ...common, dependsOn: [...after] })] : [];
    const opts = pulumi.mergeOptions({ ...common, dependsOn: [...after, ...served] }, dependsOn === undefined ? {} : { dependsOn });
    return new Map(
      settings.namespaces.map((namespace) => [
        namespace,
        teamNamespace(`${name}.${namespace}`, { team, namespace, settings, allowedIngress, allowedEgress }, opts),
      ]),
    );
  }

  private createServiceAccounts(name: string, args: ValidatedApplicationTeamArgs): void {
    const { context, cluster, team, settings, identityMode } = args;
    const opts = { parent: this, provider: cluster.provider };
    const common = { context, cluster, mounts: mountStatements(args), tags: teamTags(team, settings) };
    for (const [serviceAccount, own] of Object.entries(settings.serviceAccounts)) {
      const namespaceName = own.namespace ?? settings.namespaces[0]!;
      const namespace = this.namespaceResources.get(namespaceName)!.metadata.name;
      const place = { namespace, namespaceName, serviceAccount, mode: identityMode(namespaceName) };
      teamServiceAccount(`${name}.${serviceAccount}`, { ...common, settings: own, ...place }, opts);
    }
  }

  private createPriorityClass(name: string, { team, settings: { priority: value }, cluster }: ValidatedApplicationTeamArgs): void {
    if (value === undefined) return;
    new k8s.scheduling.v1.PriorityClass(
      `${name}-priority`,
      { metadata: { name: `team-${team}` }, value, description: `Pods of team ${team}` },
      { parent: this, provider: cluster.provider, ...replacedOnChange("scheduling.k8s.io/v1", "PriorityClass") },
    );
  }
}
