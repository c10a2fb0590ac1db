// ECR's pull-through cache and the secrets that it logs in with. Sources: ECR and Secrets Manager API references (2026).
import { hex } from "../values";
import { account, arn, uuid } from "./place";
import type { Rules } from "./subject";

export const imageCacheRules: Rules = {
  "aws:ecr/pullThroughCacheRule:PullThroughCacheRule": {
    id: ({ text }) => text("ecrRepositoryPrefix"),
    outputs: ({ inputs }) => ({ registryId: account, upstreamRepositoryPrefix: inputs.upstreamRepositoryPrefix ?? "ROOT" }),
  },
  "aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate": {
    id: ({ text }) => text("prefix"),
    outputs: ({ inputs }) => ({ registryId: account, imageTagMutability: inputs.imageTagMutability ?? "MUTABLE" }),
  },
  "aws:secretsmanager/secret:Secret": {
    id: ({ place, name, seed }) => arn(place, "secretsmanager", `secret:${name}-${hex(`suffix ${seed}`, 6)}`),
    outputs: ({ inputs }, id) => ({ arn: id, policy: inputs.policy ?? "", replicas: inputs.replicas ?? [] }),
  },
  "aws:secretsmanager/secretVersion:SecretVersion": {
    id: ({ text, seed }) => `${text("secretId")}|${uuid(`version ${seed}`)}`,
    outputs: ({ text, seed, inputs }) => ({
      arn: text("secretId"),
      versionId: uuid(`version ${seed}`),
      versionStages: inputs.versionStages ?? ["AWSCURRENT"],
    }),
  },
};
