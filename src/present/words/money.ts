/**
 * Well-known signs; other currencies are named by their code. In Chinese, `$` alone would be
 * ambiguous.
 */
const signs: Readonly<Record<string, string>> = {
  'en USD': '$',
  'zh USD': 'US$',
  'en CNY': 'CN¥',
  'zh CNY': '¥',
};

/**
 * An amount in whole cents: `$100.00`, `CN¥1,234.50`, `EUR 3.00`. `currency` is an ISO 4217 code as
 * the service gave it; anything else is left out. `plain` writes the code instead of a sign that
 * ASCII lacks. Intl would do the same, but loading its currency data takes half as long as the
 * whole program.
 */
export function formatMoney(
  cents: number,
  currency: string,
  { locale, plain }: { locale: string; plain: boolean },
): string {
  const amount = (Math.abs(cents) / 100).toFixed(2).replace(/\B(?=(\d{3})+\.)/g, ',');
  const code = /^[A-Za-z]{3}$/.test(currency) ? currency.toUpperCase() : '';
  const sign = signs[`${locale.slice(0, 2)} ${code}`];
  const unit = sign === undefined || (plain && sign.includes('¥')) ? code : sign;
  return `${cents < 0 ? '-' : ''}${unit}${unit === code && code !== '' ? ' ' : ''}${amount}`;
}
