import fc from "fast-check";
import type { Finding } from "../../../components/util/finding";
import type { PlanDocument } from "../../../plan/report/json";
import type { Json } from "../../../plan/report/printable";
import { planDocumentOf, resource } from "./document";

/** Texts that would end an element, an attribute or a code span, start a script, or be filled in by a template engine, somewhere. */
export const hostileTexts = [
  "</title><script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  '" onmouseover="alert(1)" x=\'',
  "' autofocus onfocus='alert(1)",
  "</style><style>*{display:none}",
  "--></svg><foreignObject><body onload=alert(1)>",
  "<![CDATA[x]]><!--",
  "javascript:alert(1)",
  "&lt;b&gt;&amp;#x41;",
  "{{constructor.constructor('alert(1)')()}}",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: what a workflow would fill in
  "${{ github.token }} ${process.env.HOME} <%= 1 %> #{1}",
  "[click](javascript:alert(1)) ![x](http://x/y.png)",
  "| a | b |\n|---|---|\n</details>\n# heading",
  "```\n~~~\n`code`",
  "@everyone #1 *bold* __x__ <https://x.example>",
  "\u001b]8;;http://x\u0007link\u001b[2J",
  "\u202egnp.exe\u2066\u0000\u0085",
];

export const hostileText = fc.oneof(
  fc.constantFrom(...hostileTexts),
  fc.string({ unit: fc.constantFrom(..."<>&\"'`/=!-[](){}|\\*_#@$:;\n\t\r\0 aZ1é\u202e") }),
  fc.string({ unit: "binary" }),
);

/** A plan in which every text that others choose is the next one of a list. */
export function planWith(texts: readonly string[]): PlanDocument {
  let at = 0;
  const next = () => texts[at++ % texts.length]!;
  const urn = (type: string, name: string) => `urn:pulumi:dev::shop::${type}::${name}`;
  const vpc = resource("aws:ec2/vpc:Vpc", next(), { id: "vpc-1", inputs: { cidrBlock: next() } });
  const subnet = resource("aws:ec2/subnet:Subnet", next(), {
    id: "subnet-1",
    inputs: { vpcId: "vpc-1", availabilityZone: next(), cidrBlock: next() },
  });
  const cluster = resource("aws:eks/cluster:Cluster", next(), {
    inputs: { name: next(), version: next(), vpcConfig: { publicAccessCidrs: [next()], subnetIds: ["subnet-1"] } },
    dependencies: [subnet.urn, vpc.urn],
  });
  const ingress = resource("kubernetes:networking.k8s.io/v1:Ingress", next(), {
    inputs: {
      metadata: { name: next(), namespace: next(), annotations: { "alb.ingress.kubernetes.io/scheme": "internet-facing" } },
      spec: { rules: [{ host: next(), http: { paths: [{ path: next(), backend: { service: { name: next() } } }] } }] },
    },
    dependencies: [cluster.urn],
  });
  const addon = resource("aws:eks/addon:Addon", next(), {
    inputs: { addonName: next(), addonVersion: next() },
    dependencies: [cluster.urn],
  });
  const entry = resource("aws:eks/accessEntry:AccessEntry", next(), {
    inputs: { clusterName: next(), principalArn: next(), kubernetesGroups: [next()] },
  });
  const team = resource("eks-blueprints:index:ApplicationTeam", next(), {
    custom: false,
    outputs: { team: next(), accessLevel: next(), namespaces: [next()], network: next(), quota: { pods: next() } },
  });
  const finding = (level: "mandatory" | "advisory", place: Partial<Finding>): Finding => ({
    rule: next(),
    level,
    message: next(),
    fix: next(),
    source: [next()],
    exception: { reason: next(), until: next() },
    ...place,
  });
  const step = { urn: cluster.urn, op: "create" as const, start: 0, end: 600 };
  const run = { seconds: 600, criticalPath: [cluster.urn], steps: [step] };
  const price = { monthly: 73, monthlyMin: 73, monthlyMax: 80 };
  const item = {
    urn: cluster.urn,
    description: next(),
    quantity: 730,
    unit: next(),
    unitPrice: 0.1,
    confidence: "list" as const,
    pool: next(),
    ...price,
  };
  const settings: Json = {
    network: { cidr: next(), endpoints: [next()] },
    teams: { [next()]: { [next()]: next() } },
    userData: `a\n${next()}`,
  };
  const path = [{ kind: "role" as const, name: next() }];
  const who = (id: string) => ({
    ...{ id, name: next(), teams: [next()], boundary: next(), trusts: [next()], kubernetesGroups: [next()], unknown: [next()] },
    aws: [{ effect: "Allow" as const, service: next(), levels: {}, unlisted: [next()], resources: [next()], conditions: [next()], path }],
    kubernetes: [{ role: next(), namespaces: [next()], path }],
  });
  const [people, roles, serviceAccounts] = [[who(next())], [who(next())], [who(next())]];
  const members = { people: [people[0]!.id], roles: [roles[0]!.id], serviceAccounts: [serviceAccounts[0]!.id] };
  return planDocumentOf([vpc, subnet, cluster, ingress, addon, entry, team], {
    project: next(),
    stack: next(),
    settings,
    permissions: {
      ...{ people, roles, serviceAccounts, everyone: [], kubernetesRoles: {}, teams: [{ name: next(), namespaces: [next()], ...members }] },
      tables: { iamActions: "2026-09-26", managedPolicies: "2026-08-22", kubernetes: "v1.34.4" },
      unknown: [{ urn: addon.urn, reason: next() }],
    },
    findings: [
      finding("mandatory", { path: next() }),
      finding("advisory", { urn: urn("a:b:C", next()) }),
      finding("advisory", { urn: next() }),
    ],
    timeline: { ...run, parallel: 16, destroy: run, change: run },
    cost: {
      ...price,
      currency: "USD",
      region: next(),
      pricesAsOf: "2026-11-30",
      items: [item],
      unpriced: [{ urn: addon.urn, reason: next() }],
      unbounded: [{ urn: addon.urn, reason: next() }],
      assumptions: { natGiBPerMonth: 100 },
      usedAssumptions: ["natGiBPerMonth"],
      byPool: { shares: { [next()]: price }, rest: price },
      byTeam: { shares: { [next()]: price }, rest: price },
    },
    changes: [
      {
        op: "replace",
        urn: cluster.urn,
        type: cluster.type,
        name: next(),
        because: next(),
        properties: [{ path: next(), from: next(), to: [next()] }],
      },
    ],
  });
}
