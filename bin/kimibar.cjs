#!/usr/bin/env node
'use strict';
// The first lines must parse on any Node that a machine may have, so that an old one is told what is needed.
var parts = process.versions.node.split('.');
if (Number(parts[0]) < 22 || (Number(parts[0]) === 22 && Number(parts[1]) < 13)) {
  process.stderr.write(
    'KimiBar needs Node.js 22.13 or newer (this is ' +
      process.versions.node +
      '). Try: npx -p node@24 -p kimibar kimibar\n',
  );
  process.exitCode = 1;
} else if (process.argv.length === 3 && process.argv[2] === '--version') {
  // Asked often, and by tools that wait for it: answered before anything is loaded.
  require('node:fs').writeSync(1, '__VERSION__\n');
} else {
  // Saves a tenth of a run. What runs for days need not start fast, and pays for it in memory.
  if (process.argv[2] !== 'serve' && process.argv[2] !== 'tray')
    keepCompiledCode(__dirname + '/compile-cache');
  // A status bar's line, drawn every few seconds, has a bundle of its own; all the rest is in the other.
  if (
    process.argv[2] !== 'statusline' ||
    !require('./statusline.cjs').runStatusLine(process.argv.slice(3))
  )
    require('./main.cjs');
}

// Beside the code, so that who could change what is kept could change the code as well; for its owner alone, since what Node
// makes in there is open to whom the umask leaves it. Where it can't be made, nothing happens.
function keepCompiledCode(folder) {
  var fs = require('node:fs');
  try {
    if (!fs.existsSync(folder)) fs.mkdirSync(folder, parseInt('700', 8));
  } catch (reason) {
    return reason;
  }
  return require('node:module').enableCompileCache(folder);
}
