/** Why a pasted credential or a name cannot be saved: in `config`, and as failures on the page. */
export const pasteProblems = {
  apiKeyNotOneWord:
    'This is not an API key: it contains spaces, line breaks or unexpected characters. Paste only the key.',
  cookieNotRecognised:
    'This text contains no Kimi session. Paste the kimi-auth value, a Cookie header or a copied curl command from the Kimi website.',
  cookieWithoutSession:
    "These cookies don't include a Kimi session (kimi-auth). Sign in on the Kimi website and copy them again.",
  accountNameUnusual: 'Account names must be one short line of printable characters.',
};
