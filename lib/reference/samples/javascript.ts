import { type Call, indent, toJson } from "#lib/reference/samples/call.ts";

export function writeJavaScript({ method, url, headers, body, answer }: Call): string {
  const options = [
    `method: "${method}"`,
    ...(headers.length > 0 ? [`headers: ${indent(toJson(Object.fromEntries(headers)), 2)}`] : []),
    ...(body === undefined ? [] : [`body: JSON.stringify(${indent(toJson(body), 2)})`]),
  ];
  const fetching = `const response = await fetch("${url}", {\n  ${options.join(",\n  ")}\n});`;
  if (answer === "none") return `${fetching}\nconsole.log(response.status);`;
  return `${fetching}\nconst data = await response.${answer}();\nconsole.log(data);`;
}
