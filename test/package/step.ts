/** Something a new user does, and whether it went as it should. */
export type Step = { readonly name: string; readonly isGood: boolean };
