import { expect } from "chai";
import { issuesOf, outcomeOf, sections } from "../../environment/counterparts/fixtures";
import { itValidates, itWarns, section } from "./rows";

const windows = (more = "", beside = "linux: {}") =>
  section("nodePools", `{ a: { ami: windows2022, instanceTypes: [m7i.large]${more} }, ${beside} }`);
const own = (userData: string) => windows(`, userData: ${JSON.stringify(userData)}`);
const custom = "ami: { id: ami-0123456789abcdef0, family: windows2022 }, instanceTypes: [m7i.large]";
const account = section("serviceAccounts", '{ jobs/runner: { policies: ["arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"] } }');
const isolated = section("teams", '{ shop: { kind: application, members: ["arn:aws:iam::111122223333:role/shop"], network: isolated } }');

describe("settings: Windows pools", () => {
  itValidates({
    families: [
      [windows()],
      [section("nodePools", "{ a: { ami: { family: windows2025 }, instanceTypes: [m7i.large] }, linux: {} }")],
      [section("nodePools", "{ a: { ami: { type: WINDOWS_FULL_2019_x86_64 }, instanceTypes: [m7i.large] }, linux: {} }")],
      [
        `${section("cluster", '{ version: "1.34" }')}\n${section("nodePools", "{ a: { ami: windows2025, instanceTypes: [m7i.large] }, linux: {} }")}`,
        "nodePools.a.ami: AWS publishes windows2025 AMIs from Kubernetes 1.35 on, and the nodes have 1.34; choose another family",
      ],
      [section("nodePools", "{ a: { ami: { type: WINDOWS_FULL_2025_x86_64 }, instanceTypes: [m7i.large] }, linux: {} }")],
      [section("nodePools", `{ a: { kind: selfManaged, ${custom}, maxPods: 40 }, linux: {} }`)],
      [
        section("nodePools", "{ a: { ami: windows2022 }, linux: {} }"),
        "nodePools.a.instanceTypes[0]: AWS publishes no windows2022 AMI that runs on t4g.large; choose an x86_64 type such as m7i.large",
      ],
      [
        section("nodePools", "{ a: { ami: windows2022, instanceTypes: [g5.xlarge] }, linux: {} }"),
        "nodePools.a.instanceTypes[0]: AWS publishes no windows2022 AMI with the nvidia driver for g5.xlarge; set a custom AMI: `ami: { id, family }`",
      ],
      [
        section("nodePools", `{ a: { ${custom} }, linux: {} }`),
        "nodePools.a.kind: EKS gives a managed group with a custom AMI the access of Linux nodes, with which kube-proxy does not work on Windows; write `kind: selfManaged`",
      ],
    ],
    releases: [
      [section("nodePools", "{ a: { ami: { family: windows2022, version: 1.35-2026.11.10 }, instanceTypes: [m7i.large] }, linux: {} }")],
      [
        section("nodePools", "{ a: { ami: { family: windows2022, version: 1.35.2-20261101 }, instanceTypes: [m7i.large] }, linux: {} }"),
        "nodePools.a.ami.version: expected a release of windows2022 such as 1.35-2026.11.10, found 1.35.2-20261101",
      ],
      [
        section("nodePools", "{ a: { ami: { family: windows2022, version: 1.36-2026.11.10 }, instanceTypes: [m7i.large] }, linux: {} }"),
        "nodePools.a.ami.version: expected a release of Kubernetes 1.32 to 1.35, which the control plane supports, found 1.36-2026.11.10",
      ],
    ],
    "Linux beside them": [
      [
        `${section("nodePools", "{ a: { ami: windows2022, instanceTypes: [m7i.large] } }")}\n${section("fargate", "{ system: { selectors: [{ namespace: kube-system }] } }")}`,
      ],
      [
        section("nodePools", "{ a: { ami: windows2022, instanceTypes: [m7i.large] } }"),
        "nodePools: CoreDNS and the other pods of kube-system need Linux, and all pools run Windows; add a pool with another `ami`, or a Fargate profile for kube-system",
      ],
    ],
    samples: [
      [
        `${windows()}\n${section("teams", '{ shop: { kind: application, members: ["arn:aws:iam::111122223333:role/shop"], nodePool: a, samples: { web: true } } }')}`,
        "teams.shop.samples.web: its image runs on Linux, and pool a of the team runs Windows; remove one of the two keys",
      ],
    ],
    "options of Linux": [
      [
        windows(", maxPods: 40, repair: true, disk: { sizeGiB: 30 }"),
        "nodePools.a.maxPods: EKS starts the kubelet of managed Windows nodes itself; remove the key, or write `kind: selfManaged`",
        "nodePools.a.disk.sizeGiB: expected at least 50 GiB, the size of the Windows AMIs, found 30",
        "nodePools.a.repair: EKS repairs only Linux nodes; remove the key",
      ],
      [
        section(
          "nodePools",
          "{ a: { ami: windows2022, instanceTypes: [c6id.32xlarge], efa: true, instanceStore: raid0, zones: [eu-west-1a] }, linux: {} }",
        ),
        "nodePools.a.efa: Windows does not use EFA; remove the key",
        "nodePools.a.instanceStore: only Linux nodes use it; remove the key, and format the disks in `userData`",
      ],
    ],
    "user data": [
      [own("Write-Host hello")],
      [own("<powershell>\nWrite-Host hello\n</powershell>")],
      [own("#!/bin/bash\necho hello"), "nodePools.a.userData: expected a PowerShell script, which Windows runs, found a script for Linux"],
      [
        windows(", userData: [{ type: shell, content: hello }]"),
        "nodePools.a.userData: expected a PowerShell script, which Windows runs, found a list of parts; write one text",
      ],
      [
        own("<powershell>\nWrite-Host hello\n</powershell>\n<persist>true</persist>"),
        "nodePools.a.userData: expected the PowerShell script alone, or in one pair of <powershell> and </powershell>; remove the other tags",
      ],
      [
        own('& "$env:ProgramFiles\\Amazon\\EKS\\Start-EKSBootstrap.ps1" -EKSClusterName shop'),
        "nodePools.a.userData: Start-EKSBootstrap.ps1 is run after this script, so that the node joins its cluster; remove it",
      ],
    ],
  });

  itWarns([
    [windows()],
    [windows(", taints: [{ key: team, effect: NoSchedule }]")],
    [
      windows(", taints: []"),
      "[windows-taint] eks-blueprints:nodePools.a.taints: pods without `nodeSelector: { kubernetes.io/os: linux }`, those of add-ons among them, can be scheduled on these Windows nodes, where they do not start; remove the key: the default taint is os=windows:NoSchedule",
    ],
    [
      `${windows()}\n${account}`,
      "[windows-pod-identity] eks-blueprints:nodePools.a: EKS Pod Identity gives pods on Windows nodes no AWS permissions, so those of service accounts reach only pods on Linux; write `cluster.identity: irsa`, if pods with AWS permissions run on Windows",
    ],
    [`${windows()}\n${account}\n${section("cluster", "{ identity: irsa }")}`],
    [
      `${windows()}\n${isolated}`,
      "[windows-network-policies] eks-blueprints:nodePools.a: network policies, which isolate team shop, do not apply to pods on Windows nodes; keep pods of isolated teams on Linux nodes",
    ],
    [
      `${windows()}\n${section("cluster", "{ existing: { name: shop } }")}`,
      "[windows-ipam] eks-blueprints:nodePools.a: pods on Windows nodes get addresses only if the cluster's role has AmazonEKSVPCResourceController and the VPC CNI has `enableWindowsIpam`; attach the policy to the role of the cluster, which is not changed here, and enable the add-on `vpc-cni`, or set `enable-windows-ipam` in the ConfigMap `amazon-vpc-cni`",
    ],
  ]);
});

describe("settings: Windows pools of Karpenter", () => {
  const karpenter = "addons: { karpenter: { nodePools: { dotnet: { ami: windows2022 } } } }";
  const shop = (more: string) => `teams: { shop: { kind: application, members: ["arn:aws:iam::111122223333:role/shop"], ${more} } }`;

  it("have the findings of Windows node pools, at their place", async () => {
    const account = 'serviceAccounts: { jobs/runner: { policies: ["arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"] } }';
    const { findings } = await outcomeOf(sections(karpenter, account, shop("network: isolated")));
    const own = findings.filter((line) => line.includes("karpenter.nodePools.dotnet:"));
    expect(own.map((line) => line.slice(line.indexOf(": ") + 2, line.indexOf(",")))).to.deep.equal([
      "EKS Pod Identity gives pods on Windows nodes no AWS permissions",
      "network policies",
    ]);
  });

  it("do not run the sample of a team", () => {
    expect(issuesOf(sections(karpenter, shop("nodePool: dotnet, samples: { web: true }")))).to.include(
      "its image runs on Linux, and pool dotnet of the team runs Windows",
    );
  });
});
