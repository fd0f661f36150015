/** The host in the guides' samples. */
export const exampleOrigin = "https://api.example.com";

/** Cookie with the reader's language for samples. */
export const languageCookie = "keysmith-docs-language";

/** A link in the navigation. */
export interface DocsLink {
  path: string;
  title: string;
  description: string;
  /** HTTP method of an operation, in capitals. */
  method?: string;
}

export interface DocsSection {
  title: string;
  description: string;
  links: DocsLink[];
}

/** A heading of a page, or another part with an id. */
export interface DocsHeading {
  id: string;
  title: string;
  depth: number;
}

/** A parameter, a header, or a field of a body. */
export interface DocsField {
  /** Its id on the page. */
  id: string;
  /** Path of the field, such as `rotation.endsAt` or `data[].id`. */
  name: string;
  type: string;
  isRequired: boolean;
  /** Markdown, like all descriptions. */
  description: string;
  facts: { label: string; values: string[] }[];
}

export interface FieldTable {
  id: string;
  title: string;
  /** Note on the whole table. */
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
  /** Path of the error's help. */
  helpPath?: string;
  sample: { syntax: string; code: string };
}

export interface DocsSample {
  language: string;
  syntax: string;
  code: string;
}

/** Content of an operation's page. */
export interface OperationPage {
  id: string;
  path: string;
  group: string;
  title: string;
  description: string;
  method: string;
  endpoint: string;
  authentication: FieldTable;
  /** Parameters of path and query, headers and body, if any. */
  inputs: FieldTable[];
  isIdempotent: boolean;
  answers: DocsAnswer[];
  outputs: FieldTable[];
  samples: DocsSample[];
}
