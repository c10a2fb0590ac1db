import { expect } from "chai";
import { addons, catalog } from "../../components/addons/catalog";
import type { AddonName } from "../../components/addons/names";
import { stackProfile } from "../../components/addons/stack-profile";
import { partitionOf } from "../../components/reference/partition";
import { partitions } from "../../components/reference/regions";
import { type Rendering, readRecords } from "../../scripts/render/record";
import { hashOf, type PlannedStack, plannedStack, type Release } from "../../scripts/render/releases";
import { stacks } from "../../scripts/render/stacks";

const records = readRecords();
const never: Rendering = { values: "never rendered", kinds: {}, images: [] };

/** Allowed image prefixes of an add-on in a stack: its registries, or the configured mirrors of these. */
function origins(addon: string, { settings, region }: PlannedStack): string[] {
  const profile = stackProfile({ ...settings, region }, settings.addons);
  const named = catalog[addon as AddonName].registries?.(settings.addons[addon] as never, profile) ?? [];
  return named.map((host) => `${settings.images.registries[host] ?? host}/`);
}

/** An image with its registry, which defaults to Docker Hub. */
const fullName = (image: string) => (/^[^/]*[.:][^/]*\//.test(image) ? image : `docker.io/${image}`);

/** Whether an image is in AWS's own ECR registry of the stack's region. */
function isRegional(image: string, region: string): boolean {
  const host = image.slice(0, image.indexOf("/"));
  return /^\d{12}$/.test(host.split(".")[0]!) && host.endsWith(`.dkr.ecr.${region}.${partitions[partitionOf(region)].dnsSuffix}`);
}

describe("rendered charts", () => {
  const planned = new Map<string, PlannedStack>();
  const releases: Release[] = [];
  before(async () => {
    for (const stack of Object.keys(stacks)) planned.set(stack, await plannedStack(stack)); // one run at a time
    releases.push(...[...planned.values()].flatMap((each) => each.releases));
  });

  /** The rendering of each release whose chart was rendered. */
  const renderings = () =>
    releases.flatMap((release) => {
      const record = records[release.chart];
      return record && "stacks" in record ? [{ release, rendering: record.stacks[release.stack] ?? never }] : [];
    });

  it("are recorded in the planned version, or with the reason why they are not rendered", () => {
    expect(Object.keys(records)).to.have.members([...new Set(releases.map(({ chart }) => chart))]);
    for (const { chart, version } of releases) expect(records[chart]!.version, `${chart}: run npm run render`).to.equal(version);
    for (const record of Object.values(records)) {
      if ("stacks" in record) expect(record).to.include.keys("source", "helm", "date");
      else expect(record.notRendered).not.to.equal("");
    }
  });

  it("cover every add-on that pulls its own images", () => {
    const installing = new Set(releases.map(({ addon }) => addon));
    const others = addons.filter(({ name, registries }) => registries && !installing.has(name));
    expect(others.map(({ name }) => name)).to.deep.equal(["overprovisioning"]); // it has no chart
  });

  it("are rendered with the current values and contain objects", () => {
    expect(renderings()).not.to.be.empty;
    for (const { release, rendering } of renderings()) {
      const changed = `${release.chart} in stack ${release.stack}: values changed since they were last rendered; run npm run render`;
      expect(rendering.values, changed).to.equal(hashOf(release));
      expect(rendering.kinds).not.to.be.empty;
    }
  });

  it("pull images only from registries that their add-on declares, or from mirrors of these", () => {
    for (const { release, rendering } of renderings()) {
      const stack = planned.get(release.stack)!;
      const allowed = origins(release.addon, stack);
      const foreign = rendering.images
        .map(fullName)
        .filter((image) => !allowed.some((origin) => image.startsWith(origin)) && !isRegional(image, stack.region));
      expect(foreign, `${release.chart} in ${release.stack}; allowed: ${allowed.join(", ")}`).to.deep.equal([]);
    }
  });

  it("pull all images through the mirror when every registry has one, except those of AWS in the region", () => {
    const { region } = planned.get("mirrored")!;
    const images = renderings().flatMap(({ release, rendering }) => (release.stack === "mirrored" ? rendering.images : []));
    expect(images.length).to.be.greaterThan(20);
    expect(images.filter((image) => !image.startsWith("mirror.example/") && !isRegional(image, region))).to.deep.equal([]);
  });
});
