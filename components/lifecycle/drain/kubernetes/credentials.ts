// Signs in according to a kubeconfig: with a token, a client certificate, or the output of a command such as `aws eks get-token`.
import { type ExecFileException, execFile } from "node:child_process";
import { CachedCredential } from "../cached-credential";
import type { Access, ExecCommand } from "./kubeconfig";

export interface Credentials {
  readonly token?: string;
  readonly certificate?: string;
  readonly key?: string;
  /** Milliseconds since 1970; absent if they do not expire. */
  readonly expires?: number;
}

/** The credentials of the kubeconfig are not usable. */
export class SignInFailed extends Error {}

const commandSeconds = 60;
const spareMilliseconds = 60_000;

export class Login {
  private readonly current: CachedCredential<Credentials>;

  constructor(private readonly access: Access) {
    const lasts = ({ expires }: Credentials) => expires === undefined || expires - Date.now() >= spareMilliseconds;
    this.current = new CachedCredential(() => (access.exec ? run(access.exec) : Promise.resolve(access)), lasts);
  }

  /** Credentials that are valid for at least one minute. @throws SignInFailed */
  credentials(): Promise<Credentials> {
    return this.current.get();
  }

  /** New credentials after the server rejected the last ones; undefined if there cannot be any. @throws SignInFailed */
  async others(refused: Credentials): Promise<Credentials | undefined> {
    if (!this.access.exec) return undefined;
    await this.current.drop(refused);
    return this.current.get();
  }
}

function run({ apiVersion, command, args = [], env }: ExecCommand): Promise<Credentials> {
  const asked = JSON.stringify({ apiVersion, kind: "ExecCredential", spec: { interactive: false } });
  const own = Object.fromEntries((env ?? []).map(({ name, value }) => [name, value]));
  const options = {
    env: { ...process.env, ...own, KUBERNETES_EXEC_INFO: asked },
    timeout: commandSeconds * 1000,
    killSignal: "SIGKILL" as const,
  };
  return new Promise((resolve, reject) => {
    const child = execFile(command, [...args], options, (error, stdout, stderr) => {
      if (error) return reject(new SignInFailed(`${command}: ${whyFailed(error, stderr)}`));
      try {
        const { status } = JSON.parse(stdout);
        resolve({
          token: status.token,
          certificate: status.clientCertificateData,
          key: status.clientKeyData,
          expires: Date.parse(status.expirationTimestamp) || undefined,
        });
      } catch {
        reject(new SignInFailed(`${command} printed no credentials`));
      }
    });
    child.stdin?.end(); // a prompt for a code or a password ends instead of waiting
  });
}

function whyFailed(error: ExecFileException, stderr: string): string {
  if (error.code === "ENOENT") return "the command was not found";
  if (error.killed) return `no answer within ${commandSeconds} seconds`;
  return stderr.trim() || error.message;
}
