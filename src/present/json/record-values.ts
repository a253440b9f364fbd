// Values of the published JSON; the comments are part of its schema.

/**
 * @minimum 0
 * @maximum 100
 */
export type Percent = number;

/**
 * @asType integer
 * @minimum 0
 */
export type Count = number;

/**
 * @asType integer
 * @minimum 1
 */
export type Minutes = number;

/**
 * UTC, whole seconds.
 * @pattern ^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$
 */
export type UtcTime = string;
