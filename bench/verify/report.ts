import { median } from "#bench/median.ts";
import type { LoadResult } from "#bench/verify/load.ts";
import type { MemoryFigures } from "#bench/verify/memory.ts";
import type { RevocationFigures } from "#bench/verify/revocation.ts";
import { names, type Target } from "#bench/verify/targets.ts";

export interface Round {
  target: Target;
  results: LoadResult[];
}

type Of = keyof Pick<LoadResult, "perSecond" | "p50" | "p99">;

const middle = (round: Round, of: Of) => median(round.results.map((result) => result[of]));

/** Figures of the same round stand side by side, so the ratio of a round is the thing to take. */
function ratio(own: Round, other: Round): number {
  return median(
    own.results.map(({ perSecond }, i) => perSecond / (other.results[i]?.perSecond ?? Number.NaN)),
  );
}

export function reportThroughput(rounds: readonly Round[], size: number): void {
  const find = findIn(rounds);
  const bare = find(names.bare);
  console.table(
    rounds.map((round) => ({
      target: round.target.name,
      keys: round.target.size?.toLocaleString("en") ?? "",
      "per second": Math.round(middle(round, "perSecond")),
      least: Math.round(Math.min(...round.results.map(({ perSecond }) => perSecond))),
      most: Math.round(Math.max(...round.results.map(({ perSecond }) => perSecond))),
      "p50 ms": middle(round, "p50").toFixed(2),
      "p99 ms": middle(round, "p99").toFixed(2),
      "of the bare server": bare ? ratio(round, bare).toFixed(2) : "",
    })),
  );
  const aims: [string, string, string, number][] = [
    ["warm to the bare server", names.warm, names.bare, 0.6],
    ["cold to the bare server with one SELECT", names.cold, names.select, 0.8],
    ["warm to better-auth", names.warm, names.betterAuth, 20],
    ["cold to better-auth", names.cold, names.betterAuth, 20],
  ];
  for (const [what, own, other, aim] of aims) {
    const [mine, theirs] = [find(own, size), find(other)];
    const value = mine && theirs ? ratio(mine, theirs) : Number.NaN;
    say(what, value.toFixed(2), `at least ${aim}`, value >= aim);
  }
  const [first, ...larger] = [...new Set(rounds.flatMap(({ target }) => target.size ?? []))].sort(
    (a, b) => a - b,
  );
  for (const name of [names.warm, names.cold]) {
    for (const each of larger) {
      const [mine, least] = [find(name, each), find(name, first)];
      if (!mine || !least) continue;
      const value = ratio(mine, least);
      const what = `${name} at ${each.toLocaleString("en")} keys to ${first?.toLocaleString("en")}`;
      say(what, value.toFixed(2), "0.90 to 1.10", value >= 0.9 && value <= 1.1);
    }
  }
}

function findIn(rounds: readonly Round[]) {
  return (name: string, size?: number) =>
    rounds.find(({ target }) => target.name === name && (!size || target.size === size));
}

export function reportMemory(phases: readonly MemoryFigures[]): void {
  console.table(
    phases.map((figures) => ({
      phase: figures.phase,
      "per second": Math.round(figures.perSecond),
      "RSS MiB": Math.round(figures.rss),
      "most RSS": Math.round(figures.rssMost),
      "heap MiB": Math.round(figures.heap),
      "most heap": Math.round(figures.heapMost),
    })),
  );
  const [before, first, second] = phases.map(({ rssMost }) => rssMost);
  const growth = (second ?? Number.NaN) / (first ?? Number.NaN);
  say("most RSS in the second scan to the first", growth.toFixed(2), "1.10 at most", growth <= 1.1);
  const sinceBefore = (first ?? Number.NaN) / (before ?? Number.NaN);
  say(
    "most RSS in the first scan to before",
    sinceBefore.toFixed(2),
    "1.10 at most",
    sinceBefore <= 1.1,
  );
}

export function reportRevocation({ reach, wait, late }: RevocationFigures): void {
  console.table(
    Object.entries({
      "commit to the first refusal": reach,
      "commit to the answer": wait,
    }).map(([what, times]) => ({
      [`of ${reach.count} revocations`]: what,
      "p50 ms": times.quantile(0.5).toFixed(2),
      "p99 ms": times.quantile(0.99).toFixed(2),
      "most ms": times.quantile(1).toFixed(2),
    })),
  );
  const p99 = reach.quantile(0.99);
  say("p99 of a revocation to a second instance", `${p99.toFixed(2)} ms`, "under 50 ms", p99 < 50);
  say("successes asked for after the answer", String(late), "none", late === 0);
}

function say(what: string, value: string, aim: string, isReached: boolean): void {
  const outcome = value === "NaN" ? "not measured" : isReached ? "reached" : "NOT REACHED";
  console.log(`${outcome.padEnd(13)} ${what}: ${value} (${aim})`);
}
