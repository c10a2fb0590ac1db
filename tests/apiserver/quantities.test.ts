// What the settings take as a quantity is what the API server takes.
import { expect } from "chai";
import * as fc from "fast-check";
import { amountOf, quantityPattern } from "../../components/util/quantities";
import type { Client } from "../harness/kube-apiserver/client";
import { admin } from "../harness/kube-apiserver/setup";

/** Whether the API server takes it as the hard limit of a quota, and how it then writes it. */
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
  it("are taken where the settings take them, and mean the same", async () => {
    await fc.assert(
      fc.asyncProperty(written, async (quantity) => {
        const stored = await taken(admin(), quantity);
        const matches = quantityPattern.test(quantity);
        if (stored === undefined) expect(matches, `${quantity} is refused by the API server`).to.equal(false);
        else if (matches) expect(amountOf(stored)).to.be.closeTo(amountOf(quantity), 1e-3);
      }),
      { numRuns: 300 },
    );
  });

  it("are refused by the settings where the API server refuses them", async () => {
    const refused = ["ten bananas", "10 Gi", "1GB", "1.5.2", "", "-1"];
    for (const quantity of refused) {
      expect(await taken(admin(), quantity), quantity).to.equal(undefined);
      expect(quantityPattern.test(quantity), quantity).to.equal(false);
    }
  });
});
