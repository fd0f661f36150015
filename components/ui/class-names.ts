import { type ClassValue, clsx } from "clsx";
import { twMerge } from "tailwind-merge";

/** Joins class names; the later one wins a conflict. */
export function classNames(...values: ClassValue[]): string {
  return twMerge(clsx(values));
}
