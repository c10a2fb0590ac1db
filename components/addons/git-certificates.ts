import type { Settings } from "../settings/types";
import { gitHost } from "../util/git-host";

/** Certificate authorities of Git hosts, by host. Several authorities of one host all count. */
export function gitCertificates(gitops: Settings["gitops"]): Record<string, string> {
  const sources = gitops
    ? [gitops, ...Object.values(gitops.teams).map(({ repo = gitops.repo, credentials }) => ({ repo, credentials }))]
    : [];
  const known: Record<string, string[]> = {};
  for (const { repo, credentials } of sources) {
    const certificate = credentials?.caCertificate?.trim();
    const ofHost = known[gitHost(repo)] ?? [];
    if (certificate !== undefined && !ofHost.includes(certificate)) known[gitHost(repo)] = [...ofHost, certificate];
  }
  return Object.fromEntries(Object.entries(known).map(([host, certificates]) => [host, `${certificates.join("\n")}\n`]));
}
