// A stand-in for the AWS CLI in a rig: `aws` on its PATH, which answers from the rig's world and deletes there.
import { chmodSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import * as path from "node:path";
import { json } from "node:stream/consumers";
import type { PulumiStack } from "../pulumi-stack";
import { type Answers, answer } from "./answers";

export interface AwsCommand {
  /** What EKS says of the cluster in place of what the world has; and whose token `eks get-token` gives. A test may change both. */
  readonly says: Answers;
  /** All that was asked, as words. */
  readonly asked: string[];
  stop(): void;
}

export async function startAwsCommand(stack: PulumiStack, says: Answers = {}): Promise<AwsCommand> {
  const asked: string[] = [];
  const server = createServer(async (request, response) => {
    const words = (await json(request)) as string[];
    asked.push(words.join(" "));
    response.end(JSON.stringify(await run(stack, says, words)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  const file = path.join(stack.directory, "bin", "aws");
  const script = path.join(__dirname, "command.cjs");
  writeFileSync(file, `#!/bin/sh\nexec "${process.execPath}" "${script}" "http://127.0.0.1:${port}" "$@"\n`);
  chmodSync(file, 0o755);
  return { says, asked, stop: () => server.close() };
}

/** What the command prints, and its exit status: errors in the words of aws-cli 2. */
async function run(stack: PulumiStack, says: Answers, words: readonly string[]) {
  try {
    const said = await answer(stack.fakeAws, says, words);
    return { stdout: said === undefined ? "" : JSON.stringify(said), status: 0 };
  } catch (error) {
    const [, code, text] = /^(\S+): (.*)$/s.exec((error as Error).message) ?? [undefined, "InternalError", String(error)];
    const operation = words[1]!.replace(/(^|-)(.)/g, (_, __, letter) => letter.toUpperCase());
    return { stderr: `\nAn error occurred (${code}) when calling the ${operation} operation: ${text}\n`, status: 254 };
  }
}
