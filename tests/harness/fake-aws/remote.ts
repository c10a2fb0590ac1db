// The fake AWS in the providers' process, controlled by tests.

import type { Helper } from "../pulumi-stack/processes";
import type { TestFakeAws } from "./";

type FakeAwsControls = Pick<
  TestFakeAws,
  "now" | "operations" | "resources" | "addUnmanaged" | "removeOutOfBand" | "remove" | "drift" | "dangling"
>;

/** The controls of tests, over IPC. */
export type RemoteFakeAws = {
  readonly [Method in keyof FakeAwsControls]: (
    ...args: Parameters<FakeAwsControls[Method]>
  ) => Promise<Awaited<ReturnType<FakeAwsControls[Method]>>>;
};

interface Answer {
  readonly id: number;
  readonly answer?: unknown;
  readonly error?: string;
}

let questions = 0;

export function connectFakeAws({ process: host }: Helper): RemoteFakeAws {
  const ask = (method: string, args: readonly unknown[]) =>
    new Promise((resolve, reject) => {
      const id = questions++;
      const listen = (message: Answer) => {
        if (message.id !== id) return;
        leave();
        if (message.error === undefined) resolve(message.answer);
        else reject(new Error(message.error));
      };
      const died = () => {
        leave();
        reject(new Error("the providers' process has ended"));
      };
      const leave = () => host.off("message", listen).off("exit", died);
      host.on("message", listen).once("exit", died);
      host.send({ id, method, args }, (error) => error && died());
    });
  return new Proxy({} as RemoteFakeAws, {
    get:
      (_, method: string) =>
      (...args: readonly unknown[]) =>
        ask(method, args),
  });
}
