/**
 * Keys begin with `sk-`, sign-in tokens (JWTs) with `eyJ`, and end at the first character that
 * neither can contain. The bare prefix of Kimi Code keys (`sk-kimi-…`) is no secret: messages
 * mention it.
 */
const secretWords = /\b(?:sk-(?!kimi-(?!\w))|eyJ)[\w.+/=~-]{5,}/gi;

/**
 * A text of unknown origin (a mistyped command line, a bug's message) in which everything that
 * looks like a key or a token is replaced by an ellipsis. A safety net: known secrets are
 * `Secret`s.
 */
export function hideSecrets(text: string): string {
  return text.replace(secretWords, '…');
}
