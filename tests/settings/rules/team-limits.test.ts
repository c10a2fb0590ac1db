import { expect } from "chai";
import fc from "fast-check";
import type { TeamLimits } from "../../../components/settings/types";
import { limitRange } from "../../../components/teams/limit-range";
import { amountOf } from "../../../components/util/quantities";
import { read, report } from "../support";
import { itValidates, itWarns, section } from "./rows";

/** One application team `a` with these limits, and other keys. */
const limits = (yaml: string, more = "") =>
  section("teams", `{ a: { kind: application, members: ["arn:aws:iam::111122223333:role/Dev"], limits: ${yaml} ${more} } }`);

describe("settings: limits of teams", () => {
  itValidates({
    "pods and claims": [
      [
        limits(
          "{ pod: { max: { cpu: 4, memory: 8Gi }, min: { cpu: 50m } }, persistentVolumeClaim: { max: { storage: 100Gi }, min: { storage: 1Gi } } }",
        ),
      ],
      [limits("{ pod: { max: { cpu: null } } }")],
      [
        limits(
          "{ pod: { max: { cpu: 1 }, min: { cpu: 2 } }, persistentVolumeClaim: { max: { storage: 1Gi }, min: { storage: 1Ti } } }",
          ", quota: false",
        ),
        "teams.a.limits.pod.min.cpu: expected at most `pod.max`, which is 1, found 2",
        "teams.a.limits.persistentVolumeClaim.min.storage: expected at most `persistentVolumeClaim.max`, which is 1Gi, found 1Ti",
      ],
      [
        limits("{ pod: { max: { cpu: 200m, memory: 100Mi } }, min: { cpu: 300m }, defaultRequest: { cpu: 300m } }"),
        "teams.a.limits.default.cpu: expected at most `pod.max`, which is 200m, found 500m",
        "teams.a.limits.default.memory: expected at most `pod.max`, which is 100Mi, found 512Mi",
        "teams.a.limits.defaultRequest.cpu: expected at most `pod.max`, which is 200m, found 300m",
        "teams.a.limits.defaultRequest.memory: expected at most `pod.max`, which is 100Mi, found 128Mi",
        "teams.a.limits.min.cpu: expected at most `pod.max`, which is 200m, found 300m",
      ],
      [
        limits("{ pod: {}, persistentVolumeClaim: {} }"),
        "teams.a.limits.pod: bounds nothing; write `max` or `min`, or remove this key",
        "teams.a.limits.persistentVolumeClaim: bounds nothing; write `max` or `min`, or remove this key",
      ],
      [
        limits("{ pod: { default: { cpu: 1 } }, persistentVolumeClaim: { max: { cpu: 1 }, min: { storage: much } } }"),
        "teams.a.limits.pod.default: unknown key; known are max, min and maxLimitRequestRatio",
        "teams.a.limits.persistentVolumeClaim.max.cpu: unknown key; known are storage",
        'teams.a.limits.persistentVolumeClaim.min.storage: expected a Kubernetes quantity such as "10", 500m or 20Gi, a number from 0 or null, found "much"',
      ],
    ],
    "devices and huge pages": [
      [limits("{ default: { nvidia.com/gpu: 1, hugepages-2Mi: 64Mi }, max: { nvidia.com/gpu: 2 } }")],
      [
        limits("{ default: { nvidia.com/gpu: 2 }, defaultRequest: { nvidia.com/gpu: 1 } }"),
        'teams.a.limits.defaultRequest["nvidia.com/gpu"]: expected the amount of `default`, 2, because the request of nvidia.com/gpu is its limit; found 1',
      ],
    ],
    "ratios of limits to requests": [
      [limits("{ maxLimitRequestRatio: { cpu: 5, memory: 4 }, pod: { maxLimitRequestRatio: { cpu: 10 } } }")],
      [
        limits("{ maxLimitRequestRatio: { cpu: 4, memory: 500m }, pod: { maxLimitRequestRatio: { cpu: 2 } } }"),
        "teams.a.limits.maxLimitRequestRatio.cpu: expected at least 5, which is `default` divided by `defaultRequest`: containers that say nothing are rejected otherwise, found 4",
        "teams.a.limits.maxLimitRequestRatio.memory: expected a number from 1, because a limit is at least the request, found 500m",
        "teams.a.limits.pod.maxLimitRequestRatio.cpu: expected at least 5, which is `default` divided by `defaultRequest`: containers that say nothing are rejected otherwise, found 2",
      ],
      [
        limits("{ min: { cpu: 100m }, max: { cpu: 1 }, maxLimitRequestRatio: { cpu: 20 } }"),
        "teams.a.limits.maxLimitRequestRatio.cpu: expected at most 10, which is `max` divided by `min`, found 20",
      ],
      [
        limits("{ maxLimitRequestRatio: { nvidia.com/gpu: 2 } }"),
        'teams.a.limits.maxLimitRequestRatio["nvidia.com/gpu"]: invalid name: expected cpu, memory or ephemeral-storage, found "nvidia.com/gpu"',
      ],
    ],
    quota: [
      [
        limits(
          "{ min: { cpu: 200m }, defaultRequest: { cpu: 200m }, pod: { min: { memory: 2Gi } }, persistentVolumeClaim: { min: { storage: 600Gi } } }",
          ", quota: { requests.cpu: 100m, requests.memory: 1Gi }",
        ),
        "teams.a.limits.min.cpu: 200m is more than the quota requests.cpu of the namespace, 100m, so nothing can be created; lower it, or raise `quota`",
        "teams.a.limits.pod.min.memory: 2Gi is more than the quota requests.memory of the namespace, 1Gi, so nothing can be created; lower it, or raise `quota`",
        "teams.a.limits.persistentVolumeClaim.min.storage: 600Gi is more than the quota requests.storage of the namespace, 500Gi, so nothing can be created; lower it, or raise `quota`",
      ],
      [limits("{ pod: { min: { cpu: 1 } } }", ", quota: false")],
    ],
  });

  describe("findings", () => {
    const finding = (path: string, text: string) => `[team-limits] eks-blueprints:teams.a.limits.${path}: ${text}`;
    itWarns([
      [limits("{ pod: { max: { cpu: 4, memory: 8Gi } }, persistentVolumeClaim: { max: { storage: 100Gi } } }")],
      [
        limits("{ pod: { max: { ephemeral-storage: 4Gi }, min: { ephemeral-storage: 1Gi } } }"),
        finding(
          "pod.max",
          "rejects pods whose containers have no limits of ephemeral-storage; set them in `default` and `defaultRequest`, or remove them here",
        ),
        finding(
          "pod.min",
          "rejects pods whose containers have no requests of ephemeral-storage; set them in `default` and `defaultRequest`, or remove them here",
        ),
      ],
      [
        limits("{ pod: { min: { cpu: 200m } } }"),
        finding(
          "pod.min.cpu",
          "rejects pods of one container that says nothing, because it requests 100m; raise `defaultRequest` to 200m, or lower this",
        ),
      ],
      [
        limits("{}", ", quota: { requests.cpu: 50m, limits.memory: 256Mi }"),
        finding(
          "defaultRequest.cpu",
          "100m is more than the quota requests.cpu of the namespace, 50m, so containers that say nothing are rejected; lower it, or raise `quota`",
        ),
        finding(
          "default.memory",
          "512Mi is more than the quota limits.memory of the namespace, 256Mi, so containers that say nothing are rejected; lower it, or raise `quota`",
        ),
      ],
      [
        limits(
          "{ max: { nvidia.com/gpu: 8, cpu: 64 }, persistentVolumeClaim: { max: { storage: 1Ti } } }",
          ", quota: { requests.nvidia.com/gpu: 4 }",
        ),
        '[team-limits] eks-blueprints:teams.a.limits.max["nvidia.com/gpu"]: ' +
          "8 is more than the quota requests.nvidia.com/gpu of the namespace, 4, which allows less; lower it, or raise `quota`",
        finding(
          "persistentVolumeClaim.max.storage",
          "1Ti is more than the quota requests.storage of the namespace, 500Gi, which allows less; lower it, or raise `quota`",
        ),
      ],
      [limits("{}", ', quota: { requests.cpu: "0" }')], // closed on purpose
    ]);
  });

  it("accepts only LimitRanges that the API server accepts, and rejects none of them for pods and claims alone", () => {
    const amount = fc.constantFrom("50m", "100m", "1", "2", "8");
    const amounts = fc.record({ cpu: amount, "nvidia.com/gpu": fc.constantFrom("1", "2") }, { requiredKeys: [] });
    const ratios = fc.record({ cpu: fc.constantFrom("500m", "1", "5", "20", "100") }, { requiredKeys: [] });
    const storage = fc.record({ storage: fc.constantFrom("1Gi", "10Gi") }, { requiredKeys: [] });
    const any = fc.record(
      {
        default: amounts,
        defaultRequest: amounts,
        max: amounts,
        min: amounts,
        maxLimitRequestRatio: ratios,
        pod: fc.record({ max: amounts, min: amounts, maxLimitRequestRatio: ratios }, { requiredKeys: [] }),
        persistentVolumeClaim: fc.record({ max: storage, min: storage }, { requiredKeys: [] }),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(any, (written) => {
        const yaml = limits(JSON.stringify(written), ", quota: false");
        if (report(yaml).length > 0) return;
        const team = read(yaml).settings.teams.a as { readonly limits: TeamLimits };
        for (const item of limitRange(team.limits)) expect(serverIssues(item as Item), JSON.stringify(item)).to.deep.equal([]);
      }),
      { numRuns: 300 },
    );
  });
});

type Amounts = Readonly<Record<string, string>>;
type Item = { readonly type: string } & Partial<
  Readonly<Record<"default" | "defaultRequest" | "max" | "min" | "maxLimitRequestRatio", Amounts>>
>;

/** `ValidateLimitRange` of Kubernetes 1.35 (pkg/apis/core/validation/validation.go), for one item. */
function serverIssues({
  type,
  default: most = {},
  defaultRequest = {},
  max = {},
  min = {},
  maxLimitRequestRatio: ratio = {},
}: Item): string[] {
  const found: string[] = [];
  const atMost = (name: string, a: string | undefined, b: string | undefined) => {
    if (a !== undefined && b !== undefined && amountOf(a) > amountOf(b)) found.push(name);
  };
  if (type === "Pod" && Object.keys({ ...most, ...defaultRequest }).length > 0) found.push("defaults of a pod");
  if (type === "PersistentVolumeClaim" && min.storage === undefined && max.storage === undefined) found.push("storage");
  for (const name of Object.keys({ ...most, ...defaultRequest, ...max, ...min, ...ratio })) {
    atMost("min, max", min[name], max[name]);
    atMost("min, defaultRequest", min[name], defaultRequest[name]);
    atMost("defaultRequest, max", defaultRequest[name], max[name]);
    atMost("defaultRequest, default", defaultRequest[name], most[name]);
    atMost("min, default", min[name], most[name]);
    atMost("default, max", most[name], max[name]);
    if (ratio[name] !== undefined && amountOf(ratio[name]) < 1) found.push("ratio below 1");
    if (ratio[name] !== undefined && min[name] !== undefined && max[name] !== undefined) {
      if (amountOf(ratio[name]) > amountOf(max[name]) / amountOf(min[name]) + 1e-9) found.push("ratio above max/min");
    }
    const [limit, request] = [most[name], defaultRequest[name]];
    if (name.includes("/") && limit !== undefined && request !== undefined && amountOf(limit) !== amountOf(request)) found.push("shared");
  }
  return found;
}
