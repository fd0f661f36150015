import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { findFreePort } from "#lib/testing/services/redis.ts";

const logName = "access.log";
const folder = resolve(import.meta.dirname, "../../../deploy/gateways");

export interface GatewayPlaces {
  /** TCP port of the verifier, or path of its Unix socket. */
  verifier: number | string;
  apiPort: number;
  serviceToken?: string;
}

export interface TestGateway {
  port: number;
  /** Returns its log so far. */
  readLog(): Promise<string>;
  stop(): Promise<void>;
}

interface Gateway {
  name: string;
  /** Whether it is on the PATH. */
  isInstalled: boolean;
  /** Writes its configuration into its own folder; returns the command to run it. */
  prepare(places: GatewayPlaces & { port: number; home: string }): Promise<string[]>;
}

export const gateways: Gateway[] = [
  {
    name: "nginx",
    isInstalled: spawnSync("nginx", ["-v"]).status === 0,
    async prepare({ verifier, apiPort, serviceToken, port, home }) {
      const tokenFile = join(home, "service-token.conf");
      await fillIn("nginx.conf", join(home, "keysmith.conf"), {
        "server 127.0.0.1:3001;":
          typeof verifier === "string"
            ? `server unix:${verifier};`
            : `server 127.0.0.1:${verifier};`,
        "127.0.0.1:8080": `127.0.0.1:${apiPort}`,
        "listen 8000;": `listen 127.0.0.1:${port};`,
        "/etc/keysmith/service-token.conf": tokenFile,
        "/var/log/nginx/access.log": join(home, logName),
      });
      const line = `proxy_set_header X-Keysmith-Service-Token "${serviceToken}";\n`;
      await writeFile(tokenFile, serviceToken === undefined ? "" : line);
      const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
      await writeFile(
        join(home, "nginx.conf"),
        `${process.getuid?.() === 0 ? "user root;" : ""}
        daemon off; pid nginx.pid; error_log stderr warn;
        events { worker_connections 256; }
        http {
          ${temporary.map((name) => `${name}_temp_path ${name};`).join(" ")}
          include ${home}/keysmith.conf;
        }`,
      );
      return ["nginx", "-p", home, "-c", join(home, "nginx.conf"), "-e", "stderr"];
    },
  },
  {
    name: "Caddy",
    isInstalled: spawnSync("caddy", ["version"]).status === 0,
    async prepare({ verifier, apiPort, port, home }) {
      const path = join(home, "Caddyfile");
      await fillIn("Caddyfile", path, {
        "forward_auth 127.0.0.1:3001":
          typeof verifier === "string"
            ? `forward_auth unix/${verifier}`
            : `forward_auth 127.0.0.1:${verifier}`,
        "127.0.0.1:8080": `127.0.0.1:${apiPort}`,
        "\n:8000 {": `\n:${port} {`,
      });
      return ["caddy", "run", "--config", path, "--adapter", "caddyfile"];
    },
  },
];

/** Runs a gateway with the configuration that we ship, adapted to the given ports. */
export async function startGateway(gateway: Gateway, places: GatewayPlaces): Promise<TestGateway> {
  const home = await mkdtemp(join(tmpdir(), "keysmith-gateway-"));
  const port = await findFreePort();
  const [command = "", ...args] = await gateway.prepare({ ...places, port, home });
  const child = spawn(command, args, {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, HOME: home, KEYSMITH_SERVICE_TOKEN: places.serviceToken },
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (chunk: string) => {
      output += chunk;
    });
  }
  const ended = once(child, "close");
  while (!(await isListening(port))) {
    if (child.exitCode !== null) {
      await rm(home, { recursive: true });
      throw new Error(`${gateway.name} has ended.\n${output}`);
    }
    await sleep(20);
  }
  return {
    port,
    readLog: async () => output + (await readFile(join(home, logName), "utf8").catch(() => "")),
    stop: async () => {
      child.kill("SIGTERM");
      await ended;
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** Copies one of our files with some of its text replaced; throws if a text is missing. */
async function fillIn(name: string, to: string, changes: Record<string, string>): Promise<void> {
  let text = await readFile(join(folder, name), "utf8");
  for (const [place, value] of Object.entries(changes)) {
    if (!text.includes(place)) throw new Error(`${name} does not have ${place}`);
    text = text.replaceAll(place, value);
  }
  await writeFile(to, text);
}

async function isListening(port: number): Promise<boolean> {
  const socket = connect(port, "127.0.0.1");
  try {
    await once(socket, "connect");
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
