import { type ClassValue, clsx } from "clsx";

/**
 * Joins class names. A primitive marks what its caller may replace with the variant `base:`, which
 * loses to any other class.
 */
export function classNames(...values: ClassValue[]): string {
  return clsx(values);
}
