import { expect } from "chai";
import * as fc from "fast-check";
import { parseSettings, type SettingsInput } from "../../../components";

const principal = "arn:aws:iam::123456789012:role/Dev";
const manifest = (kind: string, name: string, more: object = {}, metadata: object = {}) => ({
  apiVersion: kind === "Namespace" ? "v1" : "rbac.authorization.k8s.io/v1",
  kind,
  metadata: { name, ...metadata },
  ...more,
});
const binding = (kind: string, roleRef: string, metadata: object = {}) =>
  manifest(
    kind,
    "developers",
    {
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: roleRef },
      subjects: [{ apiGroup: "rbac.authorization.k8s.io", kind: "Group", name: "developers" }],
    },
    metadata,
  );

const addons: SettingsInput["addons"] = {
  keda: true,
  custom: {
    podinfo: { chart: "podinfo", repo: "https://stefanprodan.github.io/podinfo", version: "6.9.0", namespace: "web" },
    places: {
      manifests: [
        manifest("Namespace", "guarded", {}, { labels: { "pod-security.kubernetes.io/enforce": "baseline" } }),
        manifest("Namespace", "unguarded"),
      ],
    },
  },
};
const teams: SettingsInput["teams"] = {
  safe: { kind: "application", members: [principal] },
  rooted: { kind: "application", members: [principal], podSecurity: "privileged" },
};

type Access = NonNullable<NonNullable<SettingsInput["cluster"]>["access"]>[string];

function findings(entry: Partial<Access>, more: SettingsInput = {}): string[] {
  const access = { dev: { principal, policy: "view", ...entry } as Access };
  const { findings: all } = parseSettings({
    region: "eu-west-1",
    addons,
    teams,
    ...more,
    cluster: { ...(more.cluster ?? { name: "shop" }), access },
  });
  return all
    .filter(({ rule, path }) => rule === "kubernetes-edit-privileged" && path.startsWith("cluster.access"))
    .map(({ path, message, fix }) => `${path}: ${message}; ${fix}`);
}

describe("findings on cluster.access", () => {
  const reason =
    " is equivalent to root on the nodes, because privileged pods are allowed there; define a team (`teams`), whose namespaces have a Pod Security Standard, or add an administrator to `cluster.admins`";

  const rows: readonly (readonly [Partial<Access>, string?])[] = [
    [{ policy: "edit" }, "`edit` in the whole cluster"],
    [{ policy: "admin" }, "`admin` in the whole cluster"],
    [{ policy: "clusterAdmin" }, "`clusterAdmin` in the whole cluster"],
    [{ policy: "view" }],
    [{ policy: "view", namespaces: ["kube-system"] }],
    [{ policy: "edit", namespaces: ["kube-system"] }, "`edit` in kube-system, the namespace of system pods"],
    [{ policy: "admin", namespaces: ["keda"] }, "`admin` in keda, the namespace of add-on `keda`"],
    [{ policy: "edit", namespaces: ["web"] }, "`edit` in web, the namespace of add-on `podinfo`"],
    [{ policy: "edit", namespaces: ["unguarded"] }, "`edit` in unguarded, the namespace of add-on `places`"],
    [{ policy: "edit", namespaces: ["guarded"] }],
    [{ policy: "edit", namespaces: ["default"] }, "`edit` in default, which has no Pod Security Standard"],
    [{ policy: "edit", namespaces: ["team-safe"] }],
    [{ policy: "edit", namespaces: ["team-rooted"] }, "`edit` in team-rooted, which has no Pod Security Standard"],
    [
      { policy: "edit", namespaces: ["team-safe", "default", "keda"] },
      "`edit` in default, which has no Pod Security Standard and `edit` in keda, the namespace of add-on `keda`",
    ],
    [{ policy: "view", groups: ["developers"] }],
  ];
  for (const [entry, found] of rows) {
    it(`${found === undefined ? "accept" : "report"} ${JSON.stringify(entry)}`, () => {
      expect(findings(entry)).to.deep.equal(found === undefined ? [] : [`cluster.access.dev: ${found}${reason}`]);
    });
  }

  it("are the same on an existing cluster", () => {
    const cluster = { existing: { name: "shop" } };
    expect(findings({ policy: "edit", namespaces: ["default"] }, { cluster })).to.have.length(1);
    expect(findings({ policy: "edit", namespaces: ["team-safe"] }, { cluster })).to.deep.equal([]);
  });

  it("ignore administrators and teams", () => {
    const { findings: all } = parseSettings({
      region: "eu-west-1",
      cluster: { name: "shop", admins: [principal] },
      teams: { ops: { kind: "platform", members: ["arn:aws:iam::123456789012:role/Ops"] }, safe: teams!.safe! },
    });
    expect(all.filter(({ rule, path }) => rule === "kubernetes-edit-privileged" && path.startsWith("cluster.access"))).to.deep.equal([]);
  });

  describe("for groups bound by custom add-ons", () => {
    const rule = (verbs: string[], resources: string[]) => ({ rules: [{ apiGroups: ["*"], resources, verbs }] });
    const groupRows: readonly (readonly [string, readonly object[], string?])[] = [
      [
        "a built-in ClusterRole bound in the whole cluster",
        [binding("ClusterRoleBinding", "edit")],
        "ClusterRole edit of group developers in the whole cluster",
      ],
      ["a read-only role", [binding("ClusterRoleBinding", "view")]],
      [
        "a role in a namespace",
        [binding("RoleBinding", "admin", { namespace: "default" })],
        "ClusterRole admin of group developers in default, which has no Pod Security Standard",
      ],
      ["a role in a team's namespace", [binding("RoleBinding", "admin", { namespace: "team-safe" })]],
      [
        "a custom role that creates pods",
        [manifest("ClusterRole", "deployer", rule(["create"], ["deployments"])), binding("ClusterRoleBinding", "deployer")],
        "ClusterRole deployer of group developers in the whole cluster",
      ],
      [
        "a custom role that grants permissions",
        [manifest("ClusterRole", "binder", rule(["bind"], ["clusterroles"])), binding("ClusterRoleBinding", "binder")],
        "ClusterRole binder of group developers in the whole cluster",
      ],
      [
        "a custom read-only role",
        [manifest("ClusterRole", "reader", rule(["get", "list"], ["pods"])), binding("ClusterRoleBinding", "reader")],
      ],
      ["invalid role bindings", [{ ...binding("ClusterRoleBinding", "edit"), roleRef: undefined, subjects: "developers" }]],
    ];
    for (const [what, manifests, found] of groupRows) {
      it(`${found === undefined ? "accept" : "report"} ${what}`, () => {
        const custom = { rights: { manifests: [...manifests] } } as object;
        const more = { addons: { custom } as SettingsInput["addons"] };
        expect(findings({ groups: ["developers"] }, more)).to.deep.equal(
          found === undefined ? [] : [`cluster.access.dev: ${found}${reason}`],
        );
        expect(findings({ groups: ["others"] }, more)).to.deep.equal([]);
      });
    }
  });

  it("report exactly the policies that can create pods outside team namespaces with Pod Security", () => {
    const places = ["default", "kube-system", "keda", "web", "elsewhere", "team-safe", "team-rooted"];
    fc.assert(
      fc.property(
        fc.constantFrom("view" as const, "edit" as const, "admin" as const),
        fc.subarray(places, { minLength: 1 }),
        (policy, namespaces) => {
          const expected = policy !== "view" && namespaces.some((namespace) => namespace !== "team-safe");
          expect(findings({ policy, namespaces }).length).to.equal(expected ? 1 : 0);
        },
      ),
      { numRuns: 30 },
    );
  });
});
