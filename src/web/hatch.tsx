export type HatchFacts = {
  readonly id: string;
  readonly lineWidth: number;
  readonly lineClass: string;
};

/** Diagonal lines, for shapes with `fill="url(#id)"`. */
export function Hatch({ id, lineWidth, lineClass }: HatchFacts) {
  return (
    <defs>
      <pattern
        id={id}
        width="6"
        height="6"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <rect width={lineWidth} height="6" class={lineClass} />
      </pattern>
    </defs>
  );
}
