import { createConfig, lintFromString } from "@redocly/openapi-core";
import { expect, test } from "vitest";
import { createReference } from "#lib/reference/document.ts";

test("a linter of OpenAPI finds nothing to say about the document", async () => {
  const config = await createConfig({ extends: ["recommended", "spec"] });
  const source = JSON.stringify(createReference("https://keys.example"));
  const problems = await lintFromString({ source, config });
  const texts = problems.map(({ ruleId, message, location }) => {
    return `${ruleId}: ${message} ${location.map(({ pointer }) => pointer).join()}`;
  });
  expect(texts).toEqual([]);
});
