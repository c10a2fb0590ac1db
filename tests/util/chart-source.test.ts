import { expect } from "chai";
import * as fc from "fast-check";
import { chartCopy } from "../../components/util/chart-source";

const ecr = "oci://111122223333.dkr.ecr.eu-west-1.amazonaws.com/charts";
const jetstack = "https://charts.jetstack.io";

describe("chartCopy", () => {
  const rows: readonly [
    string,
    string,
    string | undefined,
    Readonly<Record<string, string>>,
    { chart: string; repo?: string } | undefined,
  ][] = [
    ["takes a chart of a repository from a registry", "keda", jetstack, { [jetstack]: ecr }, { chart: `${ecr}/keda` }],
    [
      "takes it from another repository",
      "keda",
      jetstack,
      { [jetstack]: "https://c.example/x/" },
      { chart: "keda", repo: "https://c.example/x" },
    ],
    ["ignores a slash at the end", "keda", `${jetstack}/`, { [jetstack]: `${ecr}/` }, { chart: `${ecr}/keda` }],
    ["leaves a repository below the named one", "keda", `${jetstack}/more`, { [jetstack]: ecr }, undefined],
    [
      "replaces the beginning of a reference",
      "oci://public.ecr.aws/a/b",
      undefined,
      { "oci://public.ecr.aws": ecr },
      { chart: `${ecr}/a/b` },
    ],
    [
      "prefers the longest beginning",
      "oci://public.ecr.aws/a/b",
      undefined,
      { "oci://public.ecr.aws": "oci://x.example", "oci://public.ecr.aws/a": ecr },
      { chart: `${ecr}/b` },
    ],
    ["takes a reference from a repository", "oci://ghcr.io/a/b", undefined, { "oci://ghcr.io": jetstack }, { chart: "b", repo: jetstack }],
    ["leaves a host that begins alike", "oci://ghcr.io.example/a", undefined, { "oci://ghcr.io": ecr }, undefined],
  ];
  for (const [title, chart, repo, registries, expected] of rows) {
    it(title, () => {
      const found = chartCopy({ chart, repo }, registries);
      expect(found && { chart: found.chart, ...(found.repo && { repo: found.repo }) }).to.deep.equal(expected);
    });
  }

  it("keeps the name of the chart", () => {
    const label = fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/);
    fc.assert(
      fc.property(label, label, fc.boolean(), (name, path, reference) => {
        const source = reference ? { chart: `oci://ghcr.io/${path}/${name}` } : { chart: name, repo: `https://${path}.example` };
        const copy = chartCopy(source, { "oci://ghcr.io": ecr, [`https://${path}.example`]: ecr })!;
        expect(copy.chart.slice(copy.chart.lastIndexOf("/") + 1)).to.equal(name);
      }),
    );
  });
});
