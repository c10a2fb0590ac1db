// Simulated data sources of Secrets Manager.
import { hex, text } from "../values";
import type { Source } from "./network-lookups";
import { created, uuid } from "./place";

export const secretSources: Readonly<Record<string, Source>> = {
  "aws:secretsmanager/getRandomPassword:getRandomPassword": ({ args }) => ({
    id: "random",
    randomPassword: hex("random password", 64).slice(0, Number(args.passwordLength ?? 32)),
  }),
  "aws:secretsmanager/getSecretVersion:getSecretVersion": ({ args }) => {
    const secretId = String(args.secretId);
    const versionId = text(args.versionId) ?? uuid(`version ${secretId}`);
    return {
      id: `${secretId}|AWSCURRENT`,
      arn: secretId,
      versionId,
      versionStages: ["AWSCURRENT"],
      createdDate: created,
      secretBinary: "",
      secretString: JSON.stringify({ username: "vsadmin", password: hex(`password ${secretId}`, 32) }),
    };
  },
};
