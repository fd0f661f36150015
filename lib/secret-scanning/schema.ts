import { z } from "zod";

/**
 * What GitHub's secret scanning found. Fields that it may add one day are passed over, because this
 * body is GitHub's to define. Source: docs.github.com, "Secret scanning partner program".
 */
export const githubAlertsBody = z.array(
  z.object({
    token: z.string().meta({ description: "The text that was found", example: "YOUR_API_KEY" }),
    type: z.string().meta({ description: "For what GitHub takes it", example: "keysmith_api_key" }),
    url: z.string().nullish().meta({ description: "Where it was found, if GitHub tells" }),
  }),
);
export type GithubAlert = z.infer<typeof githubAlertsBody>[number];

/** Our word on each alert; the token itself is not sent back. */
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
