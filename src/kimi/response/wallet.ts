import type { Wallet } from '../../domain/usage-snapshot.ts';
import { amountOf, fieldOf, numberOf, textOf } from './wire.ts';

/** Kimi counts prepaid money in hundred-millionths of its currency. */
const amountPerCent = 1_000_000;

/** `BALANCE_BOOSTER` is the older name of the same wallet. */
const walletTypes = new Set(['BOOSTER', 'BALANCE_BOOSTER']);

/**
 * The prepaid wallet of a response, in whole cents; undefined if there is none: no balance, another
 * type, nothing ever charged, or unreadable figures. Fields that Kimi dropped as zero count as
 * zero.
 */
export function readWallet(response: unknown): Wallet | undefined {
  const wallet = fieldOf(response, 'boosterWallet', 'booster_wallet');
  const balance = fieldOf(wallet, 'balance');
  if (!walletTypes.has(textOf(fieldOf(balance, 'type')) ?? '')) return undefined;
  const totalCents = walletCents(fieldOf(balance, 'amount') ?? 0);
  const balanceCents = walletCents(fieldOf(balance, 'amountLeft', 'amount_left') ?? 0);
  if (totalCents === undefined || totalCents === 0 || balanceCents === undefined) return undefined;
  const limit = fieldOf(wallet, 'monthlyChargeLimit', 'monthly_charge_limit');
  const used = fieldOf(wallet, 'monthlyUsed', 'monthly_used');
  const limitCurrency = readCurrency(limit);
  const usedCurrency = readCurrency(used);
  const currency = limitCurrency ?? usedCurrency ?? currencyOfRegion(response);
  return {
    isDisabled: fieldOf(wallet, 'status') === 'STATUS_DISABLED' ? true : undefined,
    balanceCents,
    totalCents,
    monthlyLimitEnabled:
      fieldOf(wallet, 'monthlyChargeLimitEnabled', 'monthly_charge_limit_enabled') === true,
    monthlyLimitCents: priceCents(limit),
    monthlyUsedCents: priceCents(used),
    currency,
    monthlyUsedCurrency: usedCurrency === currency ? undefined : usedCurrency,
  };
}

/** Mainland accounts pay in yuan, overseas accounts in dollars, as do those of unknown regions. */
function currencyOfRegion(response: unknown): string {
  return fieldOf(fieldOf(response, 'user'), 'region') === 'REGION_CN' ? 'CNY' : 'USD';
}

/** A rest below one cent shows as one cent: it is not nothing. A debt shows as nothing left. */
function walletCents(value: unknown): number | undefined {
  const amount = numberOf(value);
  if (amount === undefined) return undefined;
  return amount <= 0 ? 0 : wholeCents(Math.max(1, amount / amountPerCent));
}

function priceCents(price: unknown): number {
  return wholeCents(amountOf(fieldOf(price, 'priceInCents', 'price_in_cents')) ?? 0) ?? 0;
}

function wholeCents(cents: number): number | undefined {
  const whole = Math.round(cents);
  return Number.isSafeInteger(whole) ? whole : undefined;
}

function readCurrency(price: unknown): string | undefined {
  const currency = textOf(fieldOf(price, 'currency'))?.toUpperCase();
  return currency !== undefined && /^[A-Z]{3}$/.test(currency) ? currency : undefined;
}
