import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { newestKubernetesVersion } from "../components/util/kubernetes-version";

const root = path.join(__dirname, "..");
const page = readFileSync(path.join(root, "CONTRIBUTING.md"), "utf8");

const skipped = new Set(["node_modules", ".git", "dist", ".cache"]);
const files = readdirSync(root, { withFileTypes: true })
  .filter(({ name }) => !skipped.has(name))
  .flatMap((entry) =>
    entry.isFile()
      ? [entry.name]
      : readdirSync(path.join(root, entry.name), { recursive: true, withFileTypes: true })
          .filter((file) => file.isFile() && !file.parentPath.includes("node_modules"))
          .map((file) => path.relative(root, path.join(file.parentPath, file.name))),
  );

type Values = Readonly<Record<string, string>>;

/** The files that a list names, as patterns; `<add-on>` and the like stand for what is added. */
function placesOf(section: string, values: Values): string[] {
  const [, text] = new RegExp(`^## ${section}\\n([\\s\\S]*?)(?=\\n## |(?![\\s\\S]))`, "m").exec(page)!;
  const places = [...text!.matchAll(/`([\w.-]+(?:\/[\w.<>*-]+)+)`/g)].map(([, place]) => place!);
  return places.map((place) => place.replace(/<([\w-]+)>/g, (_, name) => values[name]!));
}

function matches(pattern: string, file: string): boolean {
  const escaped = pattern.replace(/[.+]/g, "\\$&").replace(/\*/g, "[^/]*");
  return new RegExp(`^${escaped}$`).test(file);
}

/** What a reader of the code sees of a file: no comments. */
const codeOf = (file: string) => readFileSync(path.join(root, file), "utf8").replace(/\/\*[\s\S]*?\*\/|(^|\s)\/\/.*$/gm, "");

/** Files that must know a name: neither other tests nor prose, which use names as examples. */
function placesThatMention(name: RegExp): string[] {
  const binding = /^(components|plan|policy|scripts|schema|tests\/harness)\/.*\.(ts|json|cjs)$|^docs\/(settings|addons\/.*)\.md$/;
  return files.filter((file) => binding.test(file) && !file.endsWith(".test.ts") && (name.test(file) || name.test(codeOf(file))));
}

interface Example {
  readonly section: string;
  readonly example: string;
  readonly name: RegExp;
  readonly values?: Values;
  /** Files that mention the name in another sense, or as one name among others. */
  readonly unrelated?: RegExp;
}

const addon = (name: string, chart: string): Example => ({
  section: "Add an add-on",
  example: name,
  name: new RegExp(`\\b${name}\\b`, "i"),
  values: { "add-on": name, chart },
  unrelated: new RegExp(`^components/addons/catalog/${name}/|^docs/addons/(?!${name}\\.md)`),
});

/** Types of the SDK, which bear the names of settings. */
const inputTypes = /^components\/reference\/generated\/input-types\.json$/;

const examples: readonly Example[] = [
  addon("keda", "keda"),
  addon("kyverno", "kyverno"),
  addon("neuron-device-plugin", "neuron-helm-chart"),
  addon("kubernetes-dashboard", "headlamp"),
  { section: "Add a pool option", example: "maxUnavailablePercentage", name: /\bmaxUnavailablePercentage\b/, unrelated: inputTypes },
  {
    section: "Support a new Kubernetes version",
    example: newestKubernetesVersion,
    name: new RegExp(`"v?${newestKubernetesVersion.replace(".", "\\.")}(\\.\\d+[^"]*)?"`),
  },
  { section: "Add a resource type to the plan", example: "sqs/queue:Queue", name: /\bsqs\/queue:Queue\b/ },
];

describe("CONTRIBUTING.md", () => {
  for (const { section, example, name, values = {}, unrelated } of examples) {
    const places = placesOf(section, values);

    it(`names existing files: ${section}, such as ${example}`, () => {
      expect(places).to.have.length.greaterThan(3);
      expect(places.filter((place) => !files.some((file) => matches(place, file)))).to.deep.equal([]);
    });

    it(`names every place: ${section}, such as ${example}`, () => {
      const mentioning = placesThatMention(name);
      expect(mentioning).to.have.length.greaterThan(2);
      const missing = mentioning.filter((file) => !unrelated?.test(file) && !places.some((place) => matches(place, file)));
      expect(missing).to.deep.equal([]);
    });
  }

  it("has an example for each list", () => {
    const lists = [...page.matchAll(/^## (.*)$/gm)].map(([, title]) => title);
    expect(lists).to.have.members([...new Set(examples.map(({ section }) => section))]);
  });
});
