/** The host in the samples of the guides. */
export const exampleOrigin = "https://api.example.com";

/** Holds the language in which a reader wants to see samples. */
export const languageCookie = "keysmith-docs-language";

/** A link of the navigation. */
export interface DocsLink {
  path: string;
  title: string;
  description: string;
  /** Of an operation, in capitals. */
  method?: string;
}

export interface DocsSection {
  title: string;
  description: string;
  links: DocsLink[];
}

/** A heading of a page, or a part of it that has an address. */
export interface DocsHeading {
  id: string;
  title: string;
  depth: number;
}

/** A parameter, a header, or a field of a body. */
export interface DocsField {
  /** Its address on the page. */
  id: string;
  /** With the path to it, such as `rotation.endsAt` or `data[].id`. */
  name: string;
  type: string;
  isRequired: boolean;
  /** In Markdown, as every description. */
  description: string;
  facts: { label: string; values: string[] }[];
}

export interface FieldTable {
  id: string;
  title: string;
  /** What is true of all of it. */
  note?: string;
  fields: DocsField[];
}

export interface DocsAnswer {
  id: string;
  status: number;
  reason: string;
  description: string;
  /** Names of its headers. */
  headers: string[];
  /** Where the error is explained. */
  helpPath?: string;
  sample: { syntax: string; code: string };
}

export interface DocsSample {
  language: string;
  syntax: string;
  code: string;
}

/** Everything that the page of an operation tells. */
export interface OperationPage {
  id: string;
  path: string;
  group: string;
  title: string;
  description: string;
  method: string;
  endpoint: string;
  authentication: FieldTable;
  /** Of the path, the query, the headers and the body, where there are any. */
  inputs: FieldTable[];
  isIdempotent: boolean;
  answers: DocsAnswer[];
  outputs: FieldTable[];
  samples: DocsSample[];
}
