declare module 'postject' {
  /** Adds a resource to an executable (ELF, Mach-O or PE) in place. */
  export function inject(
    file: string,
    name: string,
    data: Buffer,
    options: { readonly sentinelFuse: string; readonly machoSegmentName?: string },
  ): Promise<void>;
}
