import { expect } from "chai";
import { startProgress } from "../../../plan/cli/progress";

describe("startProgress", () => {
  /** What a run writes that registers a resource at each time, in milliseconds. */
  function written(times: readonly number[], isTTY = true): string {
    let text = "";
    let now = 0;
    const write = (chunk: unknown) => {
      text += String(chunk);
      return true;
    };
    const stream = { isTTY, write };
    const progress = startProgress(stream, () => now);
    for (const time of times) {
      now = time;
      progress.step();
    }
    progress.stop();
    return text;
  }
  const clear = "\r\u001b[K";

  it("counts resources on a terminal once a run has taken a second, and removes the line at the end", () => {
    expect(written([10, 999, 1000, 1050, 1300])).to.equal(`${clear}Planning: 3 resources${clear}Planning: 5 resources${clear}`);
  });

  it("writes nothing for a short run, and without a terminal", () => {
    expect(written([10, 900])).to.equal("");
    expect(written([10, 5000], false)).to.equal("");
  });
});
