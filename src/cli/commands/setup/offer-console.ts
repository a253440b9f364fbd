import { openInBrowser } from '../../open-in-browser.ts';
import { loginPages } from '../login.ts';
import type { Guide } from './guide.ts';

/** Opens the Kimi Code Console in the browser, or says where it is. */
export async function offerConsole({ context, dialogue }: Guide): Promise<void> {
  const { setup } = context.messages;
  const address = loginPages.console;
  const isOpen = await openInBrowser(context.host, address, context.signal);
  dialogue.say(
    isOpen ? 'good' : 'note',
    isOpen ? setup.opened(address.href) : setup.notOpened(address.href),
  );
}
