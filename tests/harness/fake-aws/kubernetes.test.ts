import { expect } from "chai";
import { FakeAwsFixture, rejection } from "./fixture";

describe("fake AWS: Kubernetes", () => {
  let fixture: FakeAwsFixture;
  beforeEach(() => {
    fixture = new FakeAwsFixture();
  });
  afterEach(() => fixture.close());

  it("rejects an in-place change of an immutable field", async () => {
    const type = "kubernetes:scheduling.k8s.io/v1:PriorityClass";
    const inputs = (value: number, description: string) => ({ metadata: { name: "team-orders" }, value, description });
    const created = await fixture.create(type, "orders", inputs(100, "a"));
    expect(await rejection(fixture.update(created, inputs(200, "a")))).to.match(/PriorityClass "team-orders" is invalid: value: Forbidden/);
    const changed = await fixture.update(created, inputs(100, "b"));
    expect(changed.inputs).to.include({ value: 100, description: "b" });
  });
});
