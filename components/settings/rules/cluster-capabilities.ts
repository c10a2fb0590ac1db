import { ackPermissions } from "../../reference/ack-services";
import { managedPolicyArn } from "../../reference/partition";
import type { Path } from "../validation/invalid";
import { clusterAdminScope } from "./cluster-admin-scope";
import { roleResults } from "./role-permissions";
import { advice, duplicates, issue, type Rule, rule } from "./rule";
import { acrossTeams } from "./team-rule";

const at = (...keys: readonly PropertyKey[]): Path => ["cluster", "capabilities", ...keys];

/** Source: EKS user guide, EKS Capabilities (2026): all commercial regions. */
const commercialRegions = rule(
  ["cluster.capabilities", "region", "regionFacts"],
  function* ({ cluster: { capabilities }, region, regionFacts }) {
    if (capabilities && regionFacts.partition !== "aws")
      yield issue(
        at(),
        `EKS has no capabilities in ${region}, only in commercial regions; remove it, and use the add-on \`argocd\` for Argo CD`,
      );
  },
);

const signIn = rule(["cluster.capabilities"], function* ({ cluster: { capabilities } }) {
  if (!capabilities?.argocd) return;
  const { roleMappings } = capabilities.argocd;
  if (roleMappings.length === 0)
    yield advice(
      "argocd-sign-in",
      at("argocd", "roleMappings"),
      "empty, so no user can sign in to Argo CD",
      "map a group to the role ADMIN",
    );
  const owners = new Map<string, string>();
  for (const [position, { role, identities }] of roleMappings.entries()) {
    const path = at("argocd", "roleMappings", position);
    if (roleMappings.findIndex((other) => other.role === role) < position)
      yield issue([...path, "role"], `${role} has a mapping already; add the identities to it`);
    for (const [index, { type, id }] of identities.entries()) {
      const owner = owners.get(`${type} ${id}`);
      if (owner !== undefined)
        yield issue([...path, "identities", index], `${id} has the role ${owner} already; remove it from one of the two`);
      owners.set(`${type} ${id}`, role);
    }
  }
});

const listsDiffer = rule(["cluster.capabilities"], function* ({ cluster: { capabilities } }) {
  const { argocd, ack, kro } = capabilities ?? {};
  if (argocd) yield* duplicates(at("argocd", "vpcEndpointIds"), argocd.vpcEndpointIds);
  if (ack) yield* duplicates(at("ack", "services"), ack.services);
  for (const [name, settings] of Object.entries({ argocd, ack, kro })) {
    if (typeof settings !== "object" || !settings.access) continue;
    const { policy, namespaces } = settings.access;
    yield* duplicates(at(name, "access", "namespaces"), namespaces);
    if (policy === "clusterAdmin" && namespaces.length > 0) yield issue(at(name, "access", "policy"), clusterAdminScope);
  }
});

const permissionsFit = rule(["cluster.capabilities", "regionFacts"], function* ({ cluster: { capabilities }, regionFacts }) {
  const { argocd, ack } = capabilities ?? {};
  if (argocd) yield* roleResults(argocd, (...keys) => at("argocd", ...keys));
  if (!ack) return;
  const { policies, statements } = ackPermissions(regionFacts.partition, ack.services);
  const all = {
    policies: [...ack.policies, ...policies.map((policy) => managedPolicyArn(regionFacts.partition, policy))],
    statements: [...ack.statements, ...statements],
  };
  if (all.policies.length + all.statements.length === 0)
    yield issue(at("ack"), "gives ACK no permissions in AWS; write `services`, `policies` or `statements`");
  const isOwn = (position: unknown) => typeof position === "number" && position < ack.statements.length;
  yield* roleResults(all, (...keys) => (keys[0] === "statements" && isOwn(keys[1]) ? at("ack", ...keys) : at("ack")));
});

/** All users with write access there deploy as the controller. */
const namespaceFree = acrossTeams(
  function* (teams, { cluster: { capabilities } }) {
    const namespace = capabilities?.argocd?.namespace;
    if (namespace === undefined) return;
    const owner = teams.find(({ team }) => team.namespaces?.includes(namespace));
    const belongs = owner ? `team ${owner.name}` : /^(default$|kube-)/.test(namespace) ? "Kubernetes" : undefined;
    if (belongs !== undefined) yield issue(at("argocd", "namespace"), `${namespace} belongs to ${belongs}; choose another, such as argocd`);
  },
  ["cluster.capabilities"],
);

const toDoByHand = rule(["cluster.capabilities"], function* ({ cluster: { capabilities } }) {
  const { argocd, ack, kro } = capabilities ?? {};
  if (argocd?.access)
    yield advice(
      "argocd-destroy",
      at("argocd"),
      "Argo CD runs outside of the cluster, so `pulumi destroy` cannot stop it first: Applications with automated sync create again what the drain deletes",
      "delete the Applications, or turn off their automated sync, before `pulumi destroy`",
    );
  if (ack)
    yield advice(
      "ack-resources-remain",
      at("ack"),
      "what ACK created in AWS remains when the cluster is destroyed, but for objects in namespaces that the stack deletes",
      "delete the objects before `pulumi destroy`, or the resources afterwards",
    );
  if (kro && (kro === true || !kro.access))
    yield advice(
      "kro-access",
      at("kro"),
      "kro may manage its ResourceGraphDefinitions and instances alone; what they consist of needs permissions in the cluster",
      "write `kro: { access: { policy: edit } }`, or bind roles to the user `arn:aws:sts::<account>:assumed-role/<role>/KRO`, with the role in output `capabilities`",
    );
});

export const capabilityRules: readonly Rule[] = [commercialRegions, signIn, listsDiffer, permissionsFit, namespaceFree, toDoByHand];
