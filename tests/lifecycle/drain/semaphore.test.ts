import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import { CachedCredential } from "../../../components/lifecycle/drain/cached-credential";
import { Semaphore } from "../../../components/lifecycle/drain/semaphore";

describe("Semaphore", () => {
  it("limits concurrent runs, and completes all of them, whether they fail or not", async () => {
    const semaphore = new Semaphore(3);
    let [now, most, done] = [0, 0, 0];
    const one = (index: number) =>
      semaphore.take(async () => {
        most = Math.max(most, ++now);
        await sleep(1);
        now--;
        done++;
        if (index % 2) throw new Error("no");
        return index;
      });
    const ended = await Promise.allSettled(Array.from({ length: 20 }, (_, index) => one(index)));
    expect([most, done, ended.filter(({ status }) => status === "fulfilled").length]).to.deep.equal([3, 20, 10]);
  });
});

describe("CachedCredential", () => {
  it("renews a value that expired or could not be created, once for concurrent requests", async () => {
    let created = 0;
    let fresh = true;
    const credential = new CachedCredential(
      async () => {
        await sleep(1);
        if (++created === 1) throw new Error("not yet");
        return { created };
      },
      () => fresh,
    );
    const all = () => Promise.allSettled([credential.get(), credential.get(), credential.get()]);
    expect((await all()).map(({ status }) => status)).to.include("rejected");
    expect(await credential.get()).to.deep.equal({ created: 2 });
    await all();
    expect(created).to.equal(2);
    fresh = false;
    await all();
    expect(created).to.equal(3);
    fresh = true;
    await credential.drop({ created: 3 });
    expect(await credential.get(), "the dropped value is not the current one").to.deep.equal({ created: 3 });
    await credential.drop(await credential.get());
    expect(await credential.get()).to.deep.equal({ created: 4 });
  });
});
