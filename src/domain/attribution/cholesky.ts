/** A square matrix, row by row. */
export type Matrix = readonly (readonly number[])[];

/**
 * The lower triangle L with L·Lᵀ = `matrix`, which must be symmetric and positive definite; a pivot
 * that rounding made negative becomes a tiny positive one.
 */
export function cholesky(matrix: Matrix): Matrix {
  const lower: number[][] = matrix.map((row) => row.map(() => 0));
  for (let row = 0; row < matrix.length; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      let sum = at(matrix, row, column);
      for (let k = 0; k < column; k += 1) sum -= at(lower, row, k) * at(lower, column, k);
      const value =
        row === column ? Math.sqrt(Math.max(sum, 1e-12)) : sum / at(lower, column, column);
      lower[row]![column] = value;
    }
  }
  return lower;
}

/** The x with L·Lᵀ·x = `vector`. */
export function solveCholesky(lower: Matrix, vector: readonly number[]): readonly number[] {
  const forward: number[] = [];
  for (let row = 0; row < lower.length; row += 1) {
    let sum = vector[row] ?? 0;
    for (let k = 0; k < row; k += 1) sum -= at(lower, row, k) * (forward[k] ?? 0);
    forward.push(sum / at(lower, row, row));
  }
  const solved: number[] = forward.map(() => 0);
  for (let row = lower.length - 1; row >= 0; row -= 1) {
    let sum = forward[row] ?? 0;
    for (let k = row + 1; k < lower.length; k += 1) sum -= at(lower, k, row) * (solved[k] ?? 0);
    solved[row] = sum / at(lower, row, row);
  }
  return solved;
}

/** The inverse of L·Lᵀ. */
export function inverseCholesky(lower: Matrix): Matrix {
  return lower.map((_, index) =>
    solveCholesky(
      lower,
      lower.map((__, row) => (row === index ? 1 : 0)),
    ),
  );
}

function at(matrix: Matrix, row: number, column: number): number {
  return matrix[row]?.[column] ?? 0;
}
