/**
 * An amount in whole cents: `$100.00`, `¥12.50`. `currency` is an ISO 4217 code as the service gave it; anything else is left out.
 * `plain` writes the code instead of the sign, for terminals that know ASCII only.
 */
export function formatMoney(cents: number, currency: string, { locale, plain }: { locale: string; plain: boolean }): string {
  const digits = { minimumFractionDigits: 2, maximumFractionDigits: 2 };
  const amount = cents / 100;
  if (!/^[A-Za-z]{3}$/.test(currency)) return new Intl.NumberFormat(locale, digits).format(amount);
  const display = plain && currency.toUpperCase() !== 'USD' ? 'code' : 'symbol';
  const text = new Intl.NumberFormat(locale, { ...digits, style: 'currency', currency, currencyDisplay: display }).format(amount);
  return text.replaceAll('\u00A0', ' ');
}
