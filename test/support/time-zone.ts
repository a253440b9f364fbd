/** Does this in another time zone of this process, and goes back to the one before. */
export async function inTimeZone<T>(timeZone: string, work: () => T | Promise<T>): Promise<T> {
  const before = process.env['TZ'];
  process.env['TZ'] = timeZone;
  try {
    return await work();
  } finally {
    if (before === undefined) delete process.env['TZ'];
    else process.env['TZ'] = before;
  }
}
