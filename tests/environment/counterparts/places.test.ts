import { expect } from "chai";
import { parseSettings, type SettingsInput } from "../../../components";
import { caseSections, issuesOf, outcomeOf, sections } from "./fixtures";

describe("counterparts of options of network, cluster and GitOps", () => {
  describe("a public endpoint with a list of ranges, without a private one", () => {
    const rangesOf = async (...parts: string[]) => {
      const { resources, findings } = await outcomeOf(sections(...parts));
      return { ranges: resources.only("eks:index:Cluster").inputs.publicAccessCidrs, findings, resources };
    };
    const publicly = "cluster: { endpoint: { private: false, public: { cidrs: [203.0.113.0/24] } } }";

    it("admits the addresses of NAT gateways, without waiting for these", async () => {
      const { resources, findings } = await outcomeOf(caseSections("endpoint-public-only"));
      const cluster = resources.only("eks:index:Cluster");
      expect(cluster.inputs.publicAccessCidrs).to.have.length(2);
      expect(cluster.inputs.publicAccessCidrs[1]).to.match(/\/32$/);
      expect(resources.waitsFor(cluster, resources.only("aws:ec2/natGateway:NatGateway"))).to.equal(false);
      expect(findings.join()).not.to.match(/cidrs must/);
      expect((await rangesOf(publicly, "network: { nat: perZone }")).ranges).to.have.length(3);
    });

    it("admits nothing more where nodes have the private endpoint, or the list holds every address", async () => {
      const both = "cluster: { endpoint: { public: { cidrs: [203.0.113.0/24] } } }";
      expect((await rangesOf(both)).ranges).to.deep.equal(["203.0.113.0/24"]);
      const all = "cluster: { endpoint: { private: false, public: { cidrs: [0.0.0.0/0] } } }";
      expect((await rangesOf(all)).ranges).to.deep.equal(["0.0.0.0/0"]);
    });
  });

  describe("zones and subnets of a Fargate profile", () => {
    const subnetsOf = async (place: string) => {
      const { resources } = await outcomeOf(sections(`fargate: { jobs: { selectors: [{ namespace: jobs }], ${place} } }`));
      const [chosen, all] = ["eks-jobs", "eks-system"].map(
        (name) => resources.named(name, "aws:eks/fargateProfile:FargateProfile").inputs.subnetIds,
      );
      return { chosen, all };
    };

    it("choose among the private subnets", async () => {
      const { chosen, all } = await subnetsOf("zones: [eu-west-1b]");
      expect(all).to.have.length(2);
      expect(chosen).to.deep.equal([all[1]]);
    });

    it("can be subnets by id", async () => {
      expect((await subnetsOf("subnetIds: [subnet-0a]")).chosen).to.deep.equal(["subnet-0a"]);
    });
  });

  describe("a public endpoint alone, and nodes that reach it by other ways", () => {
    const publicly = (more = "") => `cluster: { endpoint: { private: false, public: { cidrs: [203.0.113.0/24] } } ${more} }`;
    const findingsOf = (...parts: string[]) =>
      parseSettings({ region: "eu-west-1", ...sections(...parts) } as SettingsInput & { region: string })
        .findings.map(({ path, message }) => `${path}: ${message}`)
        .join();

    it("needs a way for nodes of Auto Mode too", () => {
      const isolated = "network: { nat: none, endpoints: private }";
      expect(issuesOf(sections(isolated, publicly(", autoMode: true")))).to.match(/nodes cannot reach the API server/);
      expect(issuesOf(sections(publicly(", autoMode: true")))).to.equal("");
    });

    it("must list what a default route leads to, unless it lists every address", () => {
      const route = "network: { nat: none, routes: [{ cidr: 0.0.0.0/0, transitGatewayId: tgw-0123456789abcdef0 }] }";
      expect(findingsOf(route, publicly())).to.match(/cluster\.endpoint\.private: .*addresses of what the default route leads to/);
      const open = publicly().replace("203.0.113.0/24", "0.0.0.0/0");
      expect(findingsOf(route, open)).not.to.match(/endpoint\.private/);
      expect(findingsOf(publicly())).not.to.match(/endpoint\.private/);
    });
  });

  describe("Session Manager under a list of endpoints", () => {
    const listedEndpoints = "[ecr.api, ecr.dkr, s3, sts, ec2, eks, logs, eks-auth";
    const unreachable = async (endpoints: string, ...parts: string[]) => {
      const { findings } = await outcomeOf(sections(`network: { nat: none, endpoints: ${endpoints} }`, ...parts));
      return findings.filter((each) => each.startsWith("network.endpoints")).join();
    };

    it("is reported unless the nodes reach it or have no permissions for it", async () => {
      expect(await unreachable(`${listedEndpoints}]`)).to.match(/cannot reach ssm and ssmmessages; add `ssm` and `ssmmessages`, write/);
      expect(await unreachable(`${listedEndpoints}, ssm]`)).to.match(/cannot reach ssmmessages; add `ssmmessages`, write/);
      expect(await unreachable(`${listedEndpoints}, ssm, ssmmessages]`)).to.equal("");
      expect(await unreachable(`${listedEndpoints}]`, "nodePools: { a: { ssm: false } }")).to.equal("");
      expect(await unreachable("private")).to.equal("");
    });
  });

  describe("Session Manager under `endpoints: private`", () => {
    const endpoints = async (...parts: string[]) => {
      const { resources } = await outcomeOf(sections("network: { nat: none, endpoints: private }", ...parts));
      return resources.ofType("aws:ec2/vpcEndpoint:VpcEndpoint").map(({ inputs }) => inputs.serviceName.split(".").slice(3).join("."));
    };

    it("has the endpoint of its sessions where nodes have its permissions", async () => {
      expect(await endpoints()).to.include("ssmmessages");
      expect(await endpoints("nodePools: { a: { ssm: false } }")).not.to.include("ssmmessages");
    });

    it("has the endpoint of CodeCommit where GitOps reads from it", async () => {
      const repo = "gitops: { engine: flux, repo: 'https://git-codecommit.eu-west-1.amazonaws.com/v1/repos/clusters' }";
      const mirror = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/ghcr";
      expect(await endpoints(repo, `images: { registries: { ghcr.io: ${mirror} } }`)).to.include("git-codecommit");
    });
  });

  describe("GitOps without NAT", () => {
    const withRepo = (repo: string, more = "") =>
      sections(
        "network: { nat: none, endpoints: private }",
        `gitops: { engine: flux, repo: '${repo}' }`,
        "images: { registries: { ghcr.io: 111122223333.dkr.ecr.eu-west-1.amazonaws.com/ghcr } }",
        more,
      );

    it("rejects public hosts in any spelling, of the environment and of teams", () => {
      expect(issuesOf(caseSections("gitops-out-of-reach"))).to.match(
        /gitops.repo: github.com is unreachable: the VPC has no NAT; set `network.nat: single`/,
      );
      for (const repo of ["git@gitlab.com:a/b.git", "ssh://git@ssh.dev.azure.com:22/v3/a/b/c", "https://bitbucket.org/a/b"])
        expect(issuesOf(withRepo(repo)), repo).to.match(/is unreachable: the VPC has no NAT/);
      const team = "teams: { a: { kind: application, members: ['arn:aws:iam::111122223333:role/Dev'] } }";
      const own = sections("gitops: { teams: { a: { repo: 'https://github.com/a/b', path: apps } } }");
      const input = withRepo("https://git.example.internal/a/b", team) as Record<string, object>;
      expect(issuesOf({ ...input, gitops: { ...input.gitops, ...(own.gitops as object) } })).to.match(
        /gitops.teams.a.repo: github.com is unreachable/,
      );
    });

    it("warns about other hosts, and accepts every host with NAT", async () => {
      const { findings } = await outcomeOf(withRepo("https://git.example.internal/a/b"));
      expect(findings.join()).to.match(/flux reaches git.example.internal only if it is in the VPC/);
      expect(issuesOf(sections("gitops: { engine: flux, repo: 'https://github.com/a/b' }"))).to.equal("");
    });
  });

  describe("capacity type `reserved` of Karpenter", () => {
    const pool = (text: string) => sections(`addons: { karpenter: { nodePools: { default: ${text} } } }`);

    it("needs reservations, and they need it", async () => {
      expect(issuesOf(caseSections("karpenter-reserved"))).to.match(/`capacityTypes` with `reserved` needs `reservations`/);
      expect(issuesOf(pool("{ reservations: [cr-0123] }"))).to.match(/`reservations` needs `reserved` in `capacityTypes`/);
      const { resources } = await outcomeOf(pool("{ capacityTypes: [reserved, on-demand], reservations: [cr-0123, cr-0456] }"));
      expect(resources.only("kubernetes:karpenter.k8s.aws/v1:EC2NodeClass").inputs.spec.capacityReservationSelectorTerms).to.deep.equal([
        { id: "cr-0123" },
        { id: "cr-0456" },
      ]);
    });
  });

  describe("another CNI", () => {
    const before = "addons: { custom: { cilium: { before: nodes } } }";

    it("must come before the nodes in place of vpc-cni, and beside it need not", () => {
      expect(issuesOf(caseSections("cni-replaced"))).to.match(
        /custom.cilium.before: missing; .* write `before: nodes`, so that cilium comes first/,
      );
      const chained = caseSections("cni-replaced") as { addons: object };
      expect(issuesOf({ ...chained, addons: { ...chained.addons, "vpc-cni": true } })).to.equal("");
    });

    it("is installed before the nodes, and not awaited", async () => {
      const { addons, ...rest } = caseSections("cni-replaced") as { addons: { custom: { cilium: object } } };
      const cilium = { ...addons.custom.cilium, ...(sections(before) as { addons: { custom: { cilium: object } } }).addons.custom.cilium };
      const { resources } = await outcomeOf({ ...rest, addons: { ...addons, custom: { cilium } } });
      const release = resources.named("eks-cilium", "kubernetes:helm.sh/v3:Release");
      const nodes = resources.only("aws:eks/nodeGroup:NodeGroup");
      expect(release.inputs.skipAwait).to.equal(true);
      expect(resources.waitsFor(nodes, release)).to.equal(true);
      expect(resources.waitsFor(release, nodes)).to.equal(false);
    });

    it("needs nothing that comes after the nodes", () => {
      const input = caseSections("cni-replaced") as { addons: { custom: { cilium: object } } };
      const late = { ...input.addons.custom.cilium, before: "nodes", requires: ["nodes"] };
      expect(issuesOf({ ...input, addons: { ...input.addons, custom: { cilium: late } } })).to.match(/`nodes` comes after the nodes/);
    });
  });
});
