// A process that writes the program's files as fast as it can: `writer-process.ts WRITER FOLDER`. Each time one more is
// counted; what is written for certain is told on stdout, a line each.
import { isWriterName, writers } from './writers.ts';

const [name = '', folder = ''] = process.argv.slice(2);
if (!isWriterName(name)) throw new Error('no such writer');
const writer = writers[name](folder);
for (let count = (await writer.read()) + 1; ; count += 1) {
  await writer.write(count);
  process.stdout.write(`${count}\n`);
}
