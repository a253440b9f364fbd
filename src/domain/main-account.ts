/** What users call the account without a name, unless a named one is called so. */
export const mainAccountName = 'main';
