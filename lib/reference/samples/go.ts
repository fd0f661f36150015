import { type Call, toJson } from "#lib/reference/samples/call.ts";

/**
 * Writes the published page's sample, which imports encoding/json without using it. Go rejects
 * that, so this one also decodes and prints the response.
 */
export function writeGo({ method, url, headers, body, answer }: Call): string {
  const hasBody = body !== undefined;
  const hasJson = answer === "json";
  return [
    "package main",
    "",
    "import (",
    '\t"fmt"',
    '\t"net/http"',
    ...(hasBody ? ['\t"bytes"'] : []),
    ...(hasJson ? ['\t"encoding/json"'] : []),
    ")",
    "",
    "func main() {",
    ...(hasBody ? [`\tdata := []byte(\`${toJson(body)}\`)`] : []),
    `\treq, err := http.NewRequest("${method}", "${url}", ${hasBody ? "bytes.NewBuffer(data)" : "nil"})`,
    ...panicOnError,
    ...headers.map(([name, value]) => `\treq.Header.Set("${name}", "${value}")`),
    "\tclient := &http.Client{}",
    "\tresp, err := client.Do(req)",
    ...panicOnError,
    "\tdefer resp.Body.Close()",
    '\tfmt.Println("Response Status:", resp.Status)',
    ...(hasJson ? decodeAnswer : []),
    "}",
  ].join("\n");
}

const panicOnError = ["\tif err != nil {", "\t\tpanic(err)", "\t}"];

const decodeAnswer = [
  "\tvar answer any",
  "\tif err := json.NewDecoder(resp.Body).Decode(&answer); err != nil {",
  "\t\tpanic(err)",
  "\t}",
  "\tfmt.Println(answer)",
];
