import type { EngineTrouble } from '../../../domain/fleet.ts';

/** Texts of `export`. */
export const exportWords = {
  off: 'The export is off, nothing is sent. To turn it on: kimibar config set export.enabled true',
  noEndpoint: 'No address to push to. Set one: kimibar config set export.endpoint URL',
  goesTo: ({ address, headers }: { address: string; headers: readonly string[] }) =>
    headers.length === 0
      ? `Pushed to ${address} every minute:`
      : `Pushed to ${address} every minute, with the headers ${headers.join(', ')}:`,
  accepted: ({ address, series }: { address: string; series: number }) =>
    `${address} accepted ${series} series.`,
  invalidVariable: (name: string) => `${name} must be an http:// or https:// address.`,
  /** What went wrong with a push; the rest is as with a query, see `fleet`. */
  collector: {
    locked: ({ address, reason }: EngineTrouble) =>
      `${address} requires valid headers (${reason}). To set them, run: kimibar config set export.headers -`,
    foreign: ({ address, reason }: EngineTrouble) =>
      `${address} does not take OTLP over HTTP (${reason}). Check the path and the port of the address; gRPC is not supported.`,
    other: ({ address, reason }: EngineTrouble) =>
      `${address} did not accept the metrics: ${reason}.`,
  },
};
