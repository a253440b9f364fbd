import { defineConfig, type Plugin } from 'vite';
import { viteSingleFile } from 'vite-plugin-singlefile';

/**
 * The page speaks of readings alone. The catalogues hold every topic of the program, most of it the terminal's, and no
 * bundler can tell which keys of an object are asked for: so the page gets catalogues of the topics below.
 */
function onlyReadingWords(): Plugin {
  const topics = ['failures', 'sources', 'usage'];
  return {
    name: 'only-reading-words',
    load(id) {
      const [, language] = /\/present\/messages\/(en|zh-cn)\.ts$/.exec(id) ?? [];
      if (language === undefined) return undefined;
      const imports = topics
        .map((topic) => `import { ${topic} } from './${language}/${topic}.ts';`)
        .join('\n');
      return `${imports}\nexport const ${language === 'en' ? 'en' : 'zhCn'} = { ${topics.join(', ')} };`;
    },
  };
}

/** The page: one HTML file that needs nothing else. Goes to dist/web/index.html, which the server reads. */
export default defineConfig({
  root: 'src/web',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [onlyReadingWords(), viteSingleFile({ removeViteModuleLoader: true })],
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: false,
    reportCompressedSize: false,
  },
  logLevel: 'warn',
});
