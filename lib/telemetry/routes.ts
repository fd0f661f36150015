import { paths } from "#lib/paths.ts";

/** Routes outside the API. A star at the end stands for everything below. */
const otherTemplates = [
  "/",
  "/healthz",
  "/readyz",
  "/metrics",
  "/.well-known/jwks.json",
  "/api/v1/openapi.json",
  "/api/auth/*",
  "/_next/*",
  "/docs/*",
  "/docs.md",
  "/llms.txt",
  "/llms-full.txt",
  "/brand/*",
  "/favicon.ico",
  "/client.tgz",
  paths.application("{applicationId}"),
  paths.apiKey("{applicationId}", "{keyId}"),
  ...Object.values(paths).filter((path) => typeof path === "string"),
];

interface Branch {
  /** The template that ends here. */
  route?: string;
  /** The template for everything below. */
  below?: string;
  /** Branch for any one segment. */
  parameter?: Branch;
  literals: Map<string, Branch>;
}

const newBranch = (): Branch => ({ literals: new Map() });

/**
 * Creates a function that returns a path's template, such as `/applications/{applicationId}`, or
 * `other`, so that the number of labels is bounded.
 * @param templates of the API, with their parameters in braces
 */
export function createRouter(templates: Iterable<string>): (path: string) => string {
  const root = newBranch();
  for (const template of [...otherTemplates, ...templates]) plant(root, template);
  return (path) => find(root, splitPath(path), 0) ?? "other";
}

function plant(root: Branch, template: string): void {
  let branch = root;
  for (const segment of splitPath(template)) {
    if (segment === "*") {
      branch.below = template;
      return;
    }
    branch = segment.startsWith("{") ? getParameter(branch) : getLiteral(branch, segment);
  }
  branch.route = template;
}

function getParameter(branch: Branch): Branch {
  branch.parameter ??= newBranch();
  return branch.parameter;
}

function getLiteral({ literals }: Branch, segment: string): Branch {
  const known = literals.get(segment) ?? newBranch();
  literals.set(segment, known);
  return known;
}

function find(branch: Branch | undefined, segments: string[], at: number): string | undefined {
  const segment = segments[at];
  if (!branch || segment === undefined) return branch?.route ?? branch?.below;
  return (
    find(branch.literals.get(segment), segments, at + 1) ??
    find(branch.parameter, segments, at + 1) ??
    branch.below
  );
}

function splitPath(path: string): string[] {
  return path.split("/").filter((segment) => segment !== "");
}
