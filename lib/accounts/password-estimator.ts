import { parentPort } from "node:worker_threads";
import { ZxcvbnFactory } from "@zxcvbn-ts/core";
import { adjacencyGraphs, dictionary } from "@zxcvbn-ts/language-common";

/** Worker thread that returns a score from 0 to 4 for each password. */
const estimator = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });

parentPort?.on("message", ({ password, words }: { password: string; words: string[] }) => {
  parentPort?.postMessage(estimator.check(password, words).score);
});
