// Unique names, and the errors for duplicates. Messages: see rejections.ts; Kubernetes: those of the API server and Helm.

import { Netmask } from "netmask";
import { isRecord } from "../../../components/util/is-record";
import type { Values } from "../../../plan/types";
import type { Ledger } from "./ledger";
import { types } from "./references";
import { FakeAwsError, type LiveResource } from "./types";

/** A resource before its creation, as simulated. */
export type Candidate = Pick<LiveResource, "type" | "id" | "inputs" | "outputs" | "server">;

interface Rule {
  /** The key that must be unique, if any. */
  readonly key: (resource: Candidate) => string | undefined;
  readonly code: string;
  readonly words: (resource: Candidate, other: LiveResource) => string;
}

const text = (values: Values, ...properties: readonly string[]) => properties.map((property) => String(values[property] ?? "")).join(" ");
const name = ({ outputs }: Candidate) => String(outputs.name);
const byId = (code: string, words: Rule["words"]): Rule => ({ key: ({ id }) => id, code, words });
const byInputs = (properties: readonly string[], code: string, words: Rule["words"]): Rule => ({
  key: ({ inputs }) => text(inputs, ...properties),
  code,
  words,
});
const last = ({ id }: Candidate) => id.split(":").at(-1);

const duplicateRule = byInputs(
  ["securityGroupId", "ipProtocol", "fromPort", "toPort", "cidrIpv4", "cidrIpv6", "prefixListId", "referencedSecurityGroupId"],
  "InvalidPermission.Duplicate",
  ({ inputs }) => `the specified rule "peer: ${text(inputs, "cidrIpv4", "referencedSecurityGroupId").trim()}" already exists`,
);

const rules: Readonly<Record<string, Rule>> = {
  [types.role]: byId("EntityAlreadyExists", (resource) => `Role with name ${name(resource)} already exists.`),
  [types.user]: byId("EntityAlreadyExists", (resource) => `User with name ${name(resource)} already exists.`),
  [types.policy]: byId(
    "EntityAlreadyExists",
    (resource) => `A policy called ${name(resource)} already exists. Duplicate names are not allowed.`,
  ),
  "aws:iam/instanceProfile:InstanceProfile": byId(
    "EntityAlreadyExists",
    (resource) => `Instance Profile ${name(resource)} already exists.`,
  ),
  "aws:iam/openIdConnectProvider:OpenIdConnectProvider": byId(
    "EntityAlreadyExists",
    ({ inputs }) => `Provider with url ${String(inputs.url)} already exists.`,
  ),
  "aws:kms/alias:Alias": byId("AlreadyExistsException", ({ outputs }) => `An alias with the name ${String(outputs.arn)} already exists`),
  [types.logGroup]: byId("ResourceAlreadyExistsException", () => "The specified log group already exists"),
  [types.bucket]: byId(
    "BucketAlreadyOwnedByYou",
    () => "Your previous request to create the named bucket succeeded and you already own it.",
  ),
  [types.queue]: byId("QueueAlreadyExists", () => "A queue already exists with the same name and a different value for attribute(s)"),
  [types.autoScalingGroup]: byId(
    "AlreadyExists",
    (resource) => `AutoScalingGroup by this name already exists - A group with the name ${name(resource)} already exists`,
  ),
  [types.launchTemplate]: {
    key: name,
    code: "InvalidLaunchTemplateName.AlreadyExistsException",
    words: () => "Launch template name already in use.",
  },
  [types.group]: {
    key: ({ outputs }) => text(outputs, "vpcId", "name"),
    code: "InvalidGroup.Duplicate",
    words: (resource) => `The security group '${name(resource)}' already exists for VPC '${String(resource.outputs.vpcId)}'`,
  },
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": duplicateRule,
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": duplicateRule,
  "aws:ec2/route:Route": byInputs(
    ["routeTableId", "destinationCidrBlock", "destinationIpv6CidrBlock", "destinationPrefixListId"],
    "RouteAlreadyExists",
    ({ inputs }) => `The route identified by ${text(inputs, "destinationCidrBlock", "destinationIpv6CidrBlock").trim()} already exists.`,
  ),
  "aws:ec2/routeTableAssociation:RouteTableAssociation": byInputs(
    ["subnetId", "gatewayId"],
    "Resource.AlreadyAssociated",
    ({ inputs }) => `the specified association for route table ${String(inputs.routeTableId)} conflicts with an existing association`,
  ),
  [types.internetGateway]: {
    key: ({ inputs }) => (inputs.vpcId === undefined ? undefined : String(inputs.vpcId)),
    code: "InvalidParameterValue",
    words: ({ inputs }) => `Network ${String(inputs.vpcId)} already has an internet gateway attached`,
  },
  [types.natGateway]: {
    key: ({ inputs }) => (inputs.allocationId === undefined ? undefined : String(inputs.allocationId)),
    code: "Resource.AlreadyAssociated",
    words: ({ inputs }) => `Elastic IP address [${String(inputs.allocationId)}] is already associated`,
  },
  [types.endpoint]: {
    key: ({ inputs }) => (inputs.privateDnsEnabled === true ? text(inputs, "vpcId", "serviceName") : undefined),
    code: "InvalidParameter",
    words: ({ inputs }) =>
      `private-dns-enabled cannot be set because there is already a conflicting DNS domain for ${String(inputs.serviceName)} in the VPC ${String(inputs.vpcId)}`,
  },
  [types.cluster]: byId("ResourceInUseException", ({ id }) => `Cluster already exists with name: ${id}`),
  [types.nodeGroup]: byId(
    "ResourceInUseException",
    (resource) => `NodeGroup already exists with name ${last(resource)} and cluster name ${String(resource.inputs.clusterName)}`,
  ),
  [types.fargateProfile]: byId("ResourceInUseException", () => "A Fargate Profile already exists with this name in this cluster."),
  [types.addon]: byId("ResourceInUseException", () => "Addon already exists."),
  [types.accessEntry]: byId("ResourceInUseException", () => "The specified access entry resource is already in use on this cluster."),
  [types.podIdentity]: byInputs(
    ["clusterName", "namespace", "serviceAccount"],
    "ResourceInUseException",
    (_, { id }) => `Association already exists: ${id}`,
  ),
  [types.release]: byId("InstallFailed", () => "cannot re-use a name that is still in use"),
};

/** Since pulumi-kubernetes#4278 (April 2026) a create no longer adopts an existing object. */
const object = byId("AlreadyExists", ({ id, inputs }) => {
  const metadata = isRecord(inputs.metadata) ? inputs.metadata : {};
  const kind = String(inputs.kind ?? "object").toLowerCase();
  return `resource ${id} was not successfully created by the Kubernetes API server: ${kind}s "${String(metadata.name ?? id)}" already exists`;
});

/** The conflict of a new resource with an existing one, if any. */
export function nameConflict(resource: Candidate, ledger: Ledger): FakeAwsError | undefined {
  const others = ledger.of(resource.type).filter(({ server }) => server === resource.server);
  if (resource.type === types.subnet) return overlap(resource, others);
  const rule = rules[resource.type] ?? (resource.type.startsWith("kubernetes:") && !resource.type.endsWith("Patch") ? object : undefined);
  const key = rule?.key(resource);
  const other = key === undefined ? undefined : others.find((live) => rule!.key(live) === key);
  return other && new FakeAwsError(rule!.code, rule!.words(resource, other));
}

function overlap({ inputs, outputs }: Candidate, others: readonly LiveResource[]): FakeAwsError | undefined {
  const block = String(outputs.cidrBlock);
  const meets = (other: string) => new Netmask(block).contains(other) || new Netmask(other).contains(block);
  const other = others.find((live) => live.inputs.vpcId === inputs.vpcId && meets(String(live.outputs.cidrBlock)));
  return other && new FakeAwsError("InvalidSubnet.Conflict", `The CIDR '${block}' conflicts with another subnet`);
}
