import { expect } from "chai";
import { planned } from "../../resources";
import { rows } from "../costs";

describe("managed Prometheus and Grafana", () => {
  it("cost by the samples that are assumed, a scraper also by the hour", () => {
    const plan = [
      planned({ type: "aws:amp/workspace:Workspace", name: "a", inputs: {} }),
      planned({ type: "aws:amp/scraper:Scraper", name: "b", inputs: {} }),
    ];
    const found = rows("us-east-1", plan, { prometheusMillionSamples: 100 });
    expect(found).to.include("metrics, ingested: 10 x 0.9 list");
    expect(found).to.include("managed scraper: 730 x 0.04 estimate");
    expect(found).to.include("managed scraper, samples: 10 x 0.03 estimate");
  });

  it("cost by the users that edit dashboards", () => {
    const plan = [planned({ type: "aws:grafana/workspace:Workspace", name: "a", inputs: {} })];
    expect(rows("us-east-1", plan, { grafanaEditors: 3 })).to.deep.equal(["Grafana, users that edit: 3 x 9 list2"]);
  });
});
