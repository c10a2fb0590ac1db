import { expect } from "chai";
import { permissionsOf } from "../../../plan/permissions/permissions";
import type { Permissions, Subject } from "../../../plan/permissions/types";
import type { DocumentResource } from "../../../plan/report/json";

type Inputs = DocumentResource["inputs"];

const urnOf = (type: string, name: string) => `urn:pulumi:dev::shop::${type}::${name}`;
const resource = (type: string, name: string, inputs: Inputs = {}, more: Partial<DocumentResource> = {}): DocumentResource => ({
  urn: urnOf(type, name),
  type,
  name,
  custom: true,
  inputs,
  outputs: {},
  dependencies: [],
  propertyDependencies: {},
  protect: false,
  ...more,
});

const roleType = "aws:iam/role:Role";
const roleArn = (name: string) => `arn:aws:iam::123456789012:role/${name}`;
const role = (name: string, trust: object | string = {}, inputs: Inputs = {}) =>
  resource(
    roleType,
    name,
    {
      assumeRolePolicy:
        typeof trust === "string" ? trust : JSON.stringify({ Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", ...trust }] }),
      ...inputs,
    },
    { outputs: { arn: roleArn(name), name } },
  );
const attachment = (name: string, to: string, policyArn: string) =>
  resource("aws:iam/rolePolicyAttachment:RolePolicyAttachment", name, { role: to, policyArn });
const document = (Action: string | string[]) => JSON.stringify({ Statement: [{ Effect: "Allow", Action, Resource: "*" }] });
const aws = (name: string) => `arn:aws:iam::aws:policy/${name}`;

const rbac = (kind: string, name: string, inputs: Inputs, namespace?: string) =>
  resource(`kubernetes:rbac.authorization.k8s.io/v1:${kind}`, name, { metadata: { name, ...(namespace && { namespace }) }, ...inputs });
const clusterRole = (name: string, resources: string[], labels: Record<string, string> = {}) =>
  rbac("ClusterRole", name, { metadata: { name, labels }, rules: [{ apiGroups: [""], resources, verbs: ["get"] }] });
const to = (kind: string, name: string) => ({ roleRef: { apiGroup: "rbac.authorization.k8s.io", kind, name } });
const group = (name: string) => ({ kind: "Group", name });

const person = "arn:aws:iam::111122223333:role/Dev";
const entry = (name: string, principalArn: string, inputs: Inputs = {}) =>
  resource("aws:eks/accessEntry:AccessEntry", name, { clusterName: "shop", principalArn, kubernetesGroups: [], ...inputs });
const association = (name: string, principalArn: string, policy: string, namespaces?: string[]) =>
  resource("aws:eks/accessPolicyAssociation:AccessPolicyAssociation", name, {
    clusterName: "shop",
    principalArn,
    policyArn: `arn:aws:eks::aws:cluster-access-policy/${policy}`,
    accessScope: namespaces ? { type: "namespace", namespaces } : { type: "cluster" },
  });

const named = (subjects: readonly Subject[], name: string) => subjects.find((subject) => subject.name === name)!;
const kubernetesOf = ({ kubernetes }: Subject) => kubernetes.map(({ role: granted, namespaces }) => [granted, namespaces]);
const pathOf = (path: readonly { readonly kind: string; readonly name: string }[]) => path.map(({ kind, name }) => `${kind} ${name}`);
const servicesOf = (subject: Subject) => subject.aws.map(({ service, path }) => [service, pathOf(path)]);

describe("permissionsOf", () => {
  it("is empty for a plan without principals", () => {
    const { people, roles, serviceAccounts, teams } = permissionsOf([resource("aws:s3/bucket:Bucket", "b")]);
    expect([people, roles, serviceAccounts, teams]).to.deep.equal([[], [], [], []]);
  });

  describe("of people", () => {
    it("leads from an access entry to an access policy in its namespaces", () => {
      const { people } = permissionsOf([entry("dev", person), association("dev-edit", person, "AmazonEKSEditPolicy", ["shop", "test-*"])]);
      expect(kubernetesOf(people[0]!)).to.deep.equal([["AmazonEKSEditPolicy", ["shop", "test-*"]]]);
      expect(pathOf(people[0]!.kubernetes[0]!.path)).to.deep.equal(["accessEntry dev", "accessPolicy AmazonEKSEditPolicy"]);
    });

    it("leads from a group of an access entry through bindings to roles", () => {
      const { people, kubernetesRoles } = permissionsOf([
        entry("dev", person, { kubernetesGroups: ["developers"] }),
        clusterRole("reader", ["pods"]),
        rbac("ClusterRoleBinding", "everywhere", { ...to("ClusterRole", "reader"), subjects: [group("developers")] }),
        rbac("RoleBinding", "here", { ...to("Role", "own"), subjects: [group("developers")] }, "shop"),
        rbac("Role", "own", { rules: [{ apiGroups: [""], resources: ["secrets"], verbs: ["get"] }] }, "shop"),
        rbac("RoleBinding", "others", { ...to("ClusterRole", "reader"), subjects: [group("testers")] }, "shop"),
      ]);
      expect(kubernetesOf(people[0]!)).to.deep.equal([
        ["ClusterRole reader", null],
        ["Role shop/own", ["shop"]],
      ]);
      expect(pathOf(people[0]!.kubernetes[1]!.path)).to.deep.equal(["accessEntry dev", "group developers", "binding RoleBinding here"]);
      expect(kubernetesRoles["Role shop/own"]!.rules).to.deep.equal([{ apiGroups: [""], resources: ["secrets"], verbs: ["get"] }]);
    });

    it("knows the roles of Kubernetes itself, with what planned roles add by label", () => {
      const { kubernetesRoles } = permissionsOf([
        entry("dev", person, { kubernetesGroups: ["developers"] }),
        rbac("RoleBinding", "b", { ...to("ClusterRole", "edit"), subjects: [group("developers")] }, "shop"),
        clusterRole("crds-view", ["widgets"], { "rbac.authorization.k8s.io/aggregate-to-view": "true" }),
        clusterRole("unlabeled", ["gadgets"]),
      ]);
      const resources = kubernetesRoles["ClusterRole edit"]!.rules!.flatMap((rule) => rule.resources ?? []);
      expect(resources).to.include.members(["pods", "deployments", "widgets"]).and.not.include("gadgets");
    });

    it("finds users by name, and creators of clusters", () => {
      const { people } = permissionsOf([
        entry("dev", person, { userName: "jane" }),
        rbac("ClusterRoleBinding", "jane", { ...to("ClusterRole", "cluster-admin"), subjects: [{ kind: "User", name: "jane" }] }),
        resource("aws:eks/cluster:Cluster", "shop", { name: "shop", accessConfig: { bootstrapClusterCreatorAdminPermissions: true } }),
        resource("aws:eks/cluster:Cluster", "other", { name: "other", accessConfig: { bootstrapClusterCreatorAdminPermissions: false } }),
      ]);
      expect(people.map(({ name, kubernetesUser }) => [name, kubernetesUser])).to.deep.equal([
        [person, "jane"],
        ["creator of the cluster shop", undefined],
      ]);
      expect(people[0]!.kubernetes[0]).to.include({ role: "ClusterRole cluster-admin", cluster: "shop" });
    });

    it("names roles whose trust policies let them in, and says what is outside of the stack", () => {
      const { people, roles } = permissionsOf([role("team", { Principal: { AWS: [person, "arn:aws:iam::444455556666:root"] } })]);
      expect(people.map(({ id, assumes }) => [id, assumes])).to.deep.equal([
        [person, [roleArn("team")]],
        ["arn:aws:iam::444455556666:root", [roleArn("team")]],
      ]);
      expect(people[0]!.unknown).to.deep.equal(["what it may do in AWS by policies outside of this stack"]);
      expect(roles[0]!.trusts).to.deep.equal([person, "arn:aws:iam::444455556666:root"]);
    });

    it("gives users the policies of their IAM groups", () => {
      const { people } = permissionsOf([
        resource("aws:iam/user:User", "jane", { name: "jane" }),
        resource("aws:iam/group:Group", "ops", { name: "ops" }),
        resource("aws:iam/groupPolicy:GroupPolicy", "ops-policy", { group: "ops", policy: document("s3:GetObject") }),
        resource("aws:iam/userGroupMembership:UserGroupMembership", "m", { user: "jane", groups: ["ops"] }),
      ]);
      expect(servicesOf(people[0]!)).to.deep.equal([["s3", ["iamGroup ops", "inlinePolicy ops-policy"]]]);
    });
  });

  describe("of roles", () => {
    it("reads managed, customer, inline and own policies", () => {
      const { roles } = permissionsOf([
        role(
          "r",
          { Principal: { Service: "ec2.amazonaws.com" } },
          { managedPolicyArns: [aws("AmazonSQSFullAccess")], inlinePolicies: [{ name: "own", policy: document("sns:Publish") }] },
        ),
        attachment("a", "r", aws("AmazonS3ReadOnlyAccess")),
        attachment("b", urnOf(roleType, "r"), "arn:aws:iam::123456789012:policy/custom"),
        resource(
          "aws:iam/policy:Policy",
          "custom",
          { policy: document("kms:Decrypt") },
          { outputs: { arn: "arn:aws:iam::123456789012:policy/custom", name: "custom" } },
        ),
        resource("aws:iam/rolePolicy:RolePolicy", "inline", { role: "r", policy: document("dynamodb:GetItem") }),
        attachment("other", "another-role", aws("AmazonSNSFullAccess")),
      ]);
      const found = servicesOf(named(roles, "r"));
      expect(found).to.deep.include(["sns", ["inlinePolicy own"]]);
      expect(found).to.deep.include(["s3", ["managedPolicy AmazonS3ReadOnlyAccess"]]);
      expect(found).to.deep.include(["kms", ["managedPolicy custom"]]);
      expect(found).to.deep.include(["dynamodb", ["inlinePolicy inline"]]);
      expect(found.map(([service]) => service)).to.include("sqs");
    });

    it("says which policies it cannot read", () => {
      const { roles } = permissionsOf([
        role("r"),
        attachment("a", "r", aws("AmazonMadeUpPolicy")),
        attachment("b", "r", "arn:aws:iam::123456789012:policy/existing"),
        resource("aws:iam/rolePolicy:RolePolicy", "later", { role: "r", policy: "[unknown]" }),
      ]);
      expect(roles[0]!.aws).to.deep.equal([]);
      expect(roles[0]!.unknown).to.deep.equal([
        "what AmazonMadeUpPolicy allows: its content is not known here",
        "what existing allows: its content is not known here",
        "what later allows: known after deployment",
      ]);
    });

    it("follows dependencies where names and ARNs are known only after deployment", () => {
      const later = { ...role("r", "[unknown]"), outputs: { arn: "[unknown]", name: "[unknown]" } };
      const { roles } = permissionsOf([
        later,
        { ...attachment("a", "[unknown]", aws("AmazonS3ReadOnlyAccess")), propertyDependencies: { role: [later.urn] } },
        { ...entry("e", "[unknown]"), propertyDependencies: { principalArn: [later.urn] } },
        { ...association("e-view", "[unknown]", "AmazonEKSViewPolicy"), propertyDependencies: { principalArn: [later.urn] } },
      ]);
      expect(roles[0]).to.include({ id: later.urn, name: "r" });
      expect(roles[0]!.aws.map(({ service }) => service)).to.include("s3");
      expect(kubernetesOf(roles[0]!)).to.deep.equal([["AmazonEKSViewPolicy", null]]);
      expect(roles[0]!.unknown).to.deep.equal(["who may assume it: its trust policy is not known here"]);
    });

    it("follows dependencies of bindings and associations, and claims nothing where there are none", () => {
      const namespace = resource("kubernetes:core/v1:Namespace", "ns", { metadata: { name: "shop" } });
      const reader = clusterRole("reader", ["pods"]);
      const dev = entry("dev", person, { kubernetesGroups: ["developers"] });
      const metadata = { name: "b", namespace: "[unknown]" };
      const later = { metadata, roleRef: { kind: "ClusterRole", name: "[unknown]" }, subjects: [group("developers")] };
      const binding = resource("kubernetes:rbac.authorization.k8s.io/v1:RoleBinding", "b", later);
      const edit = association("dev-edit", "[unknown]", "AmazonEKSEditPolicy", ["[unknown]"]);
      const { people, unknown } = permissionsOf([
        namespace,
        reader,
        dev,
        { ...binding, propertyDependencies: { metadata: [namespace.urn], roleRef: [reader.urn] } },
        { ...edit, propertyDependencies: { principalArn: [dev.urn] } },
        {
          ...association("dev-view", person, "AmazonEKSViewPolicy"),
          inputs: { clusterName: "shop", principalArn: person, policyArn: "x/AmazonEKSViewPolicy", accessScope: "[unknown]" },
        },
        rbac("ClusterRoleBinding", "open", { ...to("ClusterRole", "admin"), subjects: "[unknown]" }),
      ]);
      expect(kubernetesOf(people[0]!)).to.deep.equal([
        ["ClusterRole reader", ["shop"]],
        ["AmazonEKSEditPolicy", ["[unknown]"]],
        ["AmazonEKSViewPolicy", ["[unknown]"]],
      ]);
      expect(unknown.map(({ reason }) => reason)).to.deep.equal(["subjects of the binding: known after deployment"]);
    });

    it("counts what the permissions boundary leaves, and says where its content is unknown", () => {
      const boundary = resource(
        "aws:iam/policy:Policy",
        "limit",
        { policy: document("s3:*") },
        { outputs: { arn: "arn:limit", name: "limit" } },
      );
      const attached = [attachment("a", "r", aws("AmazonSQSFullAccess")), attachment("b", "r", aws("AmazonS3ReadOnlyAccess"))];
      const [bounded] = permissionsOf([boundary, role("r", {}, { permissionsBoundary: "arn:limit" }), ...attached]).roles;
      expect(bounded!.boundary).to.equal("limit");
      expect(new Set(bounded!.aws.map(({ service }) => service))).to.deep.equal(new Set(["s3"]));
      const [open] = permissionsOf([
        role("r", {}, { permissionsBoundary: "arn:aws:iam::123456789012:policy/existing" }),
        ...attached,
      ]).roles;
      expect(open!.unknown).to.deep.equal(["what the permissions boundary existing leaves of it"]);
    });

    it("gives roles of nodes what kubelets may do", () => {
      const { roles, people } = permissionsOf([
        role("nodes"),
        resource("aws:eks/nodeGroup:NodeGroup", "general", { clusterName: "shop", nodeRoleArn: roleArn("nodes") }),
        resource("aws:eks/nodeGroup:NodeGroup", "old", { clusterName: "shop", nodeRoleArn: roleArn("existing") }),
        entry("self", roleArn("self"), { type: "EC2_LINUX" }),
      ]);
      expect(people).to.deep.equal([]);
      expect(roles.map(({ name, kubernetes }) => [name, pathOf(kubernetes[0]!.path)])).to.deep.equal([
        [roleArn("existing"), ["nodes node group old", "group system:nodes"]],
        [roleArn("self"), ["accessEntry self of type EC2_LINUX", "group system:nodes"]],
        ["nodes", ["nodes node group general", "group system:nodes"]],
      ]);
    });
  });

  describe("of service accounts", () => {
    const pods = { Principal: { Service: "pods.eks.amazonaws.com" } };
    const s3 = attachment("a", "orders", aws("AmazonS3ReadOnlyAccess"));

    it("leads from a Pod Identity association, or an EKS add-on, to the policies of its role", () => {
      const { serviceAccounts } = permissionsOf([
        role("orders", pods),
        s3,
        resource("aws:eks/podIdentityAssociation:PodIdentityAssociation", "p", {
          namespace: "shop",
          serviceAccount: "orders",
          roleArn: roleArn("orders"),
        }),
        resource("aws:eks/addon:Addon", "cni", {
          addonName: "vpc-cni",
          podIdentityAssociations: [{ serviceAccount: "aws-node", roleArn: roleArn("orders") }],
        }),
      ]);
      const paths = serviceAccounts.map(({ id, aws: granted }) => [id, pathOf(granted[0]!.path)]);
      expect(paths).to.deep.equal([
        ["kube-system/aws-node", ["podIdentity EKS add-on vpc-cni", "role orders", "managedPolicy AmazonS3ReadOnlyAccess"]],
        ["shop/orders", ["podIdentity p", "role orders", "managedPolicy AmazonS3ReadOnlyAccess"]],
      ]);
    });

    it("leads from the trust policy of IRSA to the policies of its role", () => {
      const Condition = {
        StringEquals: { "oidc.example/id:aud": "sts.amazonaws.com", "oidc.example/id:sub": "system:serviceaccount:shop:orders" },
      };
      const trust = {
        Action: "sts:AssumeRoleWithWebIdentity",
        Principal: { Federated: "arn:aws:iam::1:oidc-provider/oidc.example/id" },
        Condition,
      };
      const [account] = permissionsOf([role("orders", trust), s3]).serviceAccounts;
      expect(account!.id).to.equal("shop/orders");
      expect(pathOf(account!.aws[0]!.path)).to.deep.equal([
        "trust OIDC provider of the cluster",
        "role orders",
        "managedPolicy AmazonS3ReadOnlyAccess",
      ]);
    });

    it("includes the role that a Pod Identity association assumes in turn", () => {
      const target = roleArn("elsewhere");
      const inputs = { namespace: "shop", serviceAccount: "orders", roleArn: roleArn("orders"), targetRoleArn: target };
      const [account] = permissionsOf([
        role("orders", pods),
        resource("aws:eks/podIdentityAssociation:PodIdentityAssociation", "p", inputs),
      ]).serviceAccounts;
      expect(account!.assumes).to.deep.equal([roleArn("orders"), target]);
      expect(account!.unknown).to.deep.equal(["what role elsewhere may do: it is not of this stack"]);
    });

    it("finds bindings to the account and to the groups of all accounts", () => {
      const account = { kind: "ServiceAccount", name: "job", namespace: "shop" };
      const { serviceAccounts } = permissionsOf([
        resource("kubernetes:core/v1:ServiceAccount", "job", { metadata: { name: "job", namespace: "shop" } }),
        rbac("RoleBinding", "a", { ...to("ClusterRole", "view"), subjects: [account] }, "other"),
        rbac("ClusterRoleBinding", "b", { ...to("ClusterRole", "edit"), subjects: [group("system:serviceaccounts:shop")] }),
        rbac("ClusterRoleBinding", "c", { ...to("ClusterRole", "admin"), subjects: [group("system:serviceaccounts:test")] }),
      ]);
      expect(kubernetesOf(serviceAccounts[0]!)).to.deep.equal([
        ["ClusterRole view", ["other"]],
        ["ClusterRole edit", null],
      ]);
    });
  });

  it("gives the role of an EKS capability the access policies of its kind, and those that are associated", () => {
    const capability = resource("aws:eks/capability:Capability", "ack", { clusterName: "shop", type: "ACK", roleArn: roleArn("ack") });
    const { roles } = permissionsOf([role("ack"), capability, association("secrets", roleArn("ack"), "AmazonEKSSecretReaderPolicy")]);
    expect(kubernetesOf(named(roles, "ack"))).to.deep.equal([
      ["AmazonEKSACKPolicy", null],
      ["AmazonEKSSecretReaderPolicy", null],
    ]);
  });

  it("keeps clusters apart where there are several", () => {
    const cluster = (name: string) =>
      resource("aws:eks/cluster:Cluster", name, { name, accessConfig: { bootstrapClusterCreatorAdminPermissions: false } });
    const [one, two] = [cluster("one"), cluster("two")];
    const provider = resource("pulumi:providers:kubernetes", "k", {}, { dependencies: [one.urn] });
    const binding = rbac("ClusterRoleBinding", "b", { ...to("ClusterRole", "view"), subjects: [group("developers")] });
    const groups = { kubernetesGroups: ["developers"] };
    const { people } = permissionsOf([
      one,
      two,
      provider,
      { ...binding, provider: `${provider.urn}::id` },
      entry("in-one", person, { clusterName: "one", ...groups }),
      entry("in-two", person, { clusterName: "two", ...groups }),
    ]);
    expect(people[0]!.kubernetes.map(({ cluster: at, path }) => [at, path[0]!.name])).to.deep.equal([["one", "in-one"]]);
  });

  it("lists what is in a team: its roles, whoever may assume them, and the accounts in its namespaces", () => {
    const team = resource(
      "eks-blueprints:index:ApplicationTeam",
      "t",
      {},
      { custom: false, outputs: { team: "burnham", namespaces: ["team-burnham"] } },
    );
    const { teams } = permissionsOf([
      team,
      { ...role("team-role", { Principal: { AWS: person } }), parent: team.urn },
      resource("kubernetes:core/v1:ServiceAccount", "job", { metadata: { name: "job", namespace: "team-burnham" } }),
    ]);
    expect(teams).to.deep.equal([
      {
        name: "burnham",
        namespaces: ["team-burnham"],
        people: [person],
        roles: [roleArn("team-role")],
        serviceAccounts: ["team-burnham/job"],
      },
    ]);
  });

  it("names charts and EKS add-ons, whose service accounts and roles the plan does not show", () => {
    const release = resource("kubernetes:helm.sh/v3:Release", "chart");
    expect(permissionsOf([release]).unknown).to.deep.equal([
      { urn: release.urn, reason: "service accounts, roles and bindings of the chart" },
    ]);
  });

  it("reads whatever resources hold without failing", () => {
    const odd: Inputs = {
      role: 1,
      roles: [{}],
      policy: 5,
      policyArn: null,
      principalArn: [],
      subjects: "x",
      roleRef: "y",
      metadata: 3,
      rules: "z",
      namespace: {},
    };
    const types = [
      roleType,
      "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
      "aws:iam/policyAttachment:PolicyAttachment",
      "aws:iam/rolePolicy:RolePolicy",
    ]
      .concat([
        "aws:eks/accessEntry:AccessEntry",
        "aws:eks/accessPolicyAssociation:AccessPolicyAssociation",
        "aws:eks/cluster:Cluster",
        "aws:eks/addon:Addon",
      ])
      .concat(["aws:eks/podIdentityAssociation:PodIdentityAssociation", "kubernetes:core/v1:ServiceAccount"])
      .concat(
        ["ClusterRole", "Role", "RoleBinding", "ClusterRoleBinding"].map((kind) => `kubernetes:rbac.authorization.k8s.io/v1:${kind}`),
      );
    const found: Permissions = permissionsOf(types.map((type) => resource(type, "odd", odd)));
    expect(found.roles).to.have.length(1);
  });
});
