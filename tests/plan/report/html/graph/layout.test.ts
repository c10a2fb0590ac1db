import { expect } from "chai";
import { draw } from "../../../../../plan/report/html/graph/draw";
import { type Box, type Drawing, layout } from "../../../../../plan/report/html/graph/layout";
import { elementsOf, textOf } from "../../parsed";

const box = (id: string, ...children: Box[]): Box => ({ id, title: id, ...(children.length > 0 && { children }) });

const zones = ["a", "b", "c"].map((zone) => box(`zone-${zone}`, box(`public-${zone}`), box(`private-${zone}`)));
const graph = {
  boxes: [box("internet"), box("vpc", box("gateway"), ...zones)],
  arrows: [
    { from: "internet", to: "gateway", label: "HTTPS" },
    { from: "gateway", to: "private-b", hidden: true },
    ...["a", "b", "c"].flatMap((zone) => [
      { from: "gateway", to: `public-${zone}`, style: "out", reversed: true },
      { from: `public-${zone}`, to: `private-${zone}` },
    ]),
  ],
  direction: "DOWN" as const,
};

describe("layout", () => {
  let drawing: Drawing;
  before(async () => {
    drawing = await layout(graph);
  });
  const placed = (id: string) => drawing.boxes.find((each) => each.box.id === id)!;

  it("places boxes within their frames, along the arrows", () => {
    for (const zone of ["a", "b", "c"]) {
      const [frame, inside] = [placed(`zone-${zone}`), placed(`private-${zone}`)];
      expect(inside.x).to.be.greaterThan(frame.x);
      expect(inside.x + inside.width).to.be.lessThan(frame.x + frame.width);
      expect(inside.y).to.be.greaterThan(placed(`public-${zone}`).y);
    }
    expect(placed("internet").y).to.be.lessThan(placed("vpc").y);
  });

  it("keeps the order of frames side by side", () => {
    expect(placed("zone-a").x).to.be.lessThan(placed("zone-b").x);
    expect(placed("zone-b").x).to.be.lessThan(placed("zone-c").x);
  });

  it("draws arrows that are not hidden, reversed ones backwards", () => {
    expect(drawing.arrows).to.have.length(7);
    const out = drawing.arrows.find(({ arrow }) => arrow.to === "public-a")!;
    expect(out.points.at(-1)!.y).to.be.lessThan(out.points[0]!.y);
    const gateway = placed("gateway");
    const end = out.points.at(-1)!;
    expect(end.x).to.be.within(gateway.x, gateway.x + gateway.width);
  });

  it("gives the same drawing for the same graph", async () => {
    expect(await layout(graph)).to.deep.equal(drawing);
  });

  it("cuts long texts, and keeps them as tooltips", async () => {
    const long = "x".repeat(80);
    const drawn = draw(await layout({ boxes: [{ id: "a", title: long, href: "g0" }], arrows: [], direction: "RIGHT" }), {
      id: "d",
      title: "title",
      description: "description",
    });
    const elements = elementsOf(drawn.source);
    expect(elements.filter(({ tagName }) => tagName === "text").map(textOf)).to.deep.equal([`${"x".repeat(35)}…`]);
    expect(elements.filter(({ tagName }) => tagName === "title").map(textOf)).to.deep.equal(["title", long]);
  });
});
