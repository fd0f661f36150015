import { resolve } from "node:path";
import type { NextConfig } from "next";

/** Next and nothing else: what the pages of the portal are measured against. */
const config: NextConfig = {
  agentRules: false,
  poweredByHeader: false,
  turbopack: { root: resolve(import.meta.dirname, "../..") },
  typescript: { ignoreBuildErrors: true },
};

export default config;
