import { join } from 'node:path';
import { MessageChannel, Worker } from 'node:worker_threads';
import type { Koffi } from '../../host/koffi.ts';
import type { WindowData, WindowEvent, WindowThread } from './window-message.ts';
import { win } from './win32.ts';

/** Starts the window's thread. Resolves when the window exists; rejects if it cannot be created. */
export async function startWindow(
  koffi: Koffi,
  onEvent: (event: WindowEvent) => void,
): Promise<WindowThread> {
  const { port1: port, port2: theirs } = new MessageChannel();
  const answered = new Int32Array(new SharedArrayBuffer(4));
  const workerData: WindowData = { port: theirs, answered };
  const worker = new Worker(threadPath(), { workerData, transferList: [theirs] });
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  const ready = Promise.withResolvers<bigint>();
  worker.once('error', (error) => ready.reject(error));
  void ended.then(() => ready.reject(new Error('the tray window has ended')));
  port.on('message', (event: WindowEvent) => {
    if (event.kind === 'ready') return ready.resolve(event.window);
    onEvent(event);
    if (event.kind !== 'opened') return;
    Atomics.store(answered, 0, 1);
    Atomics.notify(answered, 0);
  });
  const window = await ready.promise;
  void ended.then(() => port.close());
  const post = koffi
    .load('user32.dll')
    .func('int __stdcall PostMessageW(uintptr_t, uint32_t, uintptr_t, intptr_t)');
  return {
    ended,
    send(message) {
      port.postMessage(message);
      post(window, win.wmInbox, 0, 0);
    },
  };
}

/** In a build the thread's file is in the folder above the chunks, in the source beside this file. */
function threadPath(): string {
  const here = import.meta.dirname;
  return here.endsWith('windows')
    ? join(here, 'tray-window.ts')
    : join(here, '..', 'tray-window.cjs');
}
