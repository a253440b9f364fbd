/** One of the program's own writers, made to count. Reading gives the last count that is kept, 0 for none; it throws where what is kept can't be used. */
export type Writer = { write(count: number): Promise<void>; read(): number | Promise<number> };
