import { isWindows } from "../../reference/ami-of-family";
import { takesNamespace } from "../../util/fargate-selectors";
import { hasEgress } from "../../util/nat";
import { sampleSize } from "../../util/sample-size";
import { capacityByName, issue, type Rule } from "./rule";
import { eachApplication } from "./team-rule";

/** Name of the sample's service account and of its other objects. */
const webSample = "sample-web";

const roomForWeb = eachApplication(["samples", "quota", "limits", "serviceAccounts"], function* (team, at) {
  if (team.samples === false || !team.samples.web) return;
  const { requests, maxReplicas } = sampleSize(team);
  if (maxReplicas === 0) {
    const pod = `${requests.cpu} of CPU and ${requests.memory} of memory`;
    yield issue(at("samples", "web"), `the team's quota is too small for two pods of ${pod}, which a rollout requires; raise \`quota\``);
  }
  if (Object.hasOwn(team.serviceAccounts, webSample))
    yield issue(at("serviceAccounts", webSample), "is the name of the sample's service account; choose another, or remove `samples.web`");
});

const webRuns = eachApplication(
  ["samples", "namespaces"],
  function* (team, at, { cluster, names, fargate, network, images }) {
    if (team.samples === false || !team.samples.web) return;
    const [namespace] = team.namespaces;
    const selectors = Object.values(fargate).flatMap((profile) => profile.selectors);
    if (capacityByName({ cluster, names }).fargateOnly && !takesNamespace(selectors, namespace!)) {
      const profile = `eks-blueprints:fargate: { ${namespace}: { selectors: [{ namespace: ${namespace} }] } }`;
      yield issue(at("samples", "web"), `no Fargate profile selects the pods of ${namespace}, and there are no nodes; add ${profile}`);
    }
    const isolated = !network.existing && !cluster.existing && !hasEgress(network);
    if (isolated && !Object.hasOwn(images.registries, "public.ecr.aws") && !images.cache?.upstreams["public.ecr.aws"]) {
      yield issue(
        at("samples", "web"),
        "pulls its image from public.ecr.aws, which is unreachable without NAT; add it to `images.cache.upstreams`, or a mirror to `images.registries`",
      );
    }
  },
  [
    "cluster.existing",
    "cluster.autoMode",
    "nodePools[]",
    "fargate",
    "names",
    "network.existing",
    "network.nat",
    "network.routes",
    "images.registries",
    "images.cache",
  ],
);

/** A team with a pool of its own runs nowhere else. */
const webRunsOnLinux = eachApplication(
  ["samples", "nodePool"],
  function* ({ samples, nodePool }, at, { nodePools, names }) {
    if (samples === false || !samples.web || nodePool === undefined) return;
    const pool = nodePools[nodePool];
    if (pool ? isWindows(pool.ami) : names.karpenterWindowsPools.includes(nodePool))
      yield issue(
        at("samples", "web"),
        `its image runs on Linux, and pool ${nodePool} of the team runs Windows; remove one of the two keys`,
      );
  },
  ["nodePools[]", "names"],
);

export const sampleRules: readonly Rule[] = [roomForWeb, webRuns, webRunsOnLinux];
