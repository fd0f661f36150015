import { z } from "zod";

/**
 * Alerts of GitHub's secret scanning. Unknown fields are ignored, because GitHub may add some.
 * Source: docs.github.com, "Secret scanning partner program".
 */
export const githubAlertsBody = z.array(
  z.object({
    token: z.string().meta({ description: "The text that was found", example: "YOUR_API_KEY" }),
    type: z.string().meta({ description: "For what GitHub takes it", example: "keysmith_api_key" }),
    url: z.string().nullish().meta({ description: "Where it was found, if GitHub tells" }),
  }),
);
export type GithubAlert = z.infer<typeof githubAlertsBody>[number];

/** Our feedback on each alert, without the token itself. */
export const githubFeedbackSchema = z.array(
  z
    .object({
      token_hash: z.string().meta({ description: "SHA-256 of the token in base64" }),
      token_type: z.string().meta({ description: "For what GitHub took it" }),
      label: z
        .enum(["true_positive", "false_positive"])
        .meta({ description: "Whether it is a key of ours" }),
    })
    .meta({ id: "GithubFeedback" }),
);
export type GithubFeedback = z.infer<typeof githubFeedbackSchema>[number];
