import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import { plan } from "../../../plan/cli/plan";
import { Failure } from "../../../plan/project/failure";
import { plainTexts } from "../../harness/mocks/secret-search";

const planted = "PlantedSecret0123456789";
const encrypted = `{ secure: ${planted} }`;
const chart = (more: string) => `eks-blueprints:addons: { custom: { portal: { version: 1.2.3, ${more} } } }`;
const gitops = (more: string) =>
  `eks-blueprints:gitops: { engine: flux, repo: "https://github.com/example/clusters", credentials: { ${more} } }`;

/** Every setting that accepts a secret. A plan cannot decrypt it and must not show the ciphertext either. */
const planned = [
  chart(`chart: portal, repo: ${encrypted}, values: { key: ${encrypted} }`),
  gitops(`password: ${encrypted}`),
  `eks-blueprints:nodePools: { general: { userData: ${encrypted} } }`,
];

/** Settings with a plain-text secret. */
const refused = [
  `aws:secretKey: ${planted}`,
  `aws:token: ${planted}`,
  chart(`chart: portal, repo: "https://reader:${planted}@charts.example.com"`),
  chart(`chart: "oci://reader:${planted}@registry.example.com/portal"`),
  gitops(`password: ${planted}`),
  `eks-blueprints:images: { registries: { quay.io: "reader:${planted}@registry.example.com" } }`,
];

describe("npm run plan: secrets", function () {
  this.timeout(180_000);
  let directory: string;
  before(() => {
    directory = mkdtempSync(path.join(tmpdir(), "plan-secrets-"));
  });
  after(() => rmSync(directory, { recursive: true }));

  function file(name: string, text: string): string {
    const at = path.join(directory, name);
    writeFileSync(at, text);
    return at;
  }
  const stackFile = (name: string, settings: readonly string[]) =>
    file(name, `config:\n${["aws:region: eu-west-1", ...settings].map((line) => `  ${line}\n`).join("")}`);

  async function output(config: string, flags: { json?: boolean; tree?: boolean; against?: string } = {}): Promise<string> {
    return (
      await plan({ stack: "dev", stackNamed: true, json: false, tree: false, preview: false, watch: false, help: false, config, ...flags })
    ).output;
  }

  it("prints no encrypted secret in text, tree or JSON, or against a stack file or a plan", async () => {
    const stack = stackFile("after.yaml", planned);
    const plain = stackFile("before.yaml", [planned[2]!.replace(encrypted, "echo before")]);
    const json = await output(stack, { json: true });
    const before = file("before.json", json);
    const all = [json, await output(stack, { against: plain }), await output(plain, { against: before, tree: true })];
    for (const printed of all) expect(printed).to.include("LaunchTemplate");
    expect(plainTexts(all, [planted])).to.deep.equal([]);
  });

  for (const setting of refused) {
    it(`rejects a plain-text secret and shows only the setting and the fix: ${setting.replaceAll(planted, "...")}`, async () => {
      const error = await output(stackFile("refused.yaml", [setting])).catch((thrown) => thrown);
      expect(error).to.be.instanceOf(Failure);
      expect(error.issues.join("\n")).to.match(/encrypt it|expected a host/);
      expect(plainTexts([error.issues, error.message, error.stack], [planted])).to.deep.equal([]);
    });
  }
});
