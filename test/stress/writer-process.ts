// A process that writes KimiBar's files as fast as it can: `writer-process.ts WRITER FOLDER`. It
// counts up, and prints each count on stdout once it is written.
import { isWriterName, writers } from './writers.ts';

const [name = '', folder = ''] = process.argv.slice(2);
if (!isWriterName(name)) throw new Error('no such writer');
const writer = writers[name](folder);
for (let count = (await writer.read()) + 1; ; count += 1) {
  await writer.write(count);
  process.stdout.write(`${count}\n`);
}
