import { expect } from "chai";
import { proxyFor } from "../../../../components/lifecycle/drain/kubernetes/proxy";

describe("proxyFor", () => {
  const server = new URL("https://abc.gr7.eu-west-1.eks.amazonaws.com");
  const HTTPS_PROXY = "http://proxy:3128";
  const table: readonly (readonly [string, Readonly<Record<string, string>>, string | undefined])[] = [
    ["no proxy is set", {}, undefined],
    ["HTTPS_PROXY is set", { HTTPS_PROXY }, "http://proxy:3128/"],
    ["https_proxy is set in lowercase, without a scheme", { https_proxy: "proxy:3128" }, "http://proxy:3128/"],
    ["NO_PROXY includes the domain", { HTTPS_PROXY, NO_PROXY: "10.0.0.0/8,.eks.amazonaws.com" }, undefined],
    ["NO_PROXY includes the domain without a dot", { HTTPS_PROXY, NO_PROXY: "amazonaws.com" }, undefined],
    ["NO_PROXY includes other domains", { HTTPS_PROXY, NO_PROXY: "ks.amazonaws.com, example.com" }, "http://proxy:3128/"],
    ["NO_PROXY includes all", { HTTPS_PROXY, no_proxy: "*" }, undefined],
  ];
  for (const [when, env, expected] of table) {
    it(`returns ${expected ?? "no proxy"} when ${when}`, () => {
      expect(proxyFor(server, env)?.href).to.equal(expected);
    });
  }

  it("returns no proxy for localhost", () => {
    expect(proxyFor(new URL("https://127.0.0.1:6443"), { HTTPS_PROXY })).to.equal(undefined);
  });
});
