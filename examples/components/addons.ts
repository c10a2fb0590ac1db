import { Addons, commonOptions, defineAddon, ExistingCluster, helmChart, lookUpCluster, z } from "eks-blueprints";

const podinfo = defineAddon({
  name: "podinfo",
  options: z.strictObject({ ...commonOptions.chart, color: z.string().default("blue").describe("Color of the page") }),
  versions: { chart: "6.9.0" },
  namespace: "podinfo",
  requires: ["nodes", "metrics-server"],
  supportsFargate: true,
  install: ({ color }) => [
    helmChart({ chart: "oci://ghcr.io/stefanprodan/charts/podinfo", namespace: "podinfo", values: () => ({ ui: { color } }) }),
  ],
});

export = async () => {
  const facts = await lookUpCluster("shop");
  const { version, vpcId, privateSubnetIds, zones } = facts;
  const cluster = new ExistingCluster("shop", { facts, tags: { owner: "shop" } });
  const addons = new Addons("shop", {
    cluster,
    kubernetesVersion: version,
    vpcId,
    privateSubnetIds,
    zones,
    addons: {
      "external-secrets": { secrets: ["shop/*"] },
      karpenter: { nodePools: { batch: { capacityTypes: ["spot"], limits: { cpu: 200 } } } },
      podinfo: { color: "red" },
    },
    ownAddons: [podinfo],
  });
  return { versions: addons.versions };
};
