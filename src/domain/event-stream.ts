/**
 * Parses server-sent events as they arrive (WHATWG HTML, as far as KimiBar's own server uses them). Returns a function to feed
 * with decoded pieces of any size; it calls `onData` with the `data:` text of each complete event. Comments are heartbeats.
 */
export function createEventStreamReader(onData: (data: string) => void): (piece: string) => void {
  let rest = '';
  let data: string[] = [];
  return (piece) => {
    // A carriage return at the very end may be half a line break.
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
