import { generate } from 'selfsigned';

/** Private key and certificate as PEM texts. */
export type Certificate = { readonly key: string; readonly cert: string };

/** A self-signed certificate for these names and for 127.0.0.1. */
export async function makeCertificate(...names: readonly string[]): Promise<Certificate> {
  const { private: key, cert } = await generate(
    [{ name: 'commonName', value: names[0] ?? '127.0.0.1' }],
    {
      keyType: 'ec',
      algorithm: 'sha256',
      extensions: [
        { name: 'basicConstraints', cA: true },
        {
          name: 'subjectAltName',
          altNames: [
            { type: 7, ip: '127.0.0.1' },
            ...names.map((value) => ({ type: 2, value }) as const),
          ],
        },
      ],
    },
  );
  return { key, cert };
}
