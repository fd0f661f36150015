import { expect, test } from "vitest";
import { operations } from "#lib/contract.ts";
import { createSamples } from "#lib/reference/samples.ts";

/** Samples of the published page, copied without indentation. */
const published: Record<string, string> = {
  cURL: `curl -X POST "https://api.example.com/api/v1/applications/example_string/api-keys" \\
-H "Content-Type: application/json" \\
-H "Authorization: Bearer YOUR_API_TOKEN (JWT)" \\
-d '{
"description": "Production API key for checkout service"
}'`,
  Python: `import requests
import json
url = "https://api.example.com/api/v1/applications/example_string/api-keys"
headers = {
"Content-Type": "application/json",
"Authorization": "Bearer YOUR_API_TOKEN (JWT)"
}
data = {
"description": "Production API key for checkout service"
}
response = requests.post(url, headers=headers, json=data)
print(response.json())`,
  JavaScript: `const response = await fetch("https://api.example.com/api/v1/applications/example_string/api-keys", {
method: "POST",
headers: {
"Content-Type": "application/json",
"Authorization": "Bearer YOUR_API_TOKEN (JWT)"
},
body: JSON.stringify({
"description": "Production API key for checkout service"
})
});
const data = await response.json();
console.log(data);`,
  Go: `package main
import (
"fmt"
"net/http"
"bytes"
"encoding/json"
)
func main() {
data := []byte(\`{
"description": "Production API key for checkout service"
}\`)
req, err := http.NewRequest("POST", "https://api.example.com/api/v1/applications/example_string/api-keys", bytes.NewBuffer(data))
if err != nil {
panic(err)
}
req.Header.Set("Content-Type", "application/json")
req.Header.Set("Authorization", "Bearer YOUR_API_TOKEN (JWT)")
client := &http.Client{}
resp, err := client.Do(req)
if err != nil {
panic(err)
}
defer resp.Body.Close()
fmt.Println("Response Status:", resp.Status)
}`,
  Ruby: `require 'net/http'
require 'json'
uri = URI('https://api.example.com/api/v1/applications/example_string/api-keys')
http = Net::HTTP.new(uri.host, uri.port)
http.use_ssl = true
request = Net::HTTP::Post.new(uri)
request['Content-Type'] = 'application/json'
request['Authorization'] = 'Bearer YOUR_API_TOKEN (JWT)'
request.body = '{
"description": "Production API key for checkout service"
}'
response = http.request(request)
puts response.body`,
};

const decodedInGo = [
  "var answer any",
  "if err := json.NewDecoder(resp.Body).Decode(&answer); err != nil {",
  "panic(err)",
  "}",
  "fmt.Println(answer)",
];

function splitLines(code: string): string[] {
  return code
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

test("the samples for creating a key are those of the published page, in its order", () => {
  const operation = operations.find(({ id }) => id === "createApiKey");
  if (!operation) throw new Error("There is no operation createApiKey");
  const samples = createSamples(operation, { baseUrl: "https://api.example.com" });
  expect(samples.map(({ language }) => language)).toEqual(Object.keys(published));
  for (const { language, code } of samples) {
    const lines = splitLines(published[language] ?? "");
    // Go rejects unused imports, so its sample also decodes the response.
    if (language === "Go") lines.splice(-1, 0, ...decodedInGo);
    expect(splitLines(code)).toEqual(lines);
  }
});
