import type { Wallet } from '../../domain/usage-snapshot.ts';
import { walletPhrases } from '../../present/wallet-text.ts';
import { useWords } from '../words.ts';

/** The wallet's balance and this month's spending. */
export function WalletRow({
  wallet,
  heading: Heading,
}: {
  readonly wallet: Wallet;
  readonly heading: 'h2' | 'h3';
}) {
  const { messages } = useWords();
  const [balance, ...notes] = walletPhrases(wallet, messages, { plain: false });
  return (
    <article class="wallet" aria-label={messages.usage.wallet.label}>
      <Heading>{messages.usage.wallet.label}</Heading>
      <p>{balance}</p>
      {notes.length > 0 && <p class="quiet">{notes.join(' · ')}</p>}
    </article>
  );
}
