/**
 * What another program pipes to this one until it closes the pipe, at most until `timeoutMs`. Empty
 * if stdin is a terminal.
 */
export async function readPipedInput(timeoutMs: number): Promise<string> {
  const { stdin } = process;
  if (stdin.isTTY) return '';
  let text = '';
  await new Promise<void>((resolve) => {
    const timer = setTimeout(finish, timeoutMs);
    function finish(): void {
      clearTimeout(timer);
      resolve();
    }
    stdin.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    for (const event of ['end', 'error']) stdin.once(event, finish);
  });
  stdin.destroy();
  return text;
}
