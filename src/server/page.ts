import { createHash } from 'node:crypto';

/** The page, ready to be sent. */
export type Page = {
  /** Encoded once: Node would copy a string for each response, and slow clients keep the copies. */
  readonly body: Uint8Array<ArrayBuffer>;
  readonly headers: Readonly<Record<string, string>>;
};

/** Shown if the page was not built. */
const missing =
  '<!doctype html><html lang="en"><meta charset="utf-8"><title>KimiBar</title><p>The page is not part of this build. The API is: <code>/usage</code></p></html>';

/**
 * The page with headers that allow its own script and style, by their hashes, and nothing else: no
 * other script, no request elsewhere, no frame around it but VS Code's. `html` is one self-contained file.
 */
export function createPage(html: string = missing): Page {
  return {
    body: new TextEncoder().encode(html),
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-cache',
      ETag: `"${hash(html).slice(0, 27)}"`,
      'Content-Security-Policy': policyFor(html),
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Embedder-Policy': 'require-corp',
      'X-Frame-Options': 'DENY',
      'Permissions-Policy':
        'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
    },
  };
}

function policyFor(html: string): string {
  return [
    "default-src 'none'",
    `script-src ${sources(html, 'script')}`,
    `style-src ${sources(html, 'style')}`,
    'img-src data:',
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    // VS Code's Simple Browser. Browsers that know this rule ignore X-Frame-Options.
    'frame-ancestors vscode-webview: vscode-file:',
  ].join('; ');
}

function sources(html: string, element: 'script' | 'style'): string {
  const inline = [
    ...html.matchAll(new RegExp(`<${element}\\b[^>]*>([\\s\\S]*?)</${element}`, 'gi')),
  ];
  // Browsers hash the text as they parse it: with plain line feeds.
  const hashes = inline.map(([, text = '']) => `'sha256-${hash(text.replaceAll(/\r\n?/g, '\n'))}'`);
  return hashes.length === 0 ? "'none'" : [...new Set(hashes)].join(' ');
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}
