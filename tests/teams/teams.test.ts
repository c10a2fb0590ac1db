import { expect } from "chai";
import { defaultQuota } from "../../components/settings/schema/teams";
import { caseSections } from "../environment/counterparts/fixtures";
import { inlineStatements, trustOf } from "../harness/mocks/policies";
import { accessPoliciesOf, ana, ben, entriesOf, environment, roleArn, sso, type Teams, types, userArn } from "./fixtures";

describe("PlatformTeam", () => {
  it("gives cluster admin access entries to its members, its role and its created users", async () => {
    const { resources } = await environment({ platform: { kind: "platform", members: [ben], createUsers: ["platform"] } });
    const [user] = resources.ofType(types.user);
    expect(user!.inputs).to.include({ name: "platform" });
    const role = resources.named("eks-team-platform", "aws:iam/role:Role");
    for (const principal of [ben, userArn(resources, "eks-team-user-platform"), roleArn(resources, "eks-team-platform")]) {
      expect(accessPoliciesOf(resources, principal), principal).to.deep.equal({ AmazonEKSClusterAdminPolicy: "*" });
      expect(entriesOf(resources, principal), principal).to.have.length(1);
    }
    expect(role.inputs.tags).to.deep.equal({ team: "platform" });
    const objects = resources.all.map(({ inputs: { __provider: _, ...others } }) => others); // the change guard's code has it in a message
    expect(JSON.stringify(objects)).to.not.include("aws-auth");
  });

  it("allows its role to read this cluster in EKS, but not to change it", async () => {
    const { resources } = await environment({ platform: { kind: "platform", members: [ben], createUsers: ["platform"] } });
    const [everywhere, here] = inlineStatements(resources, "eks-team-platform");
    expect(everywhere!.Action.every((action: string) => /^eks:(List|Describe)/.test(action))).to.equal(true);
    expect(here!.Action).to.deep.equal(["eks:AccessKubernetesApi", "eks:Describe*", "eks:List*"]);
    expect(here!.Resource).to.deep.equal([
      "arn:aws:eks:eu-west-1:123456789012:cluster/eks-blueprints-test",
      "arn:aws:eks:eu-west-1:*:*/eks-blueprints-test/*",
    ]);
    const [policy] = resources.ofType(types.userPolicy);
    expect(JSON.parse(policy!.inputs.policy).Statement).to.have.length(2);
  });
});

describe("ApplicationTeam", () => {
  const teams: Teams = {
    burnham: {
      kind: "application",
      members: [ana, sso],
      createUsers: ["burnham"],
      accessLevel: "admin",
      priority: 1000,
      labels: { tier: "gold" },
      annotations: { contact: "burnham@example.com" },
      podSecurity: { enforce: "baseline", warn: "restricted" },
      costAllocation: { "cost-center": "4711" },
      sessionTags: { project: "discovery" },
      serviceAccounts: {
        orders: { policies: ["arn:aws:iam::aws:policy/AmazonSQSFullAccess"], statements: [{ Action: "s3:GetObject", Resource: "*" }] },
        plain: {},
      },
    },
  };

  it("allows its role only to find the cluster, use the console and create a kubeconfig", async () => {
    const { resources } = await environment(teams);
    expect(inlineStatements(resources, "eks-team-burnham")).to.deep.equal([
      { Effect: "Allow", Action: ["eks:ListClusters"], Resource: ["*"] },
      {
        Effect: "Allow",
        Action: ["eks:AccessKubernetesApi", "eks:DescribeCluster"],
        Resource: ["arn:aws:eks:eu-west-1:123456789012:cluster/eks-blueprints-test"],
      },
    ]);
  });

  it("has a role that only its members can assume, with its own session tags", async () => {
    const { resources } = await environment(teams);
    const AWS = [ana, sso, userArn(resources, "eks-team-user-burnham")];
    expect(trustOf(resources, "eks-team-burnham").Statement).to.deep.equal([
      { Effect: "Allow", Principal: { AWS }, Action: "sts:AssumeRole" },
      {
        Effect: "Allow",
        Principal: { AWS },
        Action: "sts:TagSession",
        Condition: {
          StringEqualsIfExists: { "aws:RequestTag/team": "burnham", "aws:RequestTag/project": "discovery" },
          "ForAllValues:StringEquals": { "aws:TagKeys": ["team", "project"] },
        },
      },
    ]);
  });

  it("gives each member permissions only in its own namespaces", async () => {
    const { resources } = await environment(teams);
    for (const principal of [ana, sso, roleArn(resources, "eks-team-burnham")]) {
      expect(accessPoliciesOf(resources, principal), principal).to.deep.equal({ AmazonEKSAdminPolicy: "team-burnham" });
      expect(entriesOf(resources, principal)[0]!.kubernetesGroups).to.deep.equal(["application-teams", "team:burnham"]);
    }
    expect(resources.only(types.binding).inputs).to.deep.include({
      metadata: { name: "team-members", namespace: "team-burnham" },
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "eks-blueprints-team-admin" },
      subjects: [{ apiGroup: "rbac.authorization.k8s.io", kind: "Group", name: "team:burnham" }],
    });
  });

  it("creates its namespace with labels, annotations, Pod Security, quota and limits", async () => {
    const { resources } = await environment(teams);
    expect(resources.only(types.namespace).inputs.metadata).to.deep.equal({
      name: "team-burnham",
      labels: {
        "cost-center": "4711",
        tier: "gold",
        team: "burnham",
        "eks-blueprints/team": "burnham",
        "pod-security.kubernetes.io/enforce": "baseline",
        "pod-security.kubernetes.io/warn": "restricted",
        "pod-security.kubernetes.io/audit": "baseline",
      },
      annotations: { contact: "burnham@example.com", "eks-blueprints/priority-ceiling": "1000" },
    });
    expect(resources.only(types.quota).inputs.spec.hard).to.deep.equal(defaultQuota);
    expect(resources.only(types.limits).inputs.spec.limits).to.deep.equal([
      { type: "Container", default: { cpu: "500m", memory: "512Mi" }, defaultRequest: { cpu: "100m", memory: "128Mi" } },
    ]);
    expect(resources.ofType(types.isolation)).to.deep.equal([]);
    expect(resources.only(types.priority).inputs).to.deep.include({ metadata: { name: "team-burnham" }, value: 1000 });
    expect(resources.only(types.priority).deleteBeforeReplace, "its value cannot change").to.equal(true);
  });

  it("removes single amounts of quota and limits, also those of a template", async () => {
    const { burnham } = caseSections("limits-without-cpu").teams as Teams;
    const { resources } = await environment({ burnham: { ...burnham, quota: { pods: null, "requests.storage": null } } as Teams[string] });
    const { pods: _, "requests.storage": __, ...rest } = defaultQuota;
    expect(resources.only(types.quota).inputs.spec.hard).to.deep.equal(rest);
    expect(resources.only(types.limits).inputs.spec.limits).to.deep.equal([
      { type: "Container", default: { memory: "1Gi" }, defaultRequest: { cpu: "100m", memory: "128Mi" } },
    ]);

    const standard = {
      quota: { pods: "40", "count/jobs.batch": "9" },
      limits: { max: { cpu: "2", memory: "4Gi" }, default: { cpu: null } },
    };
    const own = {
      template: "standard",
      quota: { "count/jobs.batch": null },
      limits: { max: { memory: null } },
    } as unknown as Teams[string];
    const templated = await environment({ burnham: { ...burnham, ...own } as Teams[string] }, { teamTemplates: { standard } });
    expect(templated.resources.only(types.quota).inputs.spec.hard).to.deep.equal({ ...defaultQuota, pods: "40" });
    expect(templated.resources.only(types.limits).inputs.spec.limits[0]).to.deep.include({
      max: { cpu: "2" },
      default: { memory: "512Mi" },
    });
  });

  it("creates quotas of some of its pods, service accounts with all of their keys, and pinned Pod Security Standards", async () => {
    const scopedQuotas = {
      "best-effort": { hard: { pods: 5 }, scopes: ["BestEffort" as const] },
      batch: { hard: { "requests.cpu": 4 }, scopes: ["Terminating" as const], priorityClasses: ["batch"] },
    };
    const serviceAccounts = {
      web: { imagePullSecrets: ["registry"], automountToken: false, labels: { app: "web" }, annotations: { "example.com/owner": "web" } },
      s3: { statements: [{ Action: "s3:GetObject", Resource: "*" }], annotations: { "example.com/owner": "s3" } },
    };
    const podSecurity = { enforce: "baseline" as const, warn: "restricted" as const, enforceVersion: "v1.34", warnVersion: "latest" };
    const { resources } = await environment(
      { riker: { kind: "application", members: [ana], namespaces: ["one"], scopedQuotas, serviceAccounts, podSecurity } },
      { cluster: { identity: "irsa" } },
    );
    const quotaOf = (name: string) => resources.named(`eks-team-riker.one-quota-${name}`, types.quota).inputs;
    expect(quotaOf("best-effort")).to.deep.include({
      metadata: { name: "team-quota-best-effort", namespace: "one" },
      spec: { hard: { pods: "5" }, scopeSelector: { matchExpressions: [{ scopeName: "BestEffort", operator: "Exists" }] } },
    });
    expect(quotaOf("batch").spec.scopeSelector.matchExpressions).to.deep.equal([
      { scopeName: "Terminating", operator: "Exists" },
      { scopeName: "PriorityClass", operator: "In", values: ["batch"] },
    ]);
    const account = (name: string) => resources.named(`eks-team-riker.${name}`, types.serviceAccount).inputs;
    expect(account("web")).to.deep.include({
      metadata: { name: "web", namespace: "one", labels: { app: "web" }, annotations: { "example.com/owner": "web" } },
      imagePullSecrets: [{ name: "registry" }],
      automountServiceAccountToken: false,
    });
    expect(account("s3").metadata.annotations).to.have.all.keys("example.com/owner", "eks.amazonaws.com/role-arn");
    const { labels } = resources.only(types.namespace).inputs.metadata;
    expect(labels).to.include({
      "pod-security.kubernetes.io/enforce-version": "v1.34",
      "pod-security.kubernetes.io/warn-version": "latest",
    });
    expect(labels).not.to.have.key("pod-security.kubernetes.io/audit-version");
  });

  it("gives its members rules of a Role in each namespace, and its role permissions in AWS", async () => {
    const rules = [{ apiGroups: ["argoproj.io"], resources: ["rollouts"], verbs: ["get" as const, "patch" as const] }];
    const statement = { Action: "logs:GetLogEvents", Resource: "*" };
    const policy = "arn:aws:iam::123456789012:policy/Images";
    const { resources } = await environment({
      riker: { kind: "application", members: [ana], namespaces: ["one", "two"], rules, statements: [statement], policies: [policy] },
    });
    for (const namespace of ["one", "two"]) {
      const role = resources.named(`eks-team-riker.${namespace}-rules`, "kubernetes:rbac.authorization.k8s.io/v1:Role");
      expect(role.inputs).to.deep.include({ metadata: { name: "team-rules", namespace }, rules });
      const { roleRef, subjects } = resources.named(`eks-team-riker.${namespace}-rules`, types.binding).inputs;
      expect(roleRef).to.deep.equal({ apiGroup: "rbac.authorization.k8s.io", kind: "Role", name: "team-rules" });
      expect(subjects).to.deep.equal([{ apiGroup: "rbac.authorization.k8s.io", kind: "Group", name: "team:riker" }]);
    }
    expect(inlineStatements(resources, "eks-team-riker")).to.deep.include({
      Effect: "Allow",
      Action: ["logs:GetLogEvents"],
      Resource: ["*"],
    });
    const attached = resources
      .ofType("aws:iam/rolePolicyAttachment:RolePolicyAttachment")
      .filter(({ inputs }) => inputs.policyArn === policy);
    expect(attached).to.have.lengthOf(1);
  });

  it("bounds pods and claims in the same LimitRange, and leaves out bounds that a team removes", async () => {
    const standard = {
      limits: {
        maxLimitRequestRatio: { cpu: 8 },
        pod: { max: { cpu: 4 } },
        persistentVolumeClaim: { min: { storage: "1Gi" }, max: { storage: "100Gi" } },
      },
    };
    const team = { kind: "application", members: [ana], template: "standard" } as const;
    const teams = {
      burnham: team,
      riker: { ...team, limits: { pod: { max: { cpu: null } }, persistentVolumeClaim: { max: { storage: null } } } },
    };
    const { resources } = await environment(teams, { teamTemplates: { standard } });
    const container = {
      type: "Container",
      default: { cpu: "500m", memory: "512Mi" },
      defaultRequest: { cpu: "100m", memory: "128Mi" },
      maxLimitRequestRatio: { cpu: "8" },
    };
    const itemsOf = (team: string) => resources.named(`eks-team-${team}.team-${team}-limits`, types.limits).inputs.spec.limits;
    expect(itemsOf("burnham")).to.deep.equal([
      container,
      { type: "Pod", max: { cpu: "4" } },
      { type: "PersistentVolumeClaim", min: { storage: "1Gi" }, max: { storage: "100Gi" } },
    ]);
    expect(itemsOf("riker")).to.deep.equal([container, { type: "PersistentVolumeClaim", min: { storage: "1Gi" }, max: {} }]);
  });

  it("creates service accounts with AWS permissions and cost allocation tags", async () => {
    const { resources } = await environment(teams);
    const accounts = resources.ofType(types.serviceAccount).map(({ inputs }) => inputs.metadata);
    expect(accounts.map(({ name, namespace }) => `${namespace}/${name}`)).to.have.members(["team-burnham/orders", "team-burnham/plain"]);
    const association = resources.only("aws:eks/podIdentityAssociation:PodIdentityAssociation");
    expect(association.inputs).to.include({ namespace: "team-burnham", serviceAccount: "orders" });
    expect(association.inputs.tags).to.deep.equal({ "cost-center": "4711", team: "burnham" });
    expect(inlineStatements(resources, "eks-team-burnham.orders")).to.deep.equal([
      { Effect: "Allow", Action: ["s3:GetObject"], Resource: ["*"] },
    ]);
  });

  it("uses IRSA for its service accounts when Fargate runs its pods", async () => {
    const fargate = { burnham: { selectors: [{ namespace: "team-burnham" }] } };
    const { resources } = await environment(teams, { fargate, nodePools: { general: {} } });
    expect(resources.ofType("aws:eks/podIdentityAssociation:PodIdentityAssociation")).to.deep.equal([]);
    const orders = resources.ofType(types.serviceAccount).find(({ inputs }) => inputs.metadata.name === "orders")!;
    expect(orders.inputs.metadata.annotations).to.have.key("eks.amazonaws.com/role-arn");
  });

  it("creates no role when `role` is set, and gives the permissions to that role", async () => {
    const { resources, outputs } = await environment({ riker: { kind: "application", role: ben } });
    expect(resources.all.filter(({ name }) => name === "eks-team-riker").map(({ type }) => type)).to.deep.equal([
      "eks-blueprints:index:ApplicationTeam",
    ]);
    expect(accessPoliciesOf(resources, ben)).to.deep.equal({ AmazonEKSEditPolicy: "team-riker" });
    expect(outputs.teams.riker).to.deep.equal({
      roleArn: ben,
      namespaces: ["team-riker"],
      kubeconfigCommand: `aws eks update-kubeconfig --name eks-blueprints-test --region eu-west-1 --role-arn ${ben}`,
    });
  });

  it("omits the role from its kubeconfig command when no principal can assume it", async () => {
    const { outputs } = await environment({ riker: { kind: "application", role: sso } });
    expect(outputs.teams.riker!.kubeconfigCommand).to.equal("aws eks update-kubeconfig --name eks-blueprints-test --region eu-west-1");
  });

  it("makes its namespaces wait for add-ons, and their contents for the namespaces", async () => {
    const { resources } = await environment(teams);
    const namespace = resources.only(types.namespace);
    for (const addon of resources.ofType(types.vpcCni)) expect(resources.waitsFor(namespace, addon), addon.name).to.equal(true);
    for (const type of [types.quota, types.limits, types.binding]) {
      expect(resources.waitsFor(resources.only(type), namespace), type).to.equal(true);
    }
    const provider = resources.only("pulumi:providers:kubernetes");
    expect(namespace.provider).to.match(new RegExp(`^${provider.urn.replaceAll("$", "\\$")}::`));
  });
});

describe("members of several teams", () => {
  it("have one access entry with the combined groups and scopes of teams and other settings", async () => {
    const { resources } = await environment(
      {
        a: { kind: "application", members: [ana], createUsers: ["joe"] },
        b: { kind: "application", members: [ana], createUsers: ["joe"], namespaces: ["b1", "b2"] },
        c: { kind: "application", role: ana.replace("user/ana", "role/C"), members: [ana], accessLevel: "view" },
        p: { kind: "platform", members: [ben] },
      },
      {
        cluster: {
          admins: [ben],
          access: { x: { principal: ana, policy: "view", namespaces: ["default"], groups: ["readers"] } },
        },
      },
    );
    expect(entriesOf(resources, ana).map(({ kubernetesGroups }) => kubernetesGroups)).to.deep.equal([
      ["application-teams", "readers", "team:a", "team:b", "team:c"],
    ]);
    expect(accessPoliciesOf(resources, ana)).to.deep.equal({ AmazonEKSEditPolicy: "b1,b2,team-a", AmazonEKSViewPolicy: "default,team-c" });
    expect(entriesOf(resources, ben)).to.have.length(1);
    // another team changes the scope: the old association must be deleted first, because the new one has the same id
    for (const { name, deleteBeforeReplace } of resources.ofType(types.association)) expect(deleteBeforeReplace, name).to.equal(true);
    expect(resources.only(types.user).inputs.name).to.equal("joe");
    expect(accessPoliciesOf(resources, userArn(resources, "eks-team-user-joe"))).to.deep.equal({
      AmazonEKSEditPolicy: "b1,b2,team-a",
    });
    const principals = resources.ofType(types.entry).map(({ inputs }) => inputs.principalArn);
    expect(principals.length).to.equal(new Set(principals).size);
  });
});
