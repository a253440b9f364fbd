#!/usr/bin/env node
'use strict';
// These lines must parse on any version of Node, so that an old one can print what is needed.
var parts = process.versions.node.split('.');
if (Number(parts[0]) < 22 || (Number(parts[0]) === 22 && Number(parts[1]) < 13)) {
  process.stderr.write(
    'KimiBar needs Node.js 22.13 or newer (this is ' +
      process.versions.node +
      '). Try: npx -p node@24 -p kimibar kimibar\n',
  );
  process.exitCode = 1;
} else if (process.argv.length === 3 && process.argv[2] === '--version') {
  // Tools call this often and wait for it, so it is answered before anything is loaded.
  try {
    require('node:fs').writeSync(1, '__VERSION__\n');
  } catch (reason) {
    // A full disk, for one. The reader of a closed pipe has had enough.
    if (reason.code !== 'EPIPE') process.exitCode = 1;
  }
} else {
  // Once nothing is left to do, the process ends without tearing down the heap first: 4% of a run.
  process.once('beforeExit', function () {
    process.exit();
  });
  // Saves a tenth of a run. Commands that run for days skip it, since it costs memory.
  if (!/^(codexbar serve|serve|tray)\b/.test(process.argv.slice(2, 4).join(' ')))
    keepCompiledCode(__dirname + '/compile-cache');
  // A status line is drawn every few seconds, and an agent waits for its MCP servers. Both have
  // their own bundle; main.cjs has everything else.
  if (!runQuickly(process.argv[2], process.argv.slice(3))) require('./main.cjs');
}

function runQuickly(command, words) {
  if (command === 'statusline') return require('./statusline.cjs').runStatusLine(words);
  return command === 'mcp' && require('./mcp.cjs').runMcpServer(words);
}

// The folder is beside the code, so that anyone who can change the cache could change the code as
// well. Only its owner may open it, since Node creates its files with the umask's permissions.
// If it can't be created, there is no cache.
function keepCompiledCode(folder) {
  var fs = require('node:fs');
  try {
    if (!fs.existsSync(folder)) fs.mkdirSync(folder, parseInt('700', 8));
  } catch (reason) {
    return reason;
  }
  return require('node:module').enableCompileCache(folder);
}
