import { expect } from "chai";
import { proxyFor } from "../../../../components/lifecycle/drain/kubernetes/proxy";

describe("the proxy to an API server", () => {
  const server = new URL("https://abc.gr7.eu-west-1.eks.amazonaws.com");
  const HTTPS_PROXY = "http://proxy:3128";
  const table: readonly (readonly [string, Readonly<Record<string, string>>, string | undefined])[] = [
    ["nothing is named", {}, undefined],
    ["one is named", { HTTPS_PROXY }, "http://proxy:3128/"],
    ["one is named in small letters, without a scheme", { https_proxy: "proxy:3128" }, "http://proxy:3128/"],
    ["NO_PROXY names the domain", { HTTPS_PROXY, NO_PROXY: "10.0.0.0/8,.eks.amazonaws.com" }, undefined],
    ["NO_PROXY names it without a dot", { HTTPS_PROXY, NO_PROXY: "amazonaws.com" }, undefined],
    ["NO_PROXY names another", { HTTPS_PROXY, NO_PROXY: "ks.amazonaws.com, example.com" }, "http://proxy:3128/"],
    ["NO_PROXY names all", { HTTPS_PROXY, no_proxy: "*" }, undefined],
  ];
  for (const [when, env, expected] of table) {
    it(`is ${expected ?? "none"} where ${when}`, () => {
      expect(proxyFor(server, env)?.href).to.equal(expected);
    });
  }

  it("is none for this machine", () => {
    expect(proxyFor(new URL("https://127.0.0.1:6443"), { HTTPS_PROXY })).to.equal(undefined);
  });
});
