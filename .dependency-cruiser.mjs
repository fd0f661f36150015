const domain =
  "^lib/(?!http/|auth/|db/|jobs/|mail/|portal/|rate-limits/|runtime/|telemetry/|testing/|verifier/)[^/]+/";
const tests = "(\\.test|\\.spec)\\.tsx?$";

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    {
      name: "no-unresolvable",
      severity: "error",
      from: {},
      to: { couldNotResolve: true, pathNot: "\\.css$" },
    },
    {
      name: "nothing-imports-app",
      comment:
        "Routes are where imports end; their tests call them, and the server that answers them.",
      severity: "error",
      from: {
        pathNot: [
          "^app/",
          tests,
          "^lib/testing/api/(handlers|api-server)\\.ts$",
          "^scripts/start/serve\\.ts$",
        ],
      },
      to: { path: "^app/" },
    },
    {
      name: "testing-is-for-tests",
      severity: "error",
      from: {
        pathNot: ["^lib/testing/", tests, "^(vitest|playwright)\\.config\\.ts$", "^(e2e|bench)/"],
      },
      to: { path: "^lib/testing/" },
    },
    {
      name: "components-stay-in-the-browser",
      comment: "Components know the wire contract and the API client, never the database.",
      severity: "error",
      from: { path: "^components/", pathNot: tests },
      to: {
        path: "^(lib|drizzle|app|scripts)/",
        pathNot: [
          "^lib/[^/]+/(schema|constants)\\.ts$",
          "^lib/merchants/permissions\\.ts$",
          "^lib/(schema|text|paths|api-client|client-name|errors)\\.ts$",
        ],
      },
    },
    {
      name: "client-stands-alone",
      comment: "It is published by itself, so nothing of the project may be missing there.",
      severity: "error",
      from: { path: "^client/", pathNot: tests },
      to: { pathNot: ["^client/", "^node_modules/openapi-fetch/"] },
    },
    {
      name: "portal-has-one-client",
      severity: "error",
      from: { path: "^(app|components|lib)/", pathNot: [tests, "^lib/api-(client|request)\\.ts$"] },
      to: { path: "^client/", pathNot: "^client/src/errors\\.ts$" },
    },
    {
      name: "ui-holds-primitives-only",
      severity: "error",
      from: { path: "^components/ui/", pathNot: tests },
      to: { path: "^(lib|drizzle|app|components/(?!(ui|hooks)/))" },
    },
    {
      name: "hooks-stand-alone",
      severity: "error",
      from: { path: "^components/hooks/", pathNot: tests },
      to: { path: "^(lib|drizzle|app|components/(?!hooks/))" },
    },
    {
      name: "ui-imports-react-and-primitives",
      severity: "error",
      from: { path: "^components/ui/", pathNot: tests },
      to: {
        dependencyTypes: ["npm"],
        pathNot:
          "^node_modules/(react|react-dom|radix-ui|lucide-react|clsx|tailwind-merge|class-variance-authority|next-themes)/",
      },
    },
    {
      name: "domain-is-framework-free",
      severity: "error",
      from: { path: [domain, "^lib/[^/]+\\.ts$"], pathNot: tests },
      to: { path: "^node_modules/(next|next-auth|react|react-dom)/" },
    },
    {
      name: "domain-imports-domain",
      comment: "Verbs get the database, secrets and configuration by their context.",
      severity: "error",
      from: { path: domain, pathNot: [tests, "(schema|contract)\\.ts$"] },
      to: {
        path: "^(lib|drizzle|components|app|scripts|keysmith\\.config)",
        pathNot: [
          domain,
          "^lib/(batch|client-name|context|contract|deadline|errors|examples|gate|ids|key-ring|log|moment|occasion|operation|pagination|paths|process-wide|project|schema|seal|secret-list|statement|text)\\.ts$",
          "^drizzle/schema\\.ts$",
        ],
      },
    },
    {
      name: "schemas-import-schemas",
      comment: "Server, form, client and reference read this one contract.",
      severity: "error",
      from: { path: ["^lib/schema\\.ts$", "^lib/[^/]+/schema\\.ts$"] },
      to: {
        pathNot: [
          "^lib/(schema|text)\\.ts$",
          "^lib/[^/]+/(schema|constants)\\.ts$",
          "^lib/merchants/permissions\\.ts$",
          "^node_modules/zod/",
        ],
      },
    },
    {
      name: "contracts-import-schemas",
      comment: "Whoever reads the contract gets no server with it.",
      severity: "error",
      from: { path: ["^lib/(contract|examples)\\.ts$", "^lib/[^/]+/contract\\.ts$"] },
      to: {
        pathNot: [
          "^lib/(examples|operation|schema|text)\\.ts$",
          "^lib/[^/]+/(constants|contract|schema)\\.ts$",
          "^node_modules/zod/",
        ],
      },
    },
    {
      name: "tables-import-drizzle-only",
      severity: "error",
      from: { path: "^drizzle/schema\\.ts$" },
      to: { pathNot: "^node_modules/drizzle-orm/" },
    },
    {
      name: "env-is-read-by-the-server-alone",
      severity: "error",
      from: {
        path: "^(app|components|drizzle|lib/(?!db/|http/|rate-limits/|runtime/|verifier/|env))",
        pathNot: [tests, "^lib/testing/"],
      },
      to: { path: "^lib/env\\.ts$" },
    },
  ],
  options: {
    parser: "swc",
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)\\.next/|^client/dist" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
      mainFields: ["module", "main", "types"],
      extensions: [".ts", ".tsx", ".mjs", ".js"],
    },
  },
};
