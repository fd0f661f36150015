import { createHash } from "node:crypto";
import { promisify } from "node:util";
import converter from "openapi-to-postmanv2";
import { copyDocument, type Document } from "#scripts/reference/copy.ts";

interface Entry {
  id?: string;
  name: string;
  item?: Entry[];
  request?: {
    method: string;
    auth?: { type: string; bearer?: { key: string; value: string }[] };
    header: Header[];
  };
  response?: { id: string }[];
}

interface Header {
  key: string;
  value: string;
  disabled?: boolean;
  description?: { content: string; type: "text/plain" };
}

interface Collection {
  item: Entry[];
  info: { _postman_id: string; name: string };
  variable: { key: string; value: string }[];
}

const convert = promisify(converter.convertV2);

/** Writes a Postman collection of the document, deterministically. */
export async function writeCollection(document: Document): Promise<Collection> {
  const { result, reason, output } = await convert(
    { type: "json", data: simplify(document) },
    {
      folderStrategy: "Tags",
      parametersResolution: "Example",
      includeAuthInfoInExample: false,
      optimizeConversion: false,
      enableOptionalParameters: false,
    },
  );
  if (!result) throw new Error(`No Postman collection: ${reason}`);
  const collection = output[0]?.data as Collection;
  collection.info._postman_id = idFor(collection.info.name);
  collection.item = collection.item.filter(({ item }) => item?.length !== 0);
  for (const key of Object.values(variables)) collection.variable.push({ key, value: "" });
  const schemes = listBearerSchemes(document);
  for (const entry of collection.item) {
    nameEntry(entry, collection.info.name);
    setToken(entry, schemes);
  }
  return collection;
}

/** Variable for the bearer token of each security scheme: callers have one of each kind. */
const variables: Record<string, string> = {
  accessToken: "token",
  apiKey: "apiKey",
  serviceToken: "serviceToken",
};

/** Maps each operation's summary to its bearer scheme. */
function listBearerSchemes(document: Document): Map<string | undefined, string> {
  const described = Object.values(document.paths ?? {}).flatMap((path) => Object.values(path));
  return new Map(
    described.flatMap(({ summary, security = [] }) => {
      const schemes = (security as Record<string, string[]>[]).flatMap(Object.keys);
      const scheme = schemes.find((name) => name in variables);
      return scheme ? [[summary, scheme] as const] : [];
    }),
  );
}

/**
 * Sets the token variable of an entry and all entries in it. For an optional token the converter
 * adds none, so a disabled header is added.
 */
function setToken(entry: Entry, schemes: Map<string | undefined, string>): void {
  const { auth, header } = entry.request ?? {};
  const scheme = schemes.get(entry.name);
  const value = `{{${variables[scheme ?? ""]}}}`;
  for (const bearer of auth?.bearer ?? []) {
    if (!scheme) throw new Error(`"${entry.name}" takes no bearer token`);
    bearer.value = value;
  }
  if (scheme && !auth?.bearer) {
    header?.push({
      ...{ disabled: true, key: "Authorization", value: `Bearer ${value}` },
      description: { content: "For a caller who is signed in", type: "text/plain" },
    });
  }
  for (const inner of entry.item ?? []) setToken(inner, schemes);
}

/**
 * Adds an example to each parameter, which the converter would otherwise randomize, and removes
 * errors.
 */
function simplify(document: Document): object {
  const { copy, operations } = copyDocument(document);
  for (const operation of operations) {
    for (const parameter of operation.parameters ?? []) {
      const { example, schema } = parameter;
      parameter.example = example ?? schema?.example ?? schema?.default ?? schema?.enum?.[0] ?? "";
    }
    operation.responses = Object.fromEntries(
      Object.entries(operation.responses).filter(([status]) => status.startsWith("2")),
    );
  }
  return copy;
}

/** Sets deterministic ids of an entry and all entries in it, from place and name. */
function nameEntry(entry: Entry, folder: string): void {
  const place = [folder, entry.request?.method, entry.name].join("/");
  if (entry.id) entry.id = idFor(place);
  for (const [index, response] of (entry.response ?? []).entries()) {
    response.id = idFor(`${place}/${index}`);
  }
  for (const inner of entry.item ?? []) nameEntry(inner, place);
}

/** Derives a UUID (RFC 9562, version 8) from a text. */
function idFor(text: string): string {
  const hex = createHash("sha256").update(text).digest("hex");
  const [a, b, c, d, e] = [8, 12, 15, 18, 30].map((end, index, ends) =>
    hex.slice(ends[index - 1] ?? 0, end),
  );
  return `${a}-${b}-8${c}-8${d}-${e}`;
}
