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
  /** `reason` is a code, such as `HTTP 401` or `dns`. */
  notAccepted: ({ address, reason }: { address: string; reason: string }) =>
    `${address} did not accept the metrics: ${reason}.`,
};
