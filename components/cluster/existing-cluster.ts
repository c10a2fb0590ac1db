import * as pulumi from "@pulumi/pulumi";
import { parseArn } from "../util/arn";
import { loginMissing } from "../util/login-missing";
import { reportFindings } from "../util/report-finding";
import { recordedSettings } from "../util/section-secrets";
import { Access } from "./access";
import { ClusterComponent } from "./cluster-component";
import { connect } from "./connection";
import { type ExistingClusterArgs, type ValidatedExistingClusterArgs, validExistingClusterArgs } from "./existing-cluster-args";
import type { ExistingClusterFacts } from "./lookup";

/** An existing cluster: only access entries are created. Its IAM OIDC provider is assumed to exist too; IRSA needs it. */
export class ExistingCluster extends ClusterComponent {
  constructor(name: string, args: ExistingClusterArgs, opts?: pulumi.ComponentResourceOptions);
  /** @internal */
  constructor(name: string, args: ValidatedExistingClusterArgs, opts?: pulumi.ComponentResourceOptions);
  constructor(name: string, given: ExistingClusterArgs | ValidatedExistingClusterArgs, opts?: pulumi.ComponentResourceOptions) {
    const args = "settings" in given ? given : validExistingClusterArgs(`ExistingCluster("${name}")`, given);
    const { context, settings, teamPermissions, facts } = args;
    const { admins, access: permissions, kubeconfig } = settings;
    const recorded = recordedSettings(context, ["cluster"], { admins, access: permissions, kubeconfig });
    const inputs = { clusterName: facts.name, region: context.region, settings: recorded };
    super("eks-blueprints:index:ExistingCluster", name, inputs, opts);
    const provider = this.getProvider("aws:index:Provider");
    if (provider && !args.awsLogin)
      throw loginMissing(provider, context.region, `new ExistingCluster("${name}", { ..., awsLogin }, { providers });`);
    reportFindings(args.findings ?? [], this);
    this.provide({
      context,
      clusterName: pulumi.output(facts.name),
      arn: pulumi.output(facts.arn),
      accountId: pulumi.output(parseArn(facts.arn)!.accountId),
      version: pulumi.output(facts.version),
      endpoint: pulumi.output(facts.endpoint),
      certificateAuthority: pulumi.output(facts.certificateAuthority),
      serviceCidr: pulumi.output(facts.serviceCidr),
      ...(facts.ipFamily && { ipFamily: facts.ipFamily }),
      securityGroupId: pulumi.output(facts.securityGroupId),
      oidcProviderArn: pulumi.output(oidcProviderArn(facts)),
      oidcIssuer: pulumi.output(facts.oidcIssuer),
    });

    const access = new Access(`${name}-access`, { context, settings, teamPermissions, clusterName: facts.name }, { parent: this });
    const login = { clusterName: facts.name, region: context.region, ...facts };
    const connection = connect(
      name,
      { facts: pulumi.output(login), login: settings.kubeconfig, awsLogin: args.awsLogin, after: access.resources },
      { parent: this },
    );
    this.provide(connection);
    this.registerOutputs({ clusterName: this.clusterName, endpoint: this.endpoint, kubeconfig: this.kubeconfig });
  }
}

/** ARN of the IAM OIDC provider of a cluster, derived from its issuer. */
function oidcProviderArn({ arn, oidcIssuer }: ExistingClusterFacts): string {
  const { partition, accountId } = parseArn(arn)!;
  return `arn:${partition}:iam::${accountId}:oidc-provider/${oidcIssuer}`;
}
