import { expect } from "chai";
import { checkSettings, Environment, resolve, type SettingsInput } from "../../components";
import { type Inputs, type MockOptions, type Resources, startMocks } from "../support/mocks";
import { inlineStatements, trustOf } from "../support/policies";

const arn = (path: string) => `arn:aws:iam::111122223333:${path}`;
const [ana, ben, sso] = [
  arn("user/ana"),
  arn("role/people/Ben"),
  arn("role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Dev_01"),
];

type Teams = NonNullable<SettingsInput["teams"]>;

async function environment(teams: Teams, more: SettingsInput = {}, options: MockOptions = {}) {
  const mocks = startMocks(options);
  const network = more.network ?? { zones: ["eu-west-1a", "eu-west-1b"] };
  const outputs = await mocks.run(async () => {
    const reading = checkSettings({ region: "eu-west-1", ...more, network, teams });
    return new Environment("eks", await resolve(reading)).outputs;
  });
  return { resources: mocks.resources, outputs, warnings: mocks.warnings };
}

const types = {
  entry: "aws:eks/accessEntry:AccessEntry",
  association: "aws:eks/accessPolicyAssociation:AccessPolicyAssociation",
  namespace: "kubernetes:core/v1:Namespace",
  quota: "kubernetes:core/v1:ResourceQuota",
  limits: "kubernetes:core/v1:LimitRange",
  isolation: "kubernetes:networking.k8s.io/v1:NetworkPolicy",
  binding: "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding",
  priority: "kubernetes:scheduling.k8s.io/v1:PriorityClass",
  serviceAccount: "kubernetes:core/v1:ServiceAccount",
  policy: "kubernetes:admissionregistration.k8s.io/v1:ValidatingAdmissionPolicy",
  configMap: "kubernetes:core/v1:ConfigMap",
  user: "aws:iam/user:User",
  userPolicy: "aws:iam/userPolicy:UserPolicy",
  vpcCni: "aws:eks/addon:Addon",
} as const;

/** Policies of a principal with their scope: `*` for the whole cluster. */
function rightsOf(resources: Resources, principal: string): Record<string, string> {
  const own = resources.ofType(types.association).filter(({ inputs }) => inputs.principalArn === principal);
  return Object.fromEntries(
    own.map(({ inputs }) => [inputs.policyArn.split("/")[1], inputs.accessScope.namespaces?.join() ?? "*"] as const),
  );
}

function entriesOf(resources: Resources, principal: string): Inputs[] {
  return resources.ofType(types.entry).flatMap(({ inputs }) => (inputs.principalArn === principal ? [inputs] : []));
}

describe("a platform team", () => {
  it("administers the cluster by access entries: its members, its role and the users that are made", async () => {
    const { resources } = await environment({ platform: { kind: "platform", members: [ben], createUsers: ["platform"] } });
    const [user] = resources.ofType(types.user);
    expect(user!.inputs).to.include({ name: "platform" });
    const role = resources.named("eks-team-platform", "aws:iam/role:Role");
    for (const principal of [
      ben,
      "arn:aws:iam:eu-west-1:111122223333:eks-team-user-platform",
      "arn:aws:iam::111122223333:role/eks-team-platform",
    ]) {
      expect(rightsOf(resources, principal), principal).to.deep.equal({ AmazonEKSClusterAdminPolicy: "*" });
      expect(entriesOf(resources, principal), principal).to.have.length(1);
    }
    expect(role.inputs.tags).to.deep.equal({ team: "platform" });
    expect(JSON.stringify(resources.all.map(({ inputs }) => inputs))).to.not.include("aws-auth");
  });

  it("reads all that EKS tells of this cluster, and changes nothing", async () => {
    const { resources } = await environment({ platform: { kind: "platform", members: [ben], createUsers: ["platform"] } });
    const [everywhere, here] = inlineStatements(resources, "eks-team-platform");
    expect(everywhere!.Action.every((action: string) => /^eks:(List|Describe)/.test(action))).to.equal(true);
    expect(here!.Action).to.deep.equal(["eks:AccessKubernetesApi", "eks:Describe*", "eks:List*"]);
    expect(here!.Resource).to.deep.equal([
      "arn:aws:eks:eu-west-1:111122223333:cluster/eks-blueprints-test",
      "arn:aws:eks:eu-west-1:*:*/eks-blueprints-test/*",
    ]);
    const [policy] = resources.ofType(types.userPolicy);
    expect(JSON.parse(policy!.inputs.policy).Statement).to.have.length(2);
  });
});

describe("an application team", () => {
  const teams: Teams = {
    burnham: {
      kind: "application",
      members: [ana, sso],
      createUsers: ["burnham"],
      rights: "admin",
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

  it("may find the cluster, open its console and make a kubeconfig, and nothing else of AWS", async () => {
    const { resources } = await environment(teams);
    expect(inlineStatements(resources, "eks-team-burnham")).to.deep.equal([
      { Effect: "Allow", Action: ["eks:ListClusters"], Resource: ["*"] },
      {
        Effect: "Allow",
        Action: ["eks:AccessKubernetesApi", "eks:DescribeCluster"],
        Resource: ["arn:aws:eks:eu-west-1:111122223333:cluster/eks-blueprints-test"],
      },
    ]);
  });

  it("has a role that its members alone assume, with tags that are its own", async () => {
    const { resources } = await environment(teams);
    const AWS = [ana, sso, "arn:aws:iam:eu-west-1:111122223333:eks-team-user-burnham"];
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

  it("has its rights in its namespaces alone, whoever of its members comes", async () => {
    const { resources } = await environment(teams);
    for (const principal of [ana, sso, "arn:aws:iam::111122223333:role/eks-team-burnham"]) {
      expect(rightsOf(resources, principal), principal).to.deep.equal({ AmazonEKSAdminPolicy: "team-burnham" });
      expect(entriesOf(resources, principal)[0]!.kubernetesGroups).to.deep.equal(["application-teams", "team:burnham"]);
    }
    expect(resources.only(types.binding).inputs).to.deep.include({
      metadata: { name: "team-members", namespace: "team-burnham" },
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "eks-blueprints-team-admin" },
      subjects: [{ apiGroup: "rbac.authorization.k8s.io", kind: "Group", name: "team:burnham" }],
    });
  });

  it("has a namespace with labels, annotations, Pod Security, quota and limits", async () => {
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
    expect(resources.only(types.quota).inputs.spec.hard).to.deep.equal({ "requests.cpu": "10", "requests.memory": "20Gi", pods: "50" });
    expect(resources.only(types.limits).inputs.spec.limits).to.deep.equal([
      { type: "Container", default: { cpu: "500m", memory: "512Mi" }, defaultRequest: { cpu: "100m", memory: "128Mi" } },
    ]);
    expect(resources.ofType(types.isolation)).to.deep.equal([]);
    expect(resources.only(types.priority).inputs).to.deep.include({ metadata: { name: "team-burnham" }, value: 1000 });
  });

  it("has service accounts whose pods have AWS permissions, tagged for its bill", async () => {
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

  it("has IRSA for its service accounts where Fargate runs its pods", async () => {
    const fargate = { burnham: { selectors: [{ namespace: "team-burnham" }] } };
    const { resources } = await environment(teams, { fargate, nodePools: { general: {} } });
    expect(resources.ofType("aws:eks/podIdentityAssociation:PodIdentityAssociation")).to.deep.equal([]);
    const orders = resources.ofType(types.serviceAccount).find(({ inputs }) => inputs.metadata.name === "orders")!;
    expect(orders.inputs.metadata.annotations).to.have.key("eks.amazonaws.com/role-arn");
  });

  it("makes no role where it has one, which then has the rights", async () => {
    const { resources, outputs } = await environment({ riker: { kind: "application", role: ben } });
    expect(resources.all.filter(({ name }) => name === "eks-team-riker").map(({ type }) => type)).to.deep.equal([
      "eks-blueprints:index:ApplicationTeam",
    ]);
    expect(rightsOf(resources, ben)).to.deep.equal({ AmazonEKSEditPolicy: "team-riker" });
    expect(outputs.teams.riker).to.deep.equal({
      roleArn: ben,
      namespaces: ["team-riker"],
      kubeconfigCommand: `aws eks update-kubeconfig --name eks-blueprints-test --region eu-west-1 --role-arn ${ben}`,
    });
  });

  it("is told no role to assume where nobody can assume it", async () => {
    const { outputs } = await environment({ riker: { kind: "application", role: sso } });
    expect(outputs.teams.riker!.kubeconfigCommand).to.equal("aws eks update-kubeconfig --name eks-blueprints-test --region eu-west-1");
  });

  it("waits with its namespaces until add-ons are there, and its namespace's content for the namespace", async () => {
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
  it("have one access entry, in which groups and scopes add up, with what other settings give them", async () => {
    const { resources } = await environment(
      {
        a: { kind: "application", members: [ana], createUsers: ["joe"] },
        b: { kind: "application", members: [ana], createUsers: ["joe"], namespaces: ["b1", "b2"] },
        c: { kind: "application", role: ana.replace("user/ana", "role/C"), members: [ana], rights: "view" },
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
    expect(rightsOf(resources, ana)).to.deep.equal({ AmazonEKSEditPolicy: "b1,b2,team-a", AmazonEKSViewPolicy: "default,team-c" });
    expect(entriesOf(resources, ben)).to.have.length(1);
    // a further team means another scope: the old association must be gone before, for it has the id of the new one
    for (const { name, deleteBeforeReplace } of resources.ofType(types.association)) expect(deleteBeforeReplace, name).to.equal(true);
    expect(resources.only(types.user).inputs.name).to.equal("joe");
    expect(rightsOf(resources, "arn:aws:iam:eu-west-1:111122223333:eks-team-user-joe")).to.deep.equal({
      AmazonEKSEditPolicy: "b1,b2,team-a",
    });
    const principals = resources.ofType(types.entry).map(({ inputs }) => inputs.principalArn);
    expect(principals.length).to.equal(new Set(principals).size);
  });
});

describe("isolated teams", () => {
  const isolated: Teams = {
    a: { kind: "application", members: [ana], network: "isolated", namespaces: ["a1", "a2"], friends: ["b"] },
    b: { kind: "application", members: [ana] },
  };
  const from = (resources: Resources) => resources.ofType(types.isolation).map(({ inputs }) => inputs.spec.ingress[0].from);
  const namespaces = (...values: string[]) => ({
    namespaceSelector: { matchExpressions: [{ key: "kubernetes.io/metadata.name", operator: "In", values }] },
  });
  const blocks = (...cidrs: string[]) => cidrs.map((cidr) => ({ ipBlock: { cidr } }));

  it("hear their own namespaces, their friends' and the public subnets, and call whom they like", async () => {
    const { resources } = await environment(isolated);
    const heard = [namespaces("a1", "a2", "team-b"), ...blocks("10.0.16.0/22", "10.0.48.0/22")];
    expect(from(resources)).to.deep.equal([heard, heard]);
    const { spec } = resources.ofType(types.isolation)[0]!.inputs;
    expect(spec).to.deep.include({ podSelector: {}, policyTypes: ["Ingress"] });
  });

  it("hear other load balancers where they say so", async () => {
    const heardBy = async (loadBalancers: "all" | string[]) => {
      const { resources } = await environment({ a: { ...isolated.a!, friends: [], loadBalancers } as Teams[string] });
      return from(resources)[0].slice(1);
    };
    expect(await heardBy("all")).to.deep.equal(blocks("10.0.16.0/22", "10.0.0.0/20", "10.0.48.0/22", "10.0.32.0/20"));
    expect(await heardBy(["10.9.0.0/24"])).to.deep.equal(blocks("10.9.0.0/24"));
    expect(await heardBy([])).to.deep.equal([]);
  });

  it("hear the public subnets of an existing VPC, which are looked up", async () => {
    const existing = { vpcId: "vpc-1", privateSubnetIds: ["subnet-1", "subnet-2"], publicSubnetIds: ["subnet-3"] };
    const invokes = { "aws:ec2/getSubnet:getSubnet": ({ id }: Inputs) => ({ id, cidrBlock: `10.5.${id.slice(-1)}.0/24` }) };
    const { resources } = await environment(isolated, { network: { existing } }, { invokes });
    expect(from(resources)[0].slice(1)).to.deep.equal(blocks("10.5.3.0/24"));
  });

  it("have the VPC CNI enforce it, which open ones do not", async () => {
    const configuration = ({ resources }: { readonly resources: Resources }) =>
      resources.ofType(types.vpcCni).find(({ inputs }) => inputs.addonName === "vpc-cni")!.inputs.configurationValues;
    expect(configuration(await environment(isolated))).to.equal('{"enableNetworkPolicy":"true"}');
    expect(configuration(await environment({ b: isolated.b! }))).to.equal(undefined);
    const off = environment(isolated, { addons: { "vpc-cni": { networkPolicy: false } } });
    expect(String(await off.catch((error: Error) => error.message))).to.include("leaves the isolation of teams on paper");
  });

  it("have Auto Mode enforce it by its own switch, but where the add-on of own pools brings that", async () => {
    const autoMode = { cluster: { autoMode: true } };
    const { resources } = await environment(isolated, autoMode);
    expect(resources.only(types.configMap).inputs).to.deep.include({
      metadata: { name: "amazon-vpc-cni", namespace: "kube-system" },
      data: { "enable-network-policy-controller": "true" },
    });
    const { resources: withPool } = await environment(isolated, { ...autoMode, nodePools: { own: {} } });
    expect(withPool.ofType(types.configMap)).to.deep.equal([]);
    const { resources: open } = await environment({ b: isolated.b! }, autoMode);
    expect(open.ofType(types.configMap)).to.deep.equal([]);
  });
});

describe("tenants", () => {
  it("each have a namespace, isolation, a bill and a role of their own, which platform teams may assume", async () => {
    const { resources } = await environment(
      { platform: { kind: "platform", members: [ben] } },
      { tenants: { template: "silo", names: ["acme", "globex"] }, teamTemplates: { silo: { quota: { pods: 5 } } } },
    );
    const labels = resources.ofType(types.namespace).map(({ inputs }) => inputs.metadata.labels.tenant);
    expect(labels).to.deep.equal(["acme", "globex"]);
    expect(resources.ofType(types.isolation)).to.have.length(2);
    expect(trustOf(resources, "eks-team-acme").Statement[0].Principal).to.deep.equal({ AWS: [ben] });
    expect(resources.named("eks-team-acme", "aws:iam/role:Role").inputs.tags).to.deep.equal({ tenant: "acme", team: "acme" });
  });

  it("leave their roles to the account's own policies where nobody else is there", async () => {
    const { resources } = await environment({}, { tenants: { names: ["acme"] } });
    expect(trustOf(resources, "eks-team-acme").Statement[0].Principal).to.deep.equal({ AWS: ["arn:aws:iam::111122223333:root"] });
  });
});

describe("many teams", () => {
  it("cost what one costs, times their number", async () => {
    const count = async (teams: number) => {
      const entries = Array.from({ length: teams }, (_, i) => [
        `t${i}`,
        { kind: "application", members: [arn(`role/m${i}`)], network: "isolated" },
      ]);
      const { resources } = await environment(Object.fromEntries(entries) as Teams);
      return {
        resources: resources.all.length,
        dependencies: resources.all.reduce((sum, { dependencies }) => sum + dependencies.length, 0),
      };
    };
    const [one, two, five] = [await count(1), await count(2), await count(5)];
    expect(five.resources - one.resources).to.equal(4 * (two.resources - one.resources));
    expect(five.dependencies - one.dependencies).to.equal(4 * (two.dependencies - one.dependencies));
  });

  it("have names that no two of them share, however their namespaces and service accounts are called", async () => {
    const { resources } = await environment({
      a: {
        kind: "application",
        members: [ana],
        namespaces: ["b-c", "role"],
        serviceAccounts: { access: { statements: [{ Action: "*", Resource: "*" }] } },
      },
      "a-b": { kind: "application", members: [ana], namespaces: ["c", "limits"] },
      "a-role": { kind: "application", members: [ana], createUsers: ["a-role"] },
      "user-a-role": { kind: "application", members: [ana] },
    });
    const urns = resources.all.map(({ urn }) => urn);
    expect(urns.length).to.equal(new Set(urns).size);
  });

  it("run under other people's plain mocks, where outputs of remote components are undefined", async () => {
    const { resources } = await environment(
      { a: { kind: "application", members: [ana], createUsers: ["joe"], network: "isolated" }, p: { kind: "platform", members: [ben] } },
      { tenants: { names: ["acme"] } },
      { stock: true },
    );
    expect(resources.ofType(types.namespace)).to.have.length(2);
  });

  it("share one policy on pods", async () => {
    const { resources } = await environment({
      a: { kind: "application", members: [ana] },
      b: { kind: "application", members: [ana], rights: "view" },
    });
    expect(resources.only(types.policy).inputs.spec).to.deep.include({ failurePolicy: "Fail" });
  });
});
