// Creates resources on a fake AWS endlessly and prints each id after the response; a test kills it.
import { createFakeAws } from "./";
import { urnOf } from "./fixture";

const fakeAws = createFakeAws({ journal: process.argv[2]! });
const type = "aws:iam/role:Role";

async function write(): Promise<void> {
  for (let at = 0; ; at++) {
    const name = `role-${at}`;
    const request = { type, name, urn: urnOf(type, name), inputs: { assumeRolePolicy: "{}" }, provider: {}, preview: false };
    const { id } = await fakeAws.create({ ...request, directory: process.cwd() });
    process.stdout.write(`${id}\n`);
  }
}

void write();
