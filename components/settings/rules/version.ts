import { defaultKubernetesVersion, kubernetesVersions, tableDate } from "../../reference/kubernetes-versions";
import { minorOf, newestKubernetesVersion as newest } from "../../util/kubernetes-version";
import { advice, issue, type Rule, rule } from "./rule";

/** Newer versions may be out already: so many minors beyond the table are taken on trust. */
const trusted = 2;

/** Support is determined by the table as of its own date, so that a stack has the same plan on every day. */
const versionSupported = rule(
  ["cluster.existing", "cluster.version", "cluster.supportType"],
  function* ({ cluster: { existing, version, supportType } }) {
    if (existing) return;
    const path = ["cluster", "version"];
    const facts = kubernetesVersions[version];
    if (!facts) {
      const ahead = minorOf(version)! - minorOf(newest)!;
      if (ahead > trusted)
        yield issue(path, `expected a Kubernetes version that EKS supports, found "${version}"; the newest known is "${newest}"`);
      else if (ahead > 0)
        yield advice(
          "kubernetes-unknown",
          path,
          `Kubernetes ${version} is newer than "${newest}", the newest known as of ${tableDate}`,
          "check that EKS supports it",
        );
      else
        yield issue(path, `EKS no longer supports Kubernetes ${version}; write "${defaultKubernetesVersion}" or another supported version`);
      return;
    }
    if (facts.extendedUntil < tableDate) {
      yield issue(
        path,
        `EKS ended extended support of Kubernetes ${version} on ${facts.extendedUntil}; write "${defaultKubernetesVersion}" or another supported version`,
      );
    } else if (facts.standardUntil < tableDate) {
      const follows =
        supportType === "standard"
          ? "EKS upgrades the cluster automatically (`supportType: standard`)"
          : `extended support costs extra until ${facts.extendedUntil}`;
      yield advice(
        "eks-supported-version",
        path,
        `standard support of Kubernetes ${version} ended on ${facts.standardUntil}: ${follows}`,
        `upgrade to "${newest}", one minor version at a time`,
      );
    }
  },
);

export const versionRules: readonly Rule[] = [versionSupported];
