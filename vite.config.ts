import { defineConfig } from 'vite';
import { viteSingleFile } from 'vite-plugin-singlefile';

/** The page: one HTML file that needs nothing else. Goes to dist/web/index.html, which the server reads. */
export default defineConfig({
  root: 'src/web',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [viteSingleFile({ removeViteModuleLoader: true })],
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: false,
    reportCompressedSize: false,
  },
  logLevel: 'warn',
});
