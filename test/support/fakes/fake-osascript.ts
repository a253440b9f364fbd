// A fake of macOS's osascript: `fake-osascript.ts LOG -l JavaScript -e SCRIPT`. It appends each
// message's tooltip to LOG, and answers each with an opened menu and a click on the row `refresh`.
// The title `die` kills it. When stdin ends, it ends, and says so in LOG.
import { appendFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const [log = '', ...args] = process.argv.slice(2);
appendFileSync(log, `start ${args.slice(0, 3).join(' ')}\n`);
const lines = createInterface({ input: process.stdin });
lines.on('line', (line) => {
  const message = JSON.parse(line) as { title: string; tooltip: string };
  appendFileSync(log, `show ${message.tooltip}\n`);
  if (message.title === 'die') process.exit(1);
  process.stdout.write(
    '{"menu":"opened"}\nrubbish\n{"click":"refresh"}\n{"click":"quiet"}\n{"menu":"closed"}\n',
  );
});
lines.on('close', () => appendFileSync(log, 'end\n'));
