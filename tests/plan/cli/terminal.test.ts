import { expect } from "chai";
import { layoutOf } from "../../../plan/cli/terminal";

const terminal = (columns: number) => ({ isTTY: true, columns });
const pipe = { isTTY: false };

describe("layoutOf", () => {
  for (const width of [60, 80, 120, 200])
    it(`is as wide as a terminal of ${width} columns, in colors`, () => {
      expect(layoutOf(terminal(width), {})).to.deep.equal({ width, colors: true });
    });

  it("is 120 columns wide and without colors where there is no terminal", () => {
    expect(layoutOf(pipe, {})).to.deep.equal({ width: 120, colors: false });
    expect(layoutOf({ isTTY: true, columns: 0 }, {}).width).to.equal(120);
  });

  it("is never narrower than 40 columns", () => {
    expect(layoutOf(terminal(10), {}).width).to.equal(40);
  });

  it("follows NO_COLOR and FORCE_COLOR", () => {
    const colors = (output: Parameters<typeof layoutOf>[0], environment: NodeJS.ProcessEnv) => layoutOf(output, environment).colors;
    expect(colors(terminal(80), { NO_COLOR: "1" })).to.equal(false);
    expect(colors(terminal(80), { NO_COLOR: "" })).to.equal(true);
    expect(colors(terminal(80), { TERM: "dumb" })).to.equal(false);
    expect(colors(terminal(80), { FORCE_COLOR: "0" })).to.equal(false);
    expect(colors(pipe, { FORCE_COLOR: "1" })).to.equal(true);
    expect(colors(pipe, { FORCE_COLOR: "1", NO_COLOR: "1" })).to.equal(true);
  });

  it("follows flags first", () => {
    expect(layoutOf(terminal(80), { FORCE_COLOR: "1" }, { width: 60, color: false })).to.deep.equal({ width: 60, colors: false });
  });
});
