/** Whether a date such as 2027-03-31 is in the calendar. */
export function isCalendarDate(date: string): boolean {
  const parsed = /^\d{4}-\d{2}-\d{2}$/.test(date) ? new Date(`${date}T00:00:00Z`) : undefined;
  return parsed !== undefined && !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(date);
}
