import { missingKeys } from "../../util/secret-types";
import { issue, type Rule } from "./rule";
import { eachApplication } from "./team-rule";

/** Service account with which a team's secrets are read. */
const secretsAccount = "team-secrets";

const oneSource = eachApplication(["secrets"], function* ({ secrets = {} }, at) {
  for (const [name, { secretsManager, parameter, properties, key }] of Object.entries(secrets)) {
    if (secretsManager === undefined && parameter === undefined)
      yield issue(at("secrets", name), "names nothing; write `secretsManager` or `parameter`");
    if (secretsManager !== undefined && parameter !== undefined)
      yield issue(at("secrets", name), "`secretsManager` and `parameter` exclude each other; remove one");
    if (properties !== undefined && key !== undefined)
      yield issue(at("secrets", name, "key"), "is the key of the whole value, and `properties` are parts of it; remove one");
    if (properties !== undefined && Object.keys(properties).length === 0)
      yield issue(at("secrets", name, "properties"), "is empty, so the Secret would be too; name a property, or remove this key");
  }
});

const keysOfType = eachApplication(["secrets"], function* ({ secrets = {} }, at) {
  for (const [name, secret] of Object.entries(secrets)) {
    const missing = missingKeys(secret);
    if (!missing) continue;
    const keys = missing.keys.map((key) => `\`${key}\``).join(missing.any ? " or " : " and ");
    yield issue(
      at("secrets", name, "type"),
      `a Secret of type ${secret.type} needs ${keys}; name ${missing.keys.length > 1 && !missing.any ? "them" : "it"} in \`properties\``,
    );
  }
});

const accountFree = eachApplication(["secrets", "serviceAccounts[]"], function* ({ secrets, serviceAccounts }, at) {
  if (secrets && Object.hasOwn(serviceAccounts, secretsAccount))
    yield issue(at("serviceAccounts", secretsAccount), "is the service account that reads `secrets`; choose another name");
});

export const teamSecretRules: readonly Rule[] = [oneSource, keysOfType, accountFree];
