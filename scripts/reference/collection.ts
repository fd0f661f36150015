import { createHash } from "node:crypto";
import { promisify } from "node:util";
import converter from "openapi-to-postmanv2";
import { copyDocument, type Document } from "#scripts/reference/copy.ts";

interface Entry {
  id?: string;
  name: string;
  item?: Entry[];
  request?: { method: string };
  response?: { id: string }[];
}

interface Collection {
  item: Entry[];
  info: { _postman_id: string; name: string };
  variable: { key: string; value: string }[];
}

const convert = promisify(converter.convertV2);

/** A Postman collection of the document, which is the same whenever the document is. */
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
  const text = JSON.stringify(output[0]?.data).replaceAll("{{bearerToken}}", "{{token}}");
  const collection: Collection = JSON.parse(text);
  collection.info._postman_id = idFor(collection.info.name);
  collection.item = collection.item.filter(({ item }) => item?.length !== 0);
  collection.variable.push({ key: "token", value: "" });
  for (const entry of collection.item) nameEntry(entry, collection.info.name);
  return collection;
}

/** With an example for each parameter, where the converter would draw lots, and without refusals. */
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

/** Gives an entry and all in it the ids that their place and names make. */
function nameEntry(entry: Entry, folder: string): void {
  const place = [folder, entry.request?.method, entry.name].join("/");
  if (entry.id) entry.id = idFor(place);
  for (const [index, response] of (entry.response ?? []).entries()) {
    response.id = idFor(`${place}/${index}`);
  }
  for (const inner of entry.item ?? []) nameEntry(inner, place);
}

/** A UUID (RFC 9562, version 8) that follows from a text. */
function idFor(text: string): string {
  const hex = createHash("sha256").update(text).digest("hex");
  const [a, b, c, d, e] = [8, 12, 15, 18, 30].map((end, index, ends) =>
    hex.slice(ends[index - 1] ?? 0, end),
  );
  return `${a}-${b}-8${c}-8${d}-${e}`;
}
