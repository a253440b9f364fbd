import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { TempHome } from '../../support/fakes/stores/temp-home.ts';

/** A local stand-in for www.kimi.com and www.kimi.ai over HTTPS that signs in whoever comes. */
export type KimiSite = { readonly port: number };

/**
 * Any page of www.kimi.com sets the session cookie, of www.kimi.ai the token in local storage; any
 * page of another host sets 600 cookies of its own, and of full.example writes 8 MB of local storage.
 */
export async function startKimiSite(place: TempHome, token: string): Promise<KimiSite> {
  const [key, cert] = [join(place.workshop, 'site.key'), join(place.workshop, 'site.crt')];
  const subject = ['-subj', '/CN=www.kimi.com', '-addext', 'subjectAltName=DNS:www.kimi.com'];
  execFileSync(
    'openssl',
    [
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-days',
      '2',
      '-keyout',
      key,
      '-out',
      cert,
      ...subject,
    ],
    {
      stdio: 'ignore',
    },
  );
  const many = Array.from({ length: 600 }, (_, n) => `f${n}=${n}; Path=/; Max-Age=9999; Secure`);
  const session = `kimi-auth=${token}; Domain=.kimi.com; Path=/; Max-Age=2592000; Secure; HttpOnly`;
  const server = createServer(
    { key: readFileSync(key), cert: readFileSync(cert) },
    (request, response) => {
      response.writeHead(200, {
        'content-type': 'text/html',
        'set-cookie': request.headers.host === 'www.kimi.com' ? session : many,
      });
      const scripts: Record<string, string> = {
        'www.kimi.ai': `localStorage.access_token = '${token}'`,
        'full.example':
          "for (const n of '12345678') localStorage[n] = String(Math.random()).repeat(50_000)",
      };
      const script = scripts[request.headers.host ?? ''] ?? '';
      response.end(`<title>Kimi</title><script>${script}</script>`);
    },
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  place.atEnd(() => {
    server.closeAllConnections();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port };
}
