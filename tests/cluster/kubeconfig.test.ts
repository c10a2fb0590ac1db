import { expect } from "chai";
import { kubeconfig, updateKubeconfigCommand } from "../../components/cluster/kubeconfig";

const facts = { clusterName: "shop", region: "eu-west-1", endpoint: "https://ABC.eks.amazonaws.com", certificateAuthority: "Q0E=" };

function exec(login: Parameters<typeof kubeconfig>[1]) {
  return JSON.parse(kubeconfig(facts, login)).users[0].user.exec;
}

describe("kubeconfig", () => {
  it("contains one context for the cluster", () => {
    const { users, ...rest } = JSON.parse(kubeconfig(facts, {}));
    expect(rest).to.deep.equal({
      apiVersion: "v1",
      kind: "Config",
      clusters: [{ name: "shop", cluster: { server: facts.endpoint, "certificate-authority-data": "Q0E=" } }],
      contexts: [{ name: "shop", context: { cluster: "shop", user: "shop" } }],
      "current-context": "shop",
    });
    expect(users[0].name).to.equal("shop");
  });

  it("gets its token from the AWS CLI", () => {
    expect(exec({})).to.deep.equal({
      apiVersion: "client.authentication.k8s.io/v1beta1",
      command: "aws",
      args: ["eks", "get-token", "--cluster-name", "shop", "--region", "eu-west-1", "--output", "json"],
    });
  });

  it("uses the role and the profile of the settings", () => {
    const { args } = exec({ roleArn: "arn:aws:iam::123456789012:role/Deployer", profile: "dev" });
    expect(args.slice(-4)).to.deep.equal(["--role-arn", "arn:aws:iam::123456789012:role/Deployer", "--profile", "dev"]);
  });
});

describe("updateKubeconfigCommand", () => {
  const commands: readonly [Parameters<typeof updateKubeconfigCommand>[2], string][] = [
    [{}, "aws eks update-kubeconfig --name shop --region eu-west-1"],
    [
      { roleArn: "arn:aws:iam::123456789012:role/Deployer", profile: "dev" },
      "aws eks update-kubeconfig --name shop --region eu-west-1 --role-arn arn:aws:iam::123456789012:role/Deployer --profile dev",
    ],
    [{ profile: "Kim's own" }, "aws eks update-kubeconfig --name shop --region eu-west-1 --profile 'Kim'\\''s own'"],
  ];
  for (const [login, expected] of commands) {
    it(`returns the command for ${JSON.stringify(login)}`, () =>
      expect(updateKubeconfigCommand("shop", "eu-west-1", login)).to.equal(expected));
  }
});
