/** Host of a repository, as `https://host/path`, `ssh://user@host:22/path` or `user@host:path` name it. */
export function gitHost(repo: string): string {
  return repo
    .replace(/^\w+:\/\//, "")
    .replace(/^[^@/]*@/, "")
    .split(/[:/]/)[0]!
    .toLowerCase();
}

/** Whether AWS CodeCommit serves a host: a VPC endpoint leads there. */
export function isCodeCommit(host: string): boolean {
  return host.startsWith("git-codecommit.");
}

/** Services on the internet, without an endpoint in a VPC. */
const publicHosts = ["github.com", "gitlab.com", "bitbucket.org", "dev.azure.com", "visualstudio.com", "codeberg.org", "gitea.com"];

/** Whether a host is one of the public Git services. */
export function isPublicGitHost(host: string): boolean {
  return publicHosts.some((known) => host === known || host.endsWith(`.${known}`));
}
