// A process that changes the config file: `config-writer.ts PATH KEY TIMES`. Each change writes the
// next number to KEY, and a long text beside it. It prints `ready` after the first change.
import { updateConfigFile } from '../../src/config/save-settings.ts';
import { createNodeHost } from '../../src/host/node-host.ts';

const [path = '', key = '', times = '1'] = process.argv.slice(2);
const host = createNodeHost({ env: {} });
for (let turn = 1; turn <= Number(times); turn += 1) {
  await updateConfigFile(host, path, () => [
    { keys: [key], value: turn },
    { keys: [`${key}Text`], value: String(turn % 10).repeat(20_000) },
  ]);
  if (turn === 1) process.stdout.write('ready\n');
}
