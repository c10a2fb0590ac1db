import { type AmiChoice, amiFamilyOf, instanceFactsOf, isWindows } from "../../reference/ami-of-family";
import { type AmiTypeFacts, amiTypes, firstKubernetes } from "../../reference/ami-types";
import { hasEcrFipsEndpoint, isFipsAmi } from "../../reference/fips";
import { minorOf } from "../../util/kubernetes-version";
import { hasEgress } from "../../util/nat";
import { configuresAwsSdk, fipsEndpointOff } from "../../util/user-data/bottlerocket";
import type { NodePoolSettings } from "../types";
import { issue, poolRule, type Rule, type RuleResult } from "./rule";

type At = readonly PropertyKey[];

/** Keys of `ami` that determine the same: an AMI type, a release, a custom AMI. */
function* onlyManaged(at: At, key: "type" | "version", { id }: AmiChoice, kind: NodePoolSettings["kind"]): Iterable<RuleResult> {
  if (id !== undefined) yield issue([...at, key], "`id` names the AMI itself; remove one of the two");
  else if (kind === "selfManaged")
    yield issue([...at, key], "only managed node groups have it; write `ami: { id, family }` with the ID of the AMI, or `kind: managed`");
}

const typeFits = poolRule(["ami", "kind", "instanceTypes[]"], function* ({ ami, kind, instanceTypes }, pool) {
  if (typeof ami === "string" || ami.type === undefined) return;
  const at = ["nodePools", pool, "ami"];
  yield* onlyManaged(at, "type", ami, kind);
  const facts: AmiTypeFacts = amiTypes[ami.type];
  if (facts.family !== ami.family)
    yield issue([...at, "family"], `expected ${facts.family}, the family of ${ami.type}, found ${ami.family}; remove the key`);
  for (const key of ["architecture", "accelerator"] as const)
    if (ami[key] !== undefined) yield issue([...at, key], "cannot be set beside `type`, which determines it; remove the key");
  for (const [position, type] of instanceTypes.entries()) {
    const known = instanceFactsOf(type, ami);
    if (!known) continue;
    const path = ["nodePools", pool, "instanceTypes", position];
    if (known.arch !== facts.arch)
      yield issue(path, `expected a type with ${facts.arch}, on which ${ami.type} runs, found ${type} with ${known.arch}`);
    else if (facts.accelerator && known.accelerator !== facts.accelerator)
      yield issue(path, `expected a type with the accelerator ${facts.accelerator}, whose driver ${ami.type} has, found ${type}`);
  }
});

const releaseFits = poolRule(
  ["ami", "kind", "version"],
  function* ({ ami, kind, version }, pool, { cluster }) {
    if (typeof ami === "string" || ami.version === undefined) return;
    const at = ["nodePools", pool, "ami"];
    yield* onlyManaged(at, "version", ami, kind);
    if (ami.family === "bottlerocket") return;
    const [form, example] = isWindows(ami) ? [/-20\d\d\./, "-2026.11.10"] : [/-20\d{6}$/, ".2-20261101"];
    if (!form.test(ami.version))
      return yield issue(
        [...at, "version"],
        `expected a release of ${ami.family} such as ${cluster.version}${example}, found ${ami.version}`,
      );
    const [own, control] = [minorOf(ami.version)!, minorOf(cluster.version)!];
    if (version !== undefined && minorOf(version) !== own)
      yield issue([...at, "version"], `expected a release of Kubernetes ${version}, the version of the pool, found ${ami.version}`);
    else if (!cluster.existing && (own > control || control - own > 3))
      yield issue(
        [...at, "version"],
        `expected a release of Kubernetes 1.${control - 3} to ${cluster.version}, which the control plane supports, found ${ami.version}`,
      );
  },
  ["cluster.version", "cluster.existing"],
);

/** A custom AMI may be built for any version. */
const familyExists = poolRule(
  ["ami", "version"],
  function* ({ ami, version }, pool, { cluster }) {
    if (cluster.existing || (typeof ami === "object" && ami.id !== undefined)) return;
    const [family, of] = [amiFamilyOf(ami), version ?? cluster.version];
    const first = firstKubernetes[family];
    if (first !== undefined && minorOf(of)! < minorOf(first)!)
      yield issue(
        ["nodePools", pool, "ami"],
        `AWS publishes ${family} AMIs from Kubernetes ${first} on, and the nodes have ${of}; choose another family`,
      );
  },
  ["cluster.version", "cluster.existing"],
);

/** What gives nodes with FIPS AMIs their images in a VPC without egress. */
export const fipsEgressFix = `set \`network.nat\`, or turn the endpoint off: \`userData: '[settings.aws]\\nconfig = "${fipsEndpointOff}"'\``;

/** Source: EKS user guide, "Make your worker nodes FIPS ready with Bottlerocket FIPS AMIs" (2026). */
export const fipsPullsFail =
  "nodes with FIPS AMIs pull images from the FIPS endpoint of ECR, which has no VPC endpoint, and the VPC has no NAT";

const fipsEndpointReached = poolRule(
  ["ami", "userData"],
  function* ({ ami, userData }, pool, { region, network, cluster }) {
    if (!isFipsAmi(ami) || !hasEcrFipsEndpoint(region) || network.existing || cluster.existing) return;
    if (!hasEgress(network) && !configuresAwsSdk(userData))
      yield issue(["nodePools", pool, "ami", "type"], `${fipsPullsFail}; ${fipsEgressFix}`);
  },
  ["region", "network", "cluster.existing"],
);

export const amiRules: readonly Rule[] = [typeFits, releaseFits, familyExists, fipsEndpointReached];
