/** Milliseconds of processor time that a function takes: unlike time by the clock, a machine that does something else besides hardly changes it. */
export function processorTime(run: () => void): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
