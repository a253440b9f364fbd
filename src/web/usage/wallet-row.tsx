import type { Wallet } from '../../domain/usage-snapshot.ts';
import { walletPhrases } from '../../present/wallet-text.ts';
import { useWords } from '../words.ts';

/** The wallet: a bar of what is left of it, the balance, and this month's spending. */
export function WalletRow({
  wallet,
  heading: Heading,
}: {
  readonly wallet: Wallet;
  readonly heading: 'h2' | 'h3';
}) {
  const { messages } = useWords();
  const [balance, ...notes] = walletPhrases(wallet, messages, { plain: false });
  const { balanceCents, totalCents } = wallet;
  const share = totalCents > 0 ? Math.min(1, Math.max(0, balanceCents / totalCents)) : undefined;
  return (
    <article class="wallet" aria-label={messages.usage.wallet.label}>
      <Heading>{messages.usage.wallet.label}</Heading>
      {share !== undefined && (
        <svg class="wallet-meter" height="6" aria-hidden="true">
          <rect width="100%" height="6" rx="2" class="track" />
          <rect width={`${share * 100}%`} height="6" rx="2" class="purse" />
        </svg>
      )}
      <p>{balance}</p>
      {notes.length > 0 && <p class="quiet">{notes.join(' · ')}</p>}
    </article>
  );
}
