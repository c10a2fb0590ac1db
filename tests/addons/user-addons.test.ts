import * as k8s from "@pulumi/kubernetes";
import { expect } from "chai";
import { z } from "zod";
import {
  commonOptions,
  defineAddon,
  Environment,
  eksAddon,
  helmChart,
  manifests,
  parseSettings,
  resolveSettings,
  type SettingsInput,
} from "../../components";
import { startMocks } from "../harness/mocks/mocks";

const options = z.strictObject({
  ...commonOptions.chart,
  color: z.string().default("blue").describe("Color of the page"),
});

/** An add-on that another project writes with only the public API. */
const podinfo = defineAddon({
  name: "podinfo",
  options,
  versions: { chart: "6.9.0" },
  namespace: "podinfo",
  requires: ["nodes", "metrics-server"],
  supportsFargate: true,
  registries: () => ["ghcr.io"],
  createAwsResources: (_name, _options, { context }) => `${context.clusterName}-podinfo`,
  identity: () => [
    {
      namespace: "podinfo",
      serviceAccount: "podinfo",
      statements: ({ context }, bucket) => [
        { Effect: "Allow", Action: "s3:GetObject", Resource: `arn:${context.partition}:s3:::${bucket}/*` },
      ],
    },
  ],
  install: ({ color }, { cluster }, bucket) => [
    manifests((name, opts) => [
      new k8s.core.v1.ConfigMap(
        `${name}-settings`,
        { metadata: { namespace: "kube-system" }, data: { color } },
        { ...opts, provider: cluster.provider },
      ),
    ]),
    helmChart({
      chart: "oci://ghcr.io/stefanprodan/charts/podinfo",
      namespace: "podinfo",
      values: (annotate, mirror) => ({
        bucket,
        image: { repository: `${mirror("ghcr.io")}/stefanprodan/podinfo` },
        serviceAccount: { name: "podinfo", annotations: annotate("podinfo") },
      }),
    }),
  ],
  outputs: () => ({ url: "http://localhost:9898" }),
});

/** An EKS add-on that is not in the catalog. */
const flowMonitor = defineAddon({
  name: "netapp-trident",
  options: z.strictObject(commonOptions.managed),
  versions: { eksAddon: { "1.35": ["v1.1.3-eksbuild.3"] } },
  namespace: "trident",
  requires: ["nodes"],
  supportsFargate: false,
  install: () => [eksAddon("netapp-trident")],
});

const ownAddons = [podinfo, flowMonitor];

async function environment(addons: SettingsInput<typeof ownAddons>["addons"]) {
  const mocks = startMocks();
  const network = { zones: ["eu-west-1a", "eu-west-1b"] };
  const outputs = await mocks.run(async () => {
    const settings = parseSettings({ region: "eu-west-1", network, addons }, { ownAddons });
    return new Environment("eks", await resolveSettings(settings)).outputs;
  });
  return { resources: mocks.resources, outputs };
}

describe("user-defined add-on", () => {
  it("is enabled in the settings, validated by its options, and installed in order with the built-in ones", async () => {
    const { resources, outputs } = await environment({ podinfo: { color: "red" }, "netapp-trident": true });
    const release = resources.only("kubernetes:helm.sh/v3:Release");
    expect(release.name).to.equal("eks-podinfo");
    expect(release.inputs).to.deep.include({ version: "6.9.0", namespace: "podinfo" });
    expect(release.inputs.values.image.repository).to.equal("ghcr.io/stefanprodan/podinfo");
    expect(resources.named("eks-podinfo-settings").inputs.data).to.deep.equal({ color: "red" });
    for (const first of ["eks-metrics-server", "eks-podinfo-settings"]) {
      const earlier = resources.all.find(({ name, custom }) => name === first && custom)!;
      expect(resources.waitsFor(release, earlier), first).to.equal(true);
    }
    expect(resources.waitsFor(release, resources.only("aws:eks/nodeGroup:NodeGroup"))).to.equal(true);
    expect(JSON.parse(resources.named("eks-podinfo-podinfo-policy").inputs.policy).Statement[0].Resource).to.equal(
      "arn:aws:s3:::eks-blueprints-test-podinfo/*",
    );
    expect(outputs.addons).to.deep.include({ podinfo: "6.9.0", "netapp-trident": "v1.1.3-eksbuild.3" });
    expect(outputs.addonOutputs).to.deep.equal({ podinfo: { url: "http://localhost:9898" } });
  });

  it("is disabled by default, and unknown if it is not registered", async () => {
    const { resources } = await environment({});
    expect(resources.ofType("kubernetes:helm.sh/v3:Release")).to.be.empty;
    const addons = { podinfo: true } as SettingsInput["addons"]; // which does not compile otherwise
    expect(() => parseSettings({ region: "eu-west-1", addons })).to.throw("addons.podinfo: unknown add-on");
  });

  it("has its options validated like those of built-in add-ons", () => {
    // @ts-expect-error the compiler finds the misspelled key too
    const wrong = () => parseSettings({ region: "eu-west-1", addons: { podinfo: { colour: "red", version: "1" } } }, { ownAddons });
    expect(wrong).to.throw("addons.podinfo.colour: unknown key; did you mean color?");
    expect(wrong).to.throw('addons.podinfo.version: expected a chart version such as 1.2.3, found "1"');
  });
});
