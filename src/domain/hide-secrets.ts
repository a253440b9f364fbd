/**
 * Keys begin with `sk-`, sign-in tokens (JWTs) with `eyJ`; what follows is theirs up to the next sign that neither may hold.
 * How Kimi Code's keys begin (`sk-kimi-…`) is no secret: our own sentences say it.
 */
const secretWords = /\b(?:sk-(?!kimi-(?!\w))|eyJ)[\w.+/=~-]{5,}/gi;

/**
 * A text of unknown origin (a mistyped command line, a bug's own message) with everything that looks like a key or a token
 * replaced by an ellipsis. A last net under texts that should hold none: what is known to be a secret is a `Secret`.
 */
export function hideSecrets(text: string): string {
  return text.replace(secretWords, '…');
}
