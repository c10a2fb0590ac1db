import { expect } from "chai";
import { FakeAwsFixture, refusal } from "./site";

describe("Kubernetes in the world", () => {
  let site: FakeAwsFixture;
  beforeEach(() => {
    site = new FakeAwsFixture();
  });
  afterEach(() => site.close());

  it("refuses to change a field in place that the API server never changes", async () => {
    const type = "kubernetes:scheduling.k8s.io/v1:PriorityClass";
    const inputs = (value: number, description: string) => ({ metadata: { name: "team-orders" }, value, description });
    const made = await site.make(type, "orders", inputs(100, "a"));
    expect(await refusal(site.change(made, inputs(200, "a")))).to.match(/PriorityClass "team-orders" is invalid: value: Forbidden/);
    const changed = await site.change(made, inputs(100, "b"));
    expect(changed.inputs).to.include({ value: 100, description: "b" });
  });
});
