/** The part of a Markdown tree that the plugins use. */
interface Node {
  type: string;
  value?: string;
  name?: string | null;
  lang?: string | null;
  meta?: string | null;
  attributes?: { name?: string; value?: string }[];
  children?: Node[];
  data?: { hName?: string; hProperties?: Record<string, unknown> };
}

function setProperty(node: Node, name: string, value: string): void {
  node.data = { ...node.data, hProperties: { ...node.data?.hProperties, [name]: value } };
}

/** Sets the id of a heading that ends in `{#id}`. */
export function readHeadingIds() {
  return (tree: Node): void => {
    for (const heading of tree.children ?? []) {
      const last = heading.children?.at(-1);
      const match = /\s*\{#([a-z0-9-]+)\}\s*$/.exec(last?.value ?? "");
      if (heading.type !== "heading" || !last?.value || !match?.[1]) continue;
      last.value = last.value.slice(0, match.index);
      setProperty(heading, "id", match[1]);
    }
  };
}

/** Reads the title of a code block from its opening line. */
export function readCodeTitles() {
  return (tree: Node): void => {
    for (const node of tree.children ?? []) {
      const title = node.type === "code" && /title="([^"]*)"/.exec(node.meta ?? "")?.[1];
      if (title) setProperty(node, "title", title);
    }
  };
}

/** Merges tabs, as grouped by remark-code-tab, into one element with `samples`. */
export function joinCodeTabs() {
  return (tree: Node): void => {
    for (const node of tree.children ?? []) {
      if (node.type !== "mdxJsxFlowElement" || node.name !== "CodeBlockTabs") continue;
      const samples = (node.children ?? [])
        .filter(({ name }) => name === "CodeBlockTab")
        .flatMap(({ attributes, children }) => {
          const language = attributes?.find(({ name }) => name === "value")?.value ?? "";
          const [block] = children ?? [];
          return { language, syntax: block?.lang ?? "text", code: block?.value ?? "" };
        });
      node.children = [];
      node.data = { hName: "code-tabs", hProperties: { samples: JSON.stringify(samples) } };
    }
  };
}
