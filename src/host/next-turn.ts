/** Lets the process do what is waiting, such as an answer to a request, before it goes on. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
