import { itValidates, section } from "./rows";

const arn = (path: string) => `arn:aws:iam::111122223333:${path}`;
/** One application team `a` with these keys. */
const team = (yaml: string, kind = "application") => section("teams", `{ a: { kind: ${kind}, members: ["${arn("role/Dev")}"], ${yaml} } }`);
const rules = (yaml: string) => team(`rules: [${yaml}]`);

describe("settings: permissions of teams", () => {
  itValidates({
    "rules in Kubernetes": [
      [
        rules(
          "{ apiGroups: [argoproj.io], resources: [rollouts, rollouts/status], verbs: ['*'] }, { apiGroups: [''], resources: [pods/portforward], resourceNames: [db], verbs: [create] }",
        ),
      ],
      [rules("{ apiGroups: ['*'], resources: ['*'], verbs: [get, list, watch] }")],
      [rules("{ apiGroups: [rbac.authorization.k8s.io], resources: [roles, rolebindings], verbs: [get, create] }")],
      [rules("{ apiGroups: [''], resources: ['*/status'], verbs: [update] }")],
      [
        rules("{ apiGroups: [''], resources: [resourcequotas], verbs: [get, update] }"),
        "teams.a.rules[0]: grants update on resourcequotas, but quota and limits bound the team: members may only read them; other amounts are in `quota` and `limits`",
      ],
      [
        rules("{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }"),
        "teams.a.rules[0]: grants * on resourcequotas and limitranges, but quota and limits bound the team: members may only read them; other amounts are in `quota` and `limits`",
        "teams.a.rules[0]: grants * on namespaces, but labels of the namespace are its Pod Security level and its owner: members may only read it; set `labels`, `annotations` and `podSecurity` instead",
        "teams.a.rules[0]: grants * on bindings and pods/binding, but a binding places a pod on a node past the taints of other teams; only schedulers may",
        "teams.a.rules[0]: grants * on roles and rolebindings, but `*` includes escalate and bind, by which members give themselves every permission; list verbs such as get and create",
      ],
      [
        rules("{ apiGroups: [''], resources: ['*/binding'], verbs: [create] }"),
        "teams.a.rules[0]: grants create on pods/binding, but a binding places a pod on a node past the taints of other teams; only schedulers may",
      ],
      [
        rules("{ apiGroups: [storage.k8s.io], resources: [storageclasses], verbs: [get, get] }"),
        "teams.a.rules[0].resources: storageclasses is in no namespace, so a Role grants nothing; remove it, and bind a ClusterRole to group team:<name> if members need more",
        "teams.a.rules[0].verbs[1]: duplicate entry get; remove one",
      ],
      [
        rules("{ apiGroups: [], resources: [Rollouts], verbs: [gets], nonResourceURLs: [/metrics] }"),
        "teams.a.rules[0].apiGroups: expected a list of at least 1, found an empty list",
        'teams.a.rules[0].resources[0]: expected resources in lowercase plural such as rollouts or rollouts/status, found "Rollouts"',
        'teams.a.rules[0].verbs[0]: expected get, list, watch, create, update, patch, delete, deletecollection, use or *, found "gets"; did you mean get?',
        "teams.a.rules[0].nonResourceURLs: unknown key; known are apiGroups, resources, resourceNames and verbs",
      ],
    ],
    "permissions in AWS": [
      [team(`policies: ["${arn("policy/Logs")}"], statements: [{ Action: "logs:GetLogEvents", Resource: "*" }]`)],
      [team(`policies: ["${arn("policy/Logs")}"]`, "platform")],
      [
        team(`role: "${arn("role/Own")}", policies: ["${arn("policy/Logs")}"]`),
        "teams.a.policies: the stack does not manage the permissions of an existing role (`role`); add them to the role, and remove the key",
      ],
      [
        team(`policies: ["${arn("policy/Logs")}", "${arn("policy/Logs")}"]`, "platform"),
        `teams.a.policies[1]: duplicate entry ${arn("policy/Logs")}; remove one`,
      ],
      [
        `aws:region: cn-north-1\n${team('statements: [{ Action: "s3:GetObject", Resource: "arn:aws:s3:::a/*" }]').replaceAll("arn:aws:iam", "arn:aws-cn:iam")}`,
        "teams.a.statements[0].Resource: expected an ARN of partition aws-cn for cn-north-1, found arn:aws:s3:::a/*; write arn:aws-cn:...",
      ],
    ],
  });
});
