import { isRecord } from "../../../components/util/is-record";
import type { Value } from "../../types";
import { hex } from "../values";
import { account, arn, uuid } from "./place";
import type { Rule, Subject } from "./subject";

/** Versions are made up: EKS chooses the newest. Source of the rest: EKS API reference, Capability and ArgoCdConfigResponse (2026). */
export const capabilityRule: Rule = {
  id: ({ text }) => `${text("clusterName")},${text("capabilityName")}`, // as the provider imports it
  outputs: (subject) => {
    const { place, seed, text, inputs } = subject;
    const path = [text("clusterName"), text("type").toLowerCase(), text("capabilityName"), uuid(seed)].join("/");
    return {
      arn: arn(place, "eks", `capability/${path}`),
      version: "v1.0.0-eks-1",
      configuration: configurationOf(subject, inputs.configuration),
    };
  },
};

/** EKS adds an application of IAM Identity Center and the URL of its server. */
function configurationOf({ place, seed }: Subject, configuration: Value | undefined): Value | undefined {
  if (!isRecord(configuration) || !isRecord(configuration.argoCd)) return configuration;
  const { argoCd } = configuration;
  const awsIdc = isRecord(argoCd.awsIdc) ? argoCd.awsIdc : {};
  const application = `arn:${place.partition}:sso::${account}:application/ssoins-${hex(`instance ${seed}`, 16)}/apl-${hex(`application ${seed}`, 16)}`;
  return {
    argoCd: {
      namespace: "argocd",
      ...argoCd,
      awsIdc: { idcManagedApplicationArn: application, ...awsIdc },
      serverUrl: `https://${hex(`server ${seed}`, 20)}.eks-capabilities.${place.region}.${place.dnsSuffix}`,
    },
  };
}
