/**
 * One of KimiBar's own writers, made to count. `read` returns the last count on disk, 0 for none,
 * and throws if the file is broken.
 */
export type Writer = { write(count: number): Promise<void>; read(): number | Promise<number> };
