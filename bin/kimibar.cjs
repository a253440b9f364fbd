#!/usr/bin/env node
'use strict';
// The first lines must parse on any Node that a machine may have, so that an old one is told what is needed.
var parts = process.versions.node.split('.');
if (Number(parts[0]) < 22 || (Number(parts[0]) === 22 && Number(parts[1]) < 13)) {
  process.stderr.write(
    'KimiBar needs Node.js 22.13 or newer (this is ' + process.versions.node + '). Try: npx -p node@24 -p kimibar kimibar\n',
  );
  process.exitCode = 1;
} else if (process.argv.length === 3 && process.argv[2] === '--version') {
  // Asked often, and by tools that wait for it: answered before anything is loaded.
  require('node:fs').writeSync(1, '__VERSION__\n');
} else {
  // Saves a tenth of a run. It lies where the code lies, so who could change it could change the code as well; where that can't
  // be written to, nothing happens. What runs for days need not start fast, and pays for it in memory.
  if (process.argv[2] !== 'serve' && process.argv[2] !== 'tray') require('node:module').enableCompileCache(__dirname + '/compile-cache');
  // A status bar's line, drawn every few seconds, has a bundle of its own; all the rest is in the other.
  if (process.argv[2] !== 'statusline' || !require('./statusline.cjs').runStatusLine(process.argv.slice(3))) require('./main.cjs');
}
