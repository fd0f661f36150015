import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { AppError } from "#lib/errors.ts";
import { Gate } from "#lib/gate.ts";
import type { PageCache } from "#lib/http/server/page-cache.ts";
import { sendRefusal } from "#lib/http/server/refusals.ts";
import { readCaller } from "#lib/http/server/request-headers.ts";
import { isDocumentPath } from "#lib/http/server/security-headers.ts";
import { addressKey } from "#lib/rate-limits/address-key.ts";
import { getRelease } from "#lib/release.ts";

type Handler = (req: IncomingMessage, res: ServerResponse) => Promise<void>;

/** After that, sending a page no longer counts as rendering. */
const longestRenderMs = 1000;

interface LoadOptions {
  /** Counts a page for a caller and returns response headers; throws at the rate limit. */
  countPage(caller: string): Promise<[string, string][]>;
  /** Absent where pages change while the server runs. */
  cache?: PageCache;
}

/**
 * Renders few pages at a time, so that other requests get their turn between them, and responds to
 * health checks itself.
 */
export function shedLoad(handler: Handler, { countPage, cache }: LoadOptions): Handler {
  const gate = new Gate({ atOnce: 4, waiting: 200, waitingPerCaller: 50 });

  async function renderPage(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const caller = addressKey(readCaller(req));
    setHeaders(res, await countPage(caller));
    if (await cache?.send(req, res)) return;
    let rendering: Promise<void> | undefined;
    const render = async () => {
      // Whoever has gone away while it waited gets nothing rendered.
      if (res.destroyed) return;
      rendering = cache ? cache.render(req, res, handler) : handler(req, res);
      await Promise.race([rendering, sleep(longestRenderMs, undefined, { ref: false })]);
    };
    await gate.run(render, caller);
    await rendering;
  }

  return async (req, res) => {
    const path = (req.url ?? "").replace(/[?#].*$/s, "");
    if (path === "/healthz") return answerHealthCheck(res);
    if (!isDocumentPath(path)) return handler(req, res);
    await renderPage(req, res).catch((error) => {
      if (!(error instanceof AppError)) throw error;
      const { headers = [], retryAfterSeconds } = error.options;
      setHeaders(res, Array.isArray(headers) ? headers : Object.entries(headers));
      if (retryAfterSeconds !== undefined) res.setHeader("Retry-After", retryAfterSeconds);
      sendRefusal(res, error);
    });
  };
}

/** Responds that the process is alive, without asking anything else. */
export async function answerHealthCheck(res: ServerResponse): Promise<void> {
  res.setHeader("Cache-Control", "no-store");
  res.setHeader("Content-Type", "application/json");
  res.end(JSON.stringify({ status: "ok", ...getRelease() }));
}

function setHeaders(res: ServerResponse, headers: [string, string][]): void {
  for (const [name, value] of headers) res.appendHeader(name, value);
}
