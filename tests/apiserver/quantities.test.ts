// Settings and API server accept the same quantities.
import { expect } from "chai";
import * as fc from "fast-check";
import { amountOf, quantityPattern } from "../../components/util/quantities";
import type { Client } from "../harness/kube-apiserver/client";
import { admin } from "../harness/kube-apiserver/setup";

/** The quantity as the API server stores it in a quota, if it accepts it. */
async function taken(client: Client, quantity: string): Promise<string | undefined> {
  const metadata = { name: "quantities", namespace: "default" };
  const quota = { apiVersion: "v1", kind: "ResourceQuota", metadata, spec: { hard: { "requests.memory": quantity } } };
  const answer = await client.request("POST", "/api/v1/namespaces/default/resourcequotas?dryRun=All", quota);
  return answer.status < 400 ? answer.body.spec.hard["requests.memory"] : undefined;
}

const suffix = fc.constantFrom("", "m", "k", "M", "G", "T", "Ki", "Mi", "Gi", "Ti", "e3", "E2", "e+1", "K", "kb", "mi", " Gi", "e", "e1.5");
const digits = fc.constantFrom("", "-", "+", "0", "1", "10", "007", "1.5", ".5", "5.", "1.2.3", "1,5", "ten");
const written = fc.tuple(digits, suffix).map((parts) => parts.join(""));

describe("quantities on a real API server", () => {
  it("are accepted and interpreted as in the settings", async () => {
    await fc.assert(
      fc.asyncProperty(written, async (quantity) => {
        const stored = await taken(admin(), quantity);
        const matches = quantityPattern.test(quantity);
        if (stored === undefined) expect(matches, `${quantity} is rejected by the API server`).to.equal(false);
        else if (matches) expect(amountOf(stored)).to.be.closeTo(amountOf(quantity), 1e-3);
      }),
      { numRuns: 300 },
    );
  });

  it("are rejected by the settings if the API server rejects them", async () => {
    const refused = ["ten bananas", "10 Gi", "1GB", "1.5.2", "", "-1"];
    for (const quantity of refused) {
      expect(await taken(admin(), quantity), quantity).to.equal(undefined);
      expect(quantityPattern.test(quantity), quantity).to.equal(false);
    }
  });
});
