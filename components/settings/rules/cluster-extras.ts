import { withinQuota } from "./quotas";
import { duplicates, issue, type Rule, rule } from "./rule";

/** Source: EKS user guide, Grant users access to Kubernetes with an external OIDC provider (2026). */
const mostIdentityProviders = 1;

const oneIdentityProvider = rule(["cluster.identityProviders"], function* ({ cluster: { identityProviders } }) {
  const names = Object.keys(identityProviders);
  if (names.length > mostIdentityProviders)
    yield issue(
      ["cluster", "identityProviders"],
      `EKS accepts ${mostIdentityProviders} OIDC provider for each cluster, found ${names.length}; remove ${names.slice(1).join(", ")}`,
    );
  for (const [name, { usernamePrefix, groupsPrefix }] of Object.entries(identityProviders))
    for (const [key, prefix] of Object.entries({ usernamePrefix, groupsPrefix }))
      if (prefix !== undefined && /^(system|eks):/.test(prefix))
        yield issue(
          ["cluster", "identityProviders", name, key],
          `the prefix ${prefix} belongs to Kubernetes and EKS; use one of your own, such as oidc:`,
        );
});

const portsFit = rule(["cluster.securityGroupRules[]"], function* ({ cluster: { securityGroupRules } }) {
  for (const [name, { protocol, fromPort, toPort }] of Object.entries(securityGroupRules)) {
    const path = ["cluster", "securityGroupRules", name];
    const hasPorts = protocol === "tcp" || protocol === "udp";
    if (hasPorts && fromPort === undefined)
      yield issue([...path, "fromPort"], `${protocol} needs ports; write \`fromPort\`, and \`toPort\` for a range`);
    if (!hasPorts && (fromPort ?? toPort) !== undefined)
      yield issue([...path, "fromPort"], `${protocol} has no ports; remove \`fromPort\` and \`toPort\``);
  }
});

const portsOrdered = rule(["cluster.securityGroupRules[]"], function* ({ cluster: { securityGroupRules } }) {
  for (const [name, { fromPort, toPort }] of Object.entries(securityGroupRules))
    if (fromPort !== undefined && toPort !== undefined && toPort < fromPort)
      yield issue(["cluster", "securityGroupRules", name, "toPort"], `expected at least fromPort (${fromPort}), found ${toPort}`);
});

const peersGiven = rule(["cluster.securityGroupRules[]"], function* ({ cluster: { securityGroupRules } }) {
  for (const [name, { cidrs, securityGroupIds }] of Object.entries(securityGroupRules))
    if (cidrs.length + securityGroupIds.length === 0)
      yield issue(["cluster", "securityGroupRules", name], "allows nothing; write `cidrs` or `securityGroupIds`");
});

const peersDiffer = (["cidrs", "securityGroupIds"] as const).map((key) =>
  rule(["cluster.securityGroupRules[]"], function* ({ cluster: { securityGroupRules } }) {
    for (const [name, own] of Object.entries(securityGroupRules)) yield* duplicates(["cluster", "securityGroupRules", name, key], own[key]);
  }),
);

const rulesDiffer = rule(["cluster.securityGroupRules[]", "cluster.endpoint"], function* ({ cluster: { securityGroupRules, endpoint } }) {
  const opened = typeof endpoint.private === "object" ? [...endpoint.private.cidrs, ...endpoint.private.securityGroupIds] : [];
  const seen = new Map<string, string>();
  for (const [name, { direction, protocol, fromPort, toPort, cidrs, securityGroupIds }] of Object.entries(securityGroupRules)) {
    const path = ["cluster", "securityGroupRules", name];
    for (const peer of new Set([...cidrs, ...securityGroupIds])) {
      const last = toPort ?? fromPort;
      if (direction === "ingress" && protocol === "tcp" && fromPort === 443 && last === 443 && opened.includes(peer))
        yield issue(
          path,
          `cluster.endpoint.private already lets ${peer} reach port 443, and EC2 rejects a second rule; remove one of the two`,
        );
      const key = [direction, protocol, fromPort, last, peer].join(" ");
      const other = seen.get(key);
      if (other !== undefined && other !== name)
        yield issue(path, `the same as rule ${other} for ${peer}, and EC2 rejects a second one; remove one of the two`);
      seen.set(key, name);
    }
  }
});

const rulesWithinQuota = rule(["cluster.securityGroupRules"], function* ({ cluster: { securityGroupRules } }) {
  for (const direction of ["ingress", "egress"] as const) {
    const own = Object.values(securityGroupRules).filter((each) => each.direction === direction);
    const count = own.reduce((sum, { cidrs, securityGroupIds }) => sum + cidrs.length + securityGroupIds.length, 0);
    if (count > 0)
      yield* withinQuota(
        "securityGroupRules",
        ["cluster", "securityGroupRules"],
        count + 2,
        `the cluster's security group with EKS's own rules for ${direction}`,
      );
  }
});

const minutes = (duration: string) => Number.parseInt(duration, 10) * { s: 1 / 60, m: 1, h: 60 }[duration.at(-1) as "s" | "m" | "h"];

/** Source: EKS user guide, Advanced Kubernetes control plane configuration (2026). */
const componentsFit = rule(["cluster.components", "cluster.tier"], function* ({ cluster: { components, tier } }) {
  const { apiServer, controllerManager, scheduler } = components ?? {};
  const path = ["cluster", "components"];
  const ttl = apiServer?.eventTtl;
  if (ttl !== undefined && (minutes(ttl) < 10 || minutes(ttl) > 60))
    yield issue([...path, "apiServer", "eventTtl"], `expected 10m to 60m, found ${ttl}`);
  const range = apiServer?.serviceNodePortRange;
  if (range && range.maxPort < range.minPort)
    yield issue(
      [...path, "apiServer", "serviceNodePortRange", "maxPort"],
      `expected at least minPort (${range.minPort}), found ${range.maxPort}`,
    );
  const period = controllerManager?.hpaSyncPeriod;
  const hpa = [...path, "controllerManager", "hpaSyncPeriod"];
  if (period !== undefined && (minutes(period) < 10 / 60 || minutes(period) > 15 / 60))
    yield issue(hpa, `expected 10s to 15s, found ${period}`);
  if (period !== undefined && (tier ?? "standard") === "standard")
    yield issue(hpa, "EKS accepts it for a provisioned control plane alone; set `cluster.tier: xl` or higher, or remove it");
  const names = scheduler?.scoringStrategy?.resources.map(({ name }) => name) ?? [];
  yield* duplicates([...path, "scheduler", "scoringStrategy", "resources"], names);
});

export const clusterExtraRules: readonly Rule[] = [
  componentsFit,
  oneIdentityProvider,
  portsFit,
  portsOrdered,
  peersGiven,
  ...peersDiffer,
  rulesDiffer,
  rulesWithinQuota,
];
