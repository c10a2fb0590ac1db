import path from "node:path";
import { expect } from "chai";
import { run } from "../../../plan/cli/run";
import { leaves } from "../../../plan/diff/paths";
import { readProject } from "../../../plan/project/project";
import { allStacks, stackText } from "../../harness/mocks/stacks";

const project = readProject(path.resolve(__dirname, "../../.."));

/** Values that are UUIDs on AWS too, or whose form AWS does not document. */
const uuids = [
  "aws:eks/podIdentityAssociation:PodIdentityAssociation externalId",
  "aws:fsx/ontapStorageVirtualMachine:OntapStorageVirtualMachine uuid",
  "aws:grafana/roleAssociation:RoleAssociation groupIds",
  "aws:kms/key:Key id",
  "aws:kms/key:Key keyId",
  "aws:kms/alias:Alias targetKeyId",
  "aws:rolesanywhere/profile:Profile id",
  "aws:rolesanywhere/trustAnchor:TrustAnchor id",
  "aws:secretsmanager/secretVersion:SecretVersion versionId",
  "aws:ssm/activation:Activation id",
];

/** Values that look like placeholders: `<name>-<property>` as a fallback would write it, or a UUID where AWS has none. */
async function placeholdersOf(stack: string): Promise<string[]> {
  const source = { text: stackText(stack), label: `${stack}.yaml` };
  const { resources } = (await run(project, "dev", source, false)).recording;
  return resources
    .filter(({ type }) => type.startsWith("aws:"))
    .flatMap(({ type, id = null, outputs }) =>
      [...leaves({ ...outputs, id })].flatMap(([at, value]) => {
        const text = typeof value === "string" ? value : "";
        const property = `${type} ${at.filter((part) => typeof part === "string").join(".")}`;
        const isUuid = /^[0-9a-f]{8}-[0-9a-f]{4}-/.test(text) && !uuids.includes(property);
        return isUuid || text.endsWith(`-${at.join("-")}`) ? [`${property}: ${text}`] : [];
      }),
    );
}

describe("simulated outputs of whole stacks", function () {
  this.timeout(180_000);
  for (const stack of allStacks) {
    it(`have the form that AWS gives them in ${stack}, without placeholders`, async () => {
      expect(await placeholdersOf(stack)).to.deep.equal([]);
    });
  }
});
