/**
 * Takes an event stream apart as it arrives (WHATWG server-sent events, as far as KimiBar's server uses them):
 * feed it decoded pieces of any size, it calls `onData` with the `data:` text of each complete event. Comments are heartbeats.
 */
export function createEventStreamReader(onData: (data: string) => void): (piece: string) => void {
  let rest = '';
  let data: string[] = [];
  return (piece) => {
    const lines = (rest + piece).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line === '' && data.length > 0) {
        onData(data.join('\n'));
        data = [];
      } else if (line.startsWith('data:')) {
        data.push(line.slice(5).replace(/^ /, ''));
      }
    }
  };
}
