import { expect } from "chai";
import { read, report } from "../support";

const ecr = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/quay";
const registries = (entries: string) => `eks-blueprints:images: { registries: ${entries} }`;

describe("settings: images.registries", () => {
  it("defaults to an empty map", () => {
    expect(read("{}").settings.images).to.deep.equal({ registries: {} });
  });

  it("accepts mirror hosts with or without a port and a path", () => {
    const given = { "quay.io": ecr, "docker.io": "mirror.example:5000", "registry.k8s.io": "mirror.example/a/b-c_d" };
    expect(read(registries(JSON.stringify(given))).settings.images.registries).to.deep.equal(given);
  });

  const wrong: readonly (readonly [string, string, string])[] = [
    [`{ quay: ${ecr} }`, "quay", 'invalid name: expected the host of a registry such as quay.io, found "quay"'],
    [
      `{ https://quay.io/: ${ecr} }`,
      '["https://quay.io/"]',
      'invalid name: expected the host of a registry such as quay.io, found "https://quay.io/"; write quay.io',
    ],
    [
      `{ quay.io/jetstack: ${ecr} }`,
      '["quay.io/jetstack"]',
      'invalid name: expected the host of a registry such as quay.io, found "quay.io/jetstack"; write quay.io',
    ],
    [
      `{ index.docker.io: ${ecr} }`,
      '["index.docker.io"]',
      'invalid name: expected the host of a registry such as quay.io, found "index.docker.io"; the registry of Docker Hub images is docker.io: write docker.io',
    ],
    [
      "{ quay.io: https://mirror.example/quay/ }",
      '["quay.io"]',
      `expected a host, with a path if it has one, such as ${ecr}, found "https://mirror.example/quay/"; write mirror.example/quay`,
    ],
    ["{ quay.io: quay }", '["quay.io"]', `expected a host, with a path if it has one, such as ${ecr}, found "quay"`],
    ["{ quay.io: true }", '["quay.io"]', `expected a host, with a path if it has one, such as ${ecr}, found true; quote it: "true"`],
  ];
  for (const [entries, key, message] of wrong) {
    it(`rejects ${entries}`, () => {
      const path = key.startsWith("[") ? `registries${key}` : `registries.${key}`;
      expect(report(registries(entries))).to.deep.equal([`eks-blueprints:images.${path}: ${message}`]);
    });
  }
});
