import { expect } from "chai";
import fc from "fast-check";
import { schedule, type Task } from "../../../plan/timeline/schedule";

const task = (seconds: number, waitsFor: readonly number[] = [], oneAtATime?: string): Task => ({ seconds, waitsFor, oneAtATime });
const times = (tasks: readonly Task[], parallel = 16) => schedule(tasks, parallel).map(({ start, end }) => [start, end]);

describe("schedule", () => {
  it("starts each task when the last one that it waits for has ended", () => {
    expect(times([task(3), task(5), task(2, [0, 1]), task(1, [0])])).to.deep.equal([
      [0, 3],
      [0, 5],
      [5, 7],
      [3, 4],
    ]);
  });

  it("names the task whose end let another start, a worker's included", () => {
    expect(schedule([task(3), task(5, [0]), task(1, [0])], 1).map(({ after }) => after)).to.deep.equal([undefined, 0, 1]);
  });

  it("needs no worker for a task without duration", () => {
    expect(times([task(4), task(0), task(2, [1])], 1)).to.deep.equal([
      [0, 4],
      [0, 0],
      [4, 6],
    ]);
  });

  it("runs tasks with the same key one at a time", () => {
    expect(times([task(4, [], "a"), task(4, [], "a"), task(4, [], "b")])).to.deep.equal([
      [0, 4],
      [4, 8],
      [0, 4],
    ]);
  });

  it("never starts a task early, never runs more than the workers can, and never waits without reason", () => {
    const graphs = fc.array(
      fc.record({ seconds: fc.nat(5), waits: fc.array(fc.nat(30), { maxLength: 3 }), key: fc.constantFrom(undefined, undefined, "k") }),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(graphs, fc.integer({ min: 1, max: 4 }), (nodes, parallel) => {
        const tasks = nodes.map(({ seconds, waits, key }, index) =>
          task(
            seconds,
            [...new Set(waits)].filter((other) => other < index),
            key,
          ),
        );
        const scheduled = schedule(tasks, parallel);
        const runningAt = (time: number) => scheduled.filter(({ start, end }) => start <= time && time < end).length;
        for (const [index, { start, after }] of scheduled.entries()) {
          for (const other of tasks[index]!.waitsFor) expect(start).to.be.at.least(scheduled[other]!.end);
          expect(runningAt(start)).to.be.at.most(parallel);
          expect(start).to.equal(after === undefined ? 0 : scheduled[after]!.end);
        }
      }),
    );
  });
});
