import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'rolldown';
import { encodePng } from '../src/tray/png.ts';

/**
 * Builds the VS Code extension: `npm run vscode -- [VSCE]`. With the path of vsce's script, also
 * packs it as `extensions/vscode/dist/kimibar.vsix`.
 */
const folder = join(import.meta.dirname, '..', 'extensions', 'vscode');
const vsce = process.argv[2];

await build({
  input: join(folder, 'src', 'extension.ts'),
  external: ['vscode'],
  platform: 'node',
  output: { file: join(folder, 'dist', 'extension.cjs'), format: 'cjs', minify: true },
});
mkdirSync(join(folder, 'dist'), { recursive: true });
writeFileSync(join(folder, 'icon.png'), encodePng(drawIcon(128)));
copyFileSync(join(folder, '..', '..', 'LICENSE'), join(folder, 'LICENSE'));
if (vsce !== undefined) {
  const args = [
    'package',
    '--no-dependencies',
    '--allow-missing-repository',
    '-o',
    'dist/kimibar.vsix',
  ];
  execFileSync(process.execPath, [resolve(vsce), ...args], { cwd: folder, stdio: 'inherit' });
}

/** Two bars on paper, as in the tray: what is left of the 5-hour window and of the week. */
function drawIcon(size: number) {
  const pixels = Buffer.alloc(size * size * 4);
  const fill = (area: readonly [number, number, number, number], colour: number): void => {
    const [x0, y0, x1, y1] = area.map((part) => Math.round(part * size));
    for (let y = y0 ?? 0; y < (y1 ?? 0); y += 1)
      for (let x = x0 ?? 0; x < (x1 ?? 0); x += 1)
        pixels.writeUInt32BE(((colour << 8) | 0xff) >>> 0, (y * size + x) * 4);
  };
  fill([0, 0, 1, 1], 0xfa_f6_f1);
  fill([0.14, 0.25, 0.86, 0.55], 0xe4_dd_d4);
  fill([0.14, 0.25, 0.5, 0.55], 0xfe_60_3c);
  fill([0.14, 0.64, 0.86, 0.76], 0xe4_dd_d4);
  fill([0.14, 0.64, 0.72, 0.76], 0x2f_a3_7c);
  return { size, rgba: pixels };
}
