import type { NextConfig } from "next";

/** Routes named `route.bench.ts` exist only in the build that `npm run bench` makes for itself. */
const forBench = process.env.KEYSMITH_BENCH === "1";

const config: NextConfig = {
  agentRules: false,
  // No page has an image that is made smaller, and nobody else is to have one made.
  images: { unoptimized: true },
  distDir: forBench ? ".next-bench" : ".next",
  pageExtensions: forBench ? ["ts", "tsx", "bench.ts"] : ["ts", "tsx"],
  // Lists the packages that the server needs at run time; scripts/package.ts takes them from there.
  output: "standalone",
  outputFileTracingRoot: process.cwd(),
  outputFileTracingExcludes: { "*": ["node_modules/sharp/**", "node_modules/@img/**"] },
  // The server answers the API without Next's copies of its routes, and most starts see few pages.
  experimental: { preloadEntriesOnStart: false },
  poweredByHeader: false,
  reactStrictMode: true,
  rewrites: async () => [
    { source: "/favicon.ico", destination: "/brand/favicon.ico" },
    { source: "/docs.md", destination: "/docs/markdown" },
    { source: "/docs/:path*.md", destination: "/docs/markdown/:path*" },
  ],
  serverExternalPackages: [
    "@node-rs/argon2",
    "@opentelemetry/api",
    "pg-boss",
    "pino",
    "prom-client",
  ],
  typescript: { ignoreBuildErrors: true },
};

export default config;
