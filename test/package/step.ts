/** One thing that a new user does, and whether it worked. */
export type Step = { readonly name: string; readonly isGood: boolean };
