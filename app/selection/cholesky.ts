/**
 * The Cholesky factor of a symmetric positive definite matrix: lower triangular L with L L' = `matrix`. Matrices are
 * square, row after row in one array. Null when the matrix is not positive definite.
 */
export function cholesky(matrix: Float64Array, size: number): Float64Array | null {
  const factor = new Float64Array(size * size);
  for (let row = 0; row < size; row++)
    for (let column = 0; column <= row; column++) {
      let sum = at(matrix, row * size + column);
      for (let k = 0; k < column; k++) sum -= at(factor, row * size + k) * at(factor, column * size + k);
      if (row === column) {
        if (!(sum > 0)) return null;
        factor[row * size + row] = Math.sqrt(sum);
      } else factor[row * size + column] = sum / at(factor, column * size + column);
    }
  return factor;
}

/** The inverse of a lower triangular factor, itself lower triangular. */
export function invertFactor(factor: Float64Array, size: number): Float64Array {
  const inverse = new Float64Array(size * size);
  for (let column = 0; column < size; column++) {
    inverse[column * size + column] = 1 / at(factor, column * size + column);
    for (let row = column + 1; row < size; row++) {
      let sum = 0;
      for (let k = column; k < row; k++) sum += at(factor, row * size + k) * at(inverse, k * size + column);
      inverse[row * size + column] = -sum / at(factor, row * size + row);
    }
  }
  return inverse;
}

/** The logarithm of the determinant of the matrix that `factor` belongs to. */
export function logDeterminant(factor: Float64Array, size: number): number {
  let sum = 0;
  for (let k = 0; k < size; k++) sum += 2 * Math.log(at(factor, k * size + k));
  return sum;
}

/** Multiplies a lower triangular matrix by a vector. */
export function timesVector(lower: Float64Array, vector: Float64Array, size: number): Float64Array {
  const result = new Float64Array(size);
  for (let row = 0; row < size; row++) {
    let sum = 0;
    for (let k = 0; k <= row; k++) sum += at(lower, row * size + k) * at(vector, k);
    result[row] = sum;
  }
  return result;
}

/** Multiplies the transpose of a lower triangular matrix by a vector. */
export function transposeTimesVector(lower: Float64Array, vector: Float64Array, size: number): Float64Array {
  const result = new Float64Array(size);
  for (let row = 0; row < size; row++) {
    const value = at(vector, row);
    for (let k = 0; k <= row; k++) result[k] = at(result, k) + at(lower, row * size + k) * value;
  }
  return result;
}

/** An entry that is there. */
export function at(values: ArrayLike<number>, index: number): number {
  return values[index] as number;
}
