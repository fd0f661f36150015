"use client";

import { createContext, type ReactNode, useContext } from "react";
import type { Environment } from "#lib/applications/schema.ts";

/** What components in the browser say in the operator's words. */
export interface BrandWords {
  productName: string;
  /** Start of the operator's keys, such as `ks`. */
  keyPrefix: string;
  /** Start of environment variables in samples. */
  variablePrefix: string;
  /** What each environment is for. */
  environments: Record<Environment, string>;
}

const BrandContext = createContext<BrandWords | null>(null);

export function BrandProvider({ words, children }: { words: BrandWords; children: ReactNode }) {
  return <BrandContext value={words}>{children}</BrandContext>;
}

export function useBrandWords(): BrandWords {
  const words = useContext(BrandContext);
  if (!words) throw new Error("A component in the operator's words needs a BrandProvider");
  return words;
}
