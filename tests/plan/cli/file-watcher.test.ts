import { appendFileSync, mkdtempSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import { watchFiles } from "../../../plan/cli/file-watcher";

describe("watchFiles", () => {
  let directory: string;
  let calls: number;
  let stop: () => void;
  const at = (name: string) => path.join(directory, name);

  beforeEach(() => {
    directory = mkdtempSync(path.join(tmpdir(), "watch-"));
    writeFileSync(at("a.yaml"), "one");
    calls = 0;
    stop = () => {};
  });
  afterEach(() => {
    stop();
    rmSync(directory, { recursive: true });
  });

  const start = (...files: string[]) => {
    stop = watchFiles(files, () => {
      calls += 1;
    });
  };
  const called = async (times: number) => {
    for (let tries = 0; tries < 100 && calls < times; tries += 1) await sleep(20);
    await sleep(120); // whatever else would come
    expect(calls).to.equal(times);
  };

  it("calls back once for a save in several writes", async () => {
    start(at("a.yaml"));
    writeFileSync(at("a.yaml"), "");
    writeFileSync(at("a.yaml"), "two");
    appendFileSync(at("a.yaml"), " three");
    await called(1);
  });

  it("sees a file that an editor replaces, again and again", async () => {
    start(at("a.yaml"));
    for (const [index, text] of ["two", "three"].entries()) {
      writeFileSync(at("new"), text);
      renameSync(at("new"), at("a.yaml"));
      await called(index + 1);
    }
  });

  it("sees a file that is away for a moment", async () => {
    start(at("a.yaml"));
    renameSync(at("a.yaml"), at("a.yaml~"));
    await called(0);
    writeFileSync(at("a.yaml"), "two");
    await called(1);
  });

  it("ignores other files, and saves without a change", async () => {
    start(at("a.yaml"));
    writeFileSync(at("b.yaml"), "two");
    utimesSync(at("a.yaml"), 1, 1);
    writeFileSync(at("a.yaml"), "one");
    await called(0);
  });

  it("follows a link to a file in another folder", async () => {
    const other = mkdtempSync(path.join(tmpdir(), "watch-"));
    writeFileSync(path.join(other, "real.yaml"), "one");
    symlinkSync(path.join(other, "real.yaml"), at("link.yaml"));
    start(at("link.yaml"), at("missing.yaml"));
    writeFileSync(path.join(other, "real.yaml"), "two");
    await called(1);
    rmSync(other, { recursive: true });
  });
});
