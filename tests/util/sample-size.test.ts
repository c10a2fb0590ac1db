import { expect } from "chai";
import * as fc from "fast-check";
import { defaultQuota } from "../../components/settings/schema/teams";
import { amountOf } from "../../components/util/quantities";
import { sampleSize } from "../../components/util/sample-size";

const unlimited = { minReplicas: 2, maxReplicas: 6 };

describe("sampleSize", () => {
  it("returns two to six small pods without quota and limits", () => {
    expect(sampleSize({ quota: false, limits: false })).to.deep.equal({
      requests: { cpu: "50m", memory: "64Mi" },
      limits: { cpu: "250m", memory: "128Mi" },
      ...unlimited,
    });
    expect(sampleSize({ quota: defaultQuota, limits: {} })).to.include(unlimited);
  });

  const rows: readonly (readonly [Record<string, string>, min: number, max: number])[] = [
    [{ pods: "4" }, 2, 3],
    [{ pods: "2" }, 1, 1],
    [{ pods: "1" }, 0, 0],
    [{ "count/pods": "3" }, 2, 2],
    [{ cpu: "200m" }, 2, 3],
    [{ "requests.memory": "256Mi" }, 2, 3],
    [{ "limits.cpu": "1" }, 2, 3],
    [{ "limits.memory": "0.25Gi" }, 1, 1],
    [{ services: "1" }, 2, 6],
    [{ services: "0" }, 0, 0],
    [{ "count/ingresses.networking.k8s.io": "0" }, 0, 0],
    [{ "count/ingresses.networking.k8s.io": "1" }, 2, 6],
    [{ "services.loadbalancers": "0", persistentvolumeclaims: "0", "requests.storage": "0" }, 2, 6],
  ];
  for (const [quota, minReplicas, maxReplicas] of rows) {
    it(`leaves space for a rolling update in ${JSON.stringify(quota)}`, () => {
      expect(sampleSize({ quota, limits: false })).to.include({ minReplicas, maxReplicas });
    });
  }

  it("stays within a LimitRange", () => {
    const size = sampleSize({ quota: false, limits: { min: { cpu: "100m" }, max: { cpu: "200m", memory: "96Mi" } } });
    expect(size).to.deep.include({ requests: { cpu: "100m", memory: "64Mi" }, limits: { cpu: "200m", memory: "96Mi" } });
  });

  it("stays within the bounds of a pod, which has one container, and within ratios", () => {
    const bounded = { max: { cpu: "1" }, pod: { max: { cpu: "200m" }, min: { memory: "96Mi" }, maxLimitRequestRatio: { memory: "1" } } };
    expect(sampleSize({ quota: false, limits: bounded })).to.deep.include({
      requests: { cpu: "50m", memory: "96Mi" },
      limits: { cpu: "200m", memory: "96Mi" },
    });
    const [ratio, lower] = [{ maxLimitRequestRatio: { cpu: "5" } }, { maxLimitRequestRatio: { cpu: "4" } }];
    expect(sampleSize({ quota: false, limits: ratio }).limits.cpu).to.equal("250m");
    expect(sampleSize({ quota: false, limits: lower }).limits.cpu).to.equal("50m");
  });

  it("stays within quotas of pods like its own", () => {
    const sized = (scopes: string[], more = {}) =>
      sampleSize({ quota: false, limits: false, scopedQuotas: { a: { hard: { pods: "4" }, scopes, ...more } } });
    expect(sized(["NotBestEffort", "NotTerminating"])).to.include({ minReplicas: 2, maxReplicas: 3 });
    expect(sized(["BestEffort"])).to.include(unlimited);
    expect(sized([], { priorityClasses: ["batch"] })).to.include(unlimited);
  });

  it("never exceeds the quota, with one pod more than the maximum", () => {
    const amount = fc.integer({ min: 1, max: 5000 });
    fc.assert(
      fc.property(amount, amount, amount, (cpu, memory, pods) => {
        const quota = { "requests.cpu": `${cpu}m`, "limits.memory": `${memory}Mi`, pods: String(pods) };
        const { requests, limits, maxReplicas, minReplicas } = sampleSize({ quota, limits: false });
        expect(minReplicas).to.be.at.most(maxReplicas);
        if (maxReplicas === 0) return;
        expect(amountOf(requests.cpu) * (maxReplicas + 1)).to.be.at.most(amountOf(quota["requests.cpu"]) + 1e-9);
        expect(amountOf(limits.memory) * (maxReplicas + 1)).to.be.at.most(amountOf(quota["limits.memory"]));
        expect(maxReplicas + 1).to.be.at.most(pods);
      }),
    );
  });
});
