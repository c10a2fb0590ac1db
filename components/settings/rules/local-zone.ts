/** Whether a zone of a region is a Local Zone, such as `us-west-2-lax-1a`. */
export function isLocalZone(zone: string, region: string): boolean {
  return zone.startsWith(`${region}-`) && /^[a-z]{3}-\d[a-z]$/.test(zone.slice(region.length + 1));
}
