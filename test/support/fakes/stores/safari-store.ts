import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

type SafariCookie = {
  readonly domain: string;
  readonly name: string;
  readonly value: string;
  readonly expiresAtMs: number;
};

/** Writes a `Cookies.binarycookies` file of one page, as Safari does: header and page sizes big-endian, pages little-endian. */
export function writeSafariStore(path: string, cookies: readonly SafariCookie[]): void {
  const records = cookies.map(record);
  const page = Buffer.alloc(8 + 4 * records.length + 4);
  page.writeUInt32BE(0x100, 0);
  page.writeUInt32LE(records.length, 4);
  let offset = page.length;
  for (const [index, { length }] of records.entries()) {
    page.writeUInt32LE(offset, 8 + 4 * index);
    offset += length;
  }
  const header = Buffer.alloc(12);
  header.write('cook');
  header.writeUInt32BE(1, 4);
  header.writeUInt32BE(offset, 8);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, Buffer.concat([header, page, ...records, Buffer.alloc(12)]));
}

function record({ domain, name, value, expiresAtMs }: SafariCookie): Buffer {
  const texts = [domain, name, '/', value].map((text) => Buffer.from(`${text}\0`));
  const head = Buffer.alloc(56);
  head.writeUInt32LE(1 | 4, 8);
  let offset = head.length;
  for (const [index, { length }] of texts.entries()) {
    head.writeUInt32LE(offset, 16 + 4 * index);
    offset += length;
  }
  head.writeUInt32LE(offset, 0);
  // Seconds since 2001.
  head.writeDoubleLE(expiresAtMs / 1000 - 978_307_200, 40);
  return Buffer.concat([head, ...texts]);
}
