import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import { CachedCredential } from "../../../components/lifecycle/drain/cached-credential";
import { Semaphore } from "../../../components/lifecycle/drain/semaphore";

describe("taking turns", () => {
  it("lets so many go at a time, and all in the end, whether they fail or not", async () => {
    const turns = new Semaphore(3);
    let [now, most, done] = [0, 0, 0];
    const one = (index: number) =>
      turns.take(async () => {
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

describe("what is renewed", () => {
  it("is made again when it lasts no longer, or could not be made; once for all who ask at the same time", async () => {
    let made = 0;
    let fresh = true;
    const renewed = new CachedCredential(
      async () => {
        await sleep(1);
        if (++made === 1) throw new Error("not yet");
        return { made };
      },
      () => fresh,
    );
    const all = () => Promise.allSettled([renewed.get(), renewed.get(), renewed.get()]);
    expect((await all()).map(({ status }) => status)).to.include("rejected");
    expect(await renewed.get()).to.deep.equal({ made: 2 });
    await all();
    expect(made).to.equal(2);
    fresh = false;
    await all();
    expect(made).to.equal(3);
    fresh = true;
    await renewed.drop({ made: 3 });
    expect(await renewed.get(), "another one is meant").to.deep.equal({ made: 3 });
    await renewed.drop(await renewed.get());
    expect(await renewed.get()).to.deep.equal({ made: 4 });
  });
});
