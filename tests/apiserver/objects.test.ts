import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import { parse } from "yaml";
import gatewayApi from "../../components/addons/catalog/aws-gateway-api-controller/gateway-api.json";
import controllerCrds from "../../components/addons/catalog/aws-load-balancer-controller/crds.json";
import { differences } from "../../plan/diff/differences";
import { pathText } from "../../plan/diff/paths";
import type { Values } from "../../plan/types";
import type { KubernetesObject } from "../harness/kube-apiserver/client";
import { admin } from "../harness/kube-apiserver/setup";
import { pages, stackFilesIn, textOf } from "../harness/mocks/examples";
import { allStacks, stackText } from "../harness/mocks/stacks";
import { objectsOf, recordingOf } from "./planned";

const root = path.join(__dirname, "../..");
const crds = path.join(root, "tests/fixtures/crds");
const crdType = { apiVersion: "apiextensions.k8s.io/v1", kind: "CustomResourceDefinition" };

const stacks = [
  ...allStacks.map((stack) => ({ title: stack, text: stackText(stack) })),
  ...pages.flatMap((page) => stackFilesIn(textOf(page)).map((text, number) => ({ title: `example ${number + 1} of ${page}`, text }))),
];

/** Kinds of a chart, an operator, Auto Mode or the stack itself whose CRDs are not among the fixtures. */
const withoutCrd = [
  "opentelemetry.io/v1beta1 OpenTelemetryCollector",
  "cert-manager.io/v1 ClusterIssuer",
  "awspca.cert-manager.io/v1beta1 AWSPCAClusterIssuer",
  "eks.amazonaws.com/v1 IngressClassParams",
  "eks.amazonaws.com/v1 NodeClass",
  "external-secrets.io/v1 SecretStore",
  "example.com/v1 Banner",
];

const checked = new Set<string>();

/** The API server's errors for the objects of a stack in existing namespaces, and the values that it would store differently. */
async function issuesOf(stack: string): Promise<string[]> {
  const planned = objectsOf(await recordingOf(stack)).filter(
    ({ object: { apiVersion, kind } }) => !withoutCrd.includes(`${apiVersion} ${kind}`),
  );
  const namespaces = new Set(planned.flatMap(({ object: { metadata } }) => metadata.namespace ?? []));
  for (const { object } of planned) checked.add(object.kind);
  for (const name of namespaces) await admin().apply({ apiVersion: "v1", kind: "Namespace", metadata: { name } });
  const answers = planned.map(({ urn, object }) =>
    admin()
      .apply(object, { dryRun: true })
      .then(
        (stored) => rewritten(object, stored).map((issue) => `${urn}: ${issue}`),
        (error: Error) => [`${urn}: ${error.message}`],
      ),
  );
  return (await Promise.all(answers)).flat();
}

/** API groups of the CRDs among the fixtures. */
const groups = new Set<string>();

/**
 * Values that are stored differently or not at all, such as a `false` that Go omits. The provider compares inputs with stored values: these
 * would change at each `up` or refresh. It handles `stringData` of a Secret, which is stored as `data`.
 */
function rewritten(object: KubernetesObject, stored: KubernetesObject): string[] {
  const isBuiltIn = !groups.has(object.apiVersion.split("/")[0]!);
  return differences(object as Values, stored as Values)
    .filter(({ path, from, to }) => from !== undefined && !(isBuiltIn && to === undefined && path[0] === "stringData"))
    .map(({ path, from, to }) => `${pathText(path)} is stored as ${JSON.stringify(to)}, not ${JSON.stringify(from)}`);
}

describe("planned Kubernetes objects on a real API server", () => {
  before(async () => {
    const files = readdirSync(crds, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".yaml"));
    const ofController = Object.entries(controllerCrds.crds).map(([name, spec]) => ({ ...crdType, metadata: { name }, spec }));
    const approvals: Readonly<Record<string, string>> = gatewayApi.approvals;
    const ofGatewayApi = Object.entries(gatewayApi.crds).map(([name, spec]) => {
      const annotations = { "api-approved.kubernetes.io": approvals[name]! };
      return { ...crdType, metadata: { name, annotations }, spec };
    });
    for (const crd of [...files.map((file) => parse(readFileSync(path.join(crds, file), "utf8"))), ...ofController, ...ofGatewayApi]) {
      await admin().apply(crd);
      const { group, names, versions } = crd.spec;
      groups.add(group);
      while (!(await admin().knows({ apiVersion: `${group}/${versions[0].name}`, kind: names.kind }))) await sleep(50);
    }
  });

  for (const { title, text } of stacks) {
    it(`are accepted and stored unchanged: ${title}`, async () => {
      expect(await issuesOf(text)).to.deep.equal([]);
    });
  }

  it("include built-in kinds and custom resources", () => {
    expect([...checked]).to.include.members(["StorageClass", "Deployment", "PriorityClass", "NodePool", "VolumeSnapshotClass"]);
  });

  it("are reported when they are stored with other values", async () => {
    const quota = (cpu: string): KubernetesObject => ({
      apiVersion: "v1",
      kind: "ResourceQuota",
      metadata: { name: "created", namespace: "default" },
      spec: { hard: { "requests.cpu": cpu } },
    });
    const issuesWith = async (cpu: string) => rewritten(quota(cpu), await admin().apply(quota(cpu), { dryRun: true }));
    expect(await issuesWith("1")).to.deep.equal([]);
    expect(await issuesWith("1000m")).to.deep.equal(['spec.hard["requests.cpu"] is stored as "1", not "1000m"']);
  });

  it("are rejected with a field that their kind does not have", async () => {
    const object: KubernetesObject = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "wrong" }, dota: {} };
    const refused = await admin()
      .apply(object, { dryRun: true })
      .catch((error: Error) => error);
    expect(refused).to.be.instanceOf(Error).with.property("message").that.includes("dota");
  });
});
