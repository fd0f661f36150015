import { expect, test } from "vitest";
import { AppError } from "#lib/errors.ts";
import { Gate } from "#lib/gate.ts";

/** Starts jobs that end on request, in the order in which they began. */
function startWorks(gate: Gate) {
  const begun: string[] = [];
  const ends: PromiseWithResolvers<void>[] = [];
  const outcomes: Promise<unknown>[] = [];
  return {
    begun,
    outcomes,
    start(name: string, caller?: string) {
      const work = () => {
        const end = Promise.withResolvers<void>();
        begun.push(name);
        ends.push(end);
        return end.promise;
      };
      const outcome = gate.run(work, caller).catch((error: unknown) => error);
      outcomes.push(outcome);
      return outcome;
    },
    async end(settle: "resolve" | "reject" = "resolve") {
      ends.shift()?.[settle]();
      await new Promise(setImmediate);
    },
  };
}

test("no more than the limit runs at once, and every work that was let in runs", async () => {
  const works = startWorks(new Gate({ atOnce: 2, waiting: 3 }));
  for (const name of ["a", "b", "c", "d", "e"]) void works.start(name);
  expect(works.begun).toEqual(["a", "b"]);
  await works.end("reject");
  expect(works.begun).toEqual(["a", "b", "c"]);
  for (let n = 0; n < 4; n += 1) await works.end();
  expect(works.begun).toEqual(["a", "b", "c", "d", "e"]);
  await Promise.all(works.outcomes);
  void works.start("f");
  void works.start("g");
  void works.start("h");
  expect(works.begun.slice(5)).toEqual(["f", "g"]);
});

test("one that finds the queue full is refused at once, with a time to come back", async () => {
  const works = startWorks(new Gate({ atOnce: 1, waiting: 2 }));
  for (const name of ["a", "b", "c"]) void works.start(name);
  const refusal = await works.start("d");
  expect(refusal).toBeInstanceOf(AppError);
  expect(refusal).toMatchObject({ status: 503, options: { retryAfterSeconds: 1 } });
  await works.end();
  void works.start("e");
  expect(works.begun).toEqual(["a", "b"]);
  await works.end();
  await works.end();
  expect(works.begun).toEqual(["a", "b", "c", "e"]);
});

test("callers are served in turn, and one alone can't fill the queue", async () => {
  const works = startWorks(new Gate({ atOnce: 1, waiting: 10, waitingPerCaller: 3 }));
  for (const name of ["x1", "x2", "x3", "x4"]) void works.start(name, "x");
  expect(await works.start("x5", "x")).toMatchObject({ status: 503 });
  void works.start("y1", "y");
  void works.start("z1", "z");
  void works.start("y2", "y");
  for (let n = 0; n < 7; n += 1) await works.end();
  expect(works.begun).toEqual(["x1", "x2", "y1", "z1", "x3", "y2", "x4"]);
});
