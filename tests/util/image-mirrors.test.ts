import { expect } from "chai";
import { cachedRegistries, imageMirrors } from "../../components/util/image-mirrors";

const images = { registries: { "ghcr.io": "mirror.example.com" }, cache: { upstreams: { "quay.io": true, "docker.io": {} } } };

describe("image mirrors", () => {
  it("are the mirrors of the settings and the cached registries", () => {
    expect(imageMirrors(images, "Shop", "eu-west-1", "111122223333")).to.deep.equal({
      "quay.io": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/shop/quay",
      "docker.io": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/shop/docker-hub",
      "ghcr.io": "mirror.example.com",
    });
  });

  it("have a prefix of the settings instead of the name of the cluster", () => {
    expect(cachedRegistries({ cache: { ...images.cache, prefix: "company" } }, "Shop")).to.deep.equal([
      ["quay.io", "company/quay"],
      ["docker.io", "company/docker-hub"],
    ]);
  });

  it("are those of the settings alone without a cache", () => {
    expect(imageMirrors({ registries: images.registries }, "Shop", "eu-west-1")).to.deep.equal(images.registries);
  });
});
