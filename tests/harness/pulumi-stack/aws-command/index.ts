// A fake AWS CLI on the PATH of a test stack, which lists and deletes resources of its fake AWS.
import { chmodSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import * as path from "node:path";
import { json } from "node:stream/consumers";
import type { PulumiStack } from "../pulumi-stack";
import { answer, type Overrides } from "./answers";

export interface AwsCommand {
  /** Responses in place of the fake AWS's. A test may change them. */
  readonly overrides: Overrides;
  /** The arguments of all requests. */
  readonly requests: string[];
  stop(): void;
}

export async function startAwsCommand(stack: PulumiStack, overrides: Overrides = {}): Promise<AwsCommand> {
  const requests: string[] = [];
  const server = createServer(async (request, response) => {
    const words = (await json(request)) as string[];
    requests.push(words.join(" "));
    response.end(JSON.stringify(await run(stack, overrides, words)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  const file = path.join(stack.directory, "bin", "aws");
  const script = path.join(__dirname, "command.cjs");
  writeFileSync(file, `#!/bin/sh\nexec "${process.execPath}" "${script}" "http://127.0.0.1:${port}" "$@"\n`);
  chmodSync(file, 0o755);
  return { overrides, requests, stop: () => server.close() };
}

/** The output and exit status of the command, with errors as in AWS CLI 2. */
async function run(stack: PulumiStack, overrides: Overrides, words: readonly string[]) {
  try {
    const body = await answer(stack.fakeAws, overrides, words);
    return { stdout: body === undefined ? "" : JSON.stringify(body), status: 0 };
  } catch (error) {
    const [, code, text] = /^(\S+): (.*)$/s.exec((error as Error).message) ?? [undefined, "InternalError", String(error)];
    const operation = words[1]!.replace(/(^|-)(.)/g, (_, __, letter) => letter.toUpperCase());
    return { stderr: `\nAn error occurred (${code}) when calling the ${operation} operation: ${text}\n`, status: 254 };
  }
}
