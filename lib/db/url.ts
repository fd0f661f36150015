import { readFileSync } from "node:fs";
import { isIP } from "node:net";
import { checkServerIdentity, getCACertificates, type TLSSocketOptions } from "node:tls";

/** Meaning of a postgres:// URL for the driver, which reads many of them differently than libpq. */
export interface DatabaseTarget {
  /** Options for the driver that override its defaults and ours. */
  options: {
    host: string[];
    port: number[];
    path?: string;
    user?: string;
    password?: string;
    database?: string;
    ssl: false | "prefer" | "require" | Tls;
    sslnegotiation?: "direct";
    connect_timeout?: number;
    keep_alive?: number | null;
    /** Parameters of the session. */
    connection: Record<string, string>;
  };
  /** From `pgbouncer=true` and `connection_limit`, as in Prisma's URLs. */
  prepare?: false;
  poolSize?: number;
  /** Hosts and database, without any secret. */
  description: string;
}

type Tls = TLSSocketOptions & {
  checkServerIdentity?: typeof checkServerIdentity;
  servername?: string;
};

const defaultPort = 5432;
const unreadable =
  "cannot be read. Percent-encode each part of it: @ in a password is %40, / is %2F, # is %23";

/** Parses the text, or throws an Error whose message continues after the variable's name. */
export function parseDatabaseUrl(text: string): DatabaseTarget {
  const { authority, database, parameters } = splitUrl(text);
  const places = findPlaces(authority.hosts, parameters);
  const { host, path } = places;
  const name = parameters.get("dbname") ?? database;
  const options: DatabaseTarget["options"] = {
    ...places,
    user: parameters.get("user") ?? authority.user,
    password: parameters.get("password") ?? authority.password,
    database: name,
    ssl: false,
    connection: {},
  };
  const target: DatabaseTarget = {
    options,
    description: `${(path ? [path] : places.host.map(describeHost(places.port))).join(",")}/${name ?? ""}`,
  };
  for (const [parameter, value] of parameters) {
    const apply = Object.hasOwn(known, parameter) ? known[parameter] : undefined;
    if (!apply)
      throw new Error(`has the parameter ${parameter}, which is not supported. Remove it`);
    apply(value, target, parameter);
  }
  options.ssl = path === undefined ? chooseTls(host, parameters) : false;
  if (parameters.get("sslnegotiation") === "direct") {
    if (options.ssl === false || options.ssl === "prefer") {
      throw new Error("asks for sslnegotiation=direct, which needs sslmode=require or stricter");
    }
    options.sslnegotiation = "direct";
  }
  return target;
}

interface Authority {
  user?: string;
  password?: string;
  hosts: string;
}

/** Exactly one `@` and no `#`: another one means a part that is not percent-encoded. */
const form =
  /^postgres(?:ql)?:\/\/(?:([^\s/?#@]*)@)?([^\s/?#@]*)(?:\/([^\s/?#@]*))?(?:\?([^\s#@]*))?$/;

function splitUrl(text: string) {
  const parts = form.exec(text);
  if (!parts) {
    throw new Error(
      /^postgres(ql)?:\/\//.test(text)
        ? unreadable
        : "must start with postgres:// or postgresql://",
    );
  }
  const [, credentials = "", hosts = "", database = "", query = ""] = parts;
  const colon = credentials.indexOf(":");
  const user = colon < 0 ? credentials : credentials.slice(0, colon);
  const password = colon < 0 ? "" : credentials.slice(colon + 1);
  const authority: Authority = {
    user: decode(user) || undefined,
    password: decode(password) || undefined,
    hosts,
  };
  return { authority, database: decode(database) || undefined, parameters: splitQuery(query) };
}

function splitQuery(query: string): Map<string, string> {
  const parameters = new Map<string, string>();
  for (const pair of query.split("&").filter((pair) => pair !== "")) {
    const equals = pair.indexOf("=");
    const name = pair.slice(0, Math.max(0, equals));
    if (!/^[A-Za-z_]{1,40}$/.test(name)) throw new Error(unreadable);
    if (parameters.has(name)) throw new Error(`has the parameter ${name} twice`);
    const value = decode(pair.slice(equals + 1));
    // An empty parameter counts as absent.
    if (value !== "") parameters.set(name, value);
  }
  return parameters;
}

function decode(text: string): string {
  let decoded: string;
  try {
    decoded = decodeURIComponent(text);
  } catch {
    throw new Error(unreadable);
  }
  if (decoded.includes("\0")) throw new Error(unreadable);
  return decoded;
}

type Places = Pick<DatabaseTarget["options"], "host" | "port" | "path">;

/** Finds the servers: hosts with ports, or the path of one Unix socket. */
function findPlaces(hosts: string, parameters: Map<string, string>): Places {
  const named = hosts.split(",").map(splitHost);
  const list = (name: string) => parameters.get(name)?.split(",");
  const host = list("host") ?? named.map(({ host }) => host);
  const ports = list("port") ?? named.map(({ port }) => port);
  if (ports.length !== 1 && ports.length !== host.length) {
    throw new Error("has not as many ports as hosts");
  }
  const port = host.map((_, index) => readPort(ports[index] ?? ports[0] ?? ""));
  const [first = ""] = host;
  if (!host.some((place) => place.startsWith("/"))) {
    return { host: host.map((name) => readHost(name, host.length === 1)), port };
  }
  if (host.length > 1) throw new Error("names a Unix socket among several hosts");
  return { host: ["localhost"], port, path: `${first}/.s.PGSQL.${port[0]}` };
}

function splitHost(text: string): { host: string; port: string } {
  const [, host = "", port = ""] =
    /^(\[[0-9A-Fa-f:.%]+\]|[^:[\]]*)(?::([0-9]*))?$/.exec(text) ?? fail(unreadable);
  return { host: host.startsWith("[") ? decode(host.slice(1, -1)) : decode(host), port };
}

function readPort(text: string): number {
  if (text === "") return Number(process.env.PGPORT) || defaultPort;
  const port = Number(text);
  if (!/^[0-9]{1,5}$/.test(text) || port < 1 || port > 65535) fail("has a port that is not one");
  return port;
}

function readHost(name: string, isOnly: boolean): string {
  if (name === "" && isOnly) return process.env.PGHOST || "localhost";
  if (isIP(name) === 0 && !/^[A-Za-z0-9_](?:[A-Za-z0-9._-]*)$/.test(name)) fail(unreadable);
  return name;
}

const describeHost = (ports: readonly number[]) => (host: string, index: number) => {
  const port = ports[index];
  const shown = isIP(host) === 6 ? `[${host}]` : host;
  return port === defaultPort ? shown : `${shown}:${port}`;
};

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127\.[0-9.]+$/.test(host);
}

/**
 * Chooses TLS like libpq: by default if the server supports it; `require` does not verify the
 * certificate unless there is a root. Connections within one machine need no protection.
 */
function chooseTls(hosts: string[], parameters: Map<string, string>): false | "prefer" | Tls {
  const rootCert = parameters.get("sslrootcert");
  const asked = parameters.get("sslmode") ?? (parameters.get("ssl") === "true" ? "require" : "");
  const mode = findMode(asked, parameters, hosts);
  if (mode === "disable" || mode === "prefer") {
    if (parameters.has("sslcert")) fail("has an sslcert, which needs sslmode=require or stricter");
    return mode === "prefer" ? mode : false;
  }
  const tls: Tls = {
    ...readFiles(parameters),
    passphrase: parameters.get("sslpassword"),
    minVersion: readVersion(parameters.get("ssl_min_protocol_version")),
    maxVersion: readVersion(parameters.get("ssl_max_protocol_version")),
  };
  if (mode === "require" && rootCert === undefined) return { ...tls, rejectUnauthorized: false };
  if (mode !== "verify-full") return { ...tls, checkServerIdentity: () => undefined };
  return {
    ...tls,
    checkServerIdentity: (name, certificate) => matchHost(name, hosts, certificate),
  };
}

const modes = ["disable", "allow", "prefer", "require", "verify-ca", "verify-full"];

function findMode(asked: string, parameters: Map<string, string>, hosts: string[]): string {
  if (asked !== "" && !modes.includes(asked)) {
    fail(`asks for an sslmode that is none of ${modes.join(", ")}`);
  }
  // The driver lacks SCRAM channel binding; a verified certificate proves the same.
  if (parameters.get("channel_binding") === "require") return "verify-full";
  if (parameters.get("sslrootcert") === "system" && asked === "") return "verify-full";
  if (asked === "allow") return "prefer";
  if (asked !== "") return asked;
  return hosts.every(isLoopback) ? "disable" : "prefer";
}

/** The driver checks the host name it connected to, but no IP address: any listed name matches. */
function matchHost(
  name: string,
  hosts: string[],
  certificate: Parameters<typeof checkServerIdentity>[1],
): Error | undefined {
  if (hosts.includes(name) && isIP(name) === 0) return checkServerIdentity(name, certificate);
  const addresses = hosts.filter((host) => isIP(host) !== 0);
  const errors = addresses.map((address) => checkServerIdentity(address, certificate));
  if (errors.includes(undefined)) return undefined;
  return errors[0] ?? new Error("The certificate names none of the hosts");
}

function readFiles(parameters: Map<string, string>): Tls {
  const read = (name: string) => {
    const path = parameters.get(name);
    if (path === undefined) return undefined;
    try {
      return readFileSync(path);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      return fail(`names a file by ${name} that cannot be read (${code})`);
    }
  };
  const isSystem = parameters.get("sslrootcert") === "system";
  const ca = isSystem
    ? [...getCACertificates("default"), ...getCACertificates("system")]
    : read("sslrootcert");
  return { ca, cert: read("sslcert"), key: read("sslkey"), crl: read("sslcrl") };
}

/** Returns the TLS version, such as TLSv1.2; libpq ignores its case. */
function readVersion(text: string | undefined): Tls["minVersion"] {
  return text?.replace(/^tls/i, "TLS") as Tls["minVersion"];
}

type Apply = (value: string, target: DatabaseTarget, name: string) => void;

/** Read elsewhere. */
const done: Apply = () => undefined;

/** Accepts only the value that is the behavior anyway. */
const only =
  (...values: string[]): Apply =>
  (value, _, name) => {
    if (values.includes(value.toLowerCase())) return;
    fail(`has a value of ${name} that is not supported. Supported: ${values.join(", ")}`);
  };

const inSession =
  (as: string): Apply =>
  (value, { options }) => {
    options.connection[as] = value;
  };

const wholeNumber = (value: string, name: string): number => {
  if (!/^[0-9]{1,6}$/.test(value)) fail(`has a value of ${name} that is no whole number`);
  return Number(value);
};

/** libpq's parameters (PostgreSQL docs, 34.1.2), and common ones of other tools. */
const known: Record<string, Apply> = {
  host: done,
  port: done,
  dbname: done,
  user: done,
  password: done,
  ssl: only("true", "false"),
  sslmode: done,
  sslrootcert: done,
  sslcert: done,
  sslkey: done,
  sslpassword: done,
  sslcrl: done,
  sslcertmode: only("allow"),
  sslcompression: only("0"),
  sslsni: only("1"),
  sslnegotiation: only("postgres", "direct"),
  ssl_min_protocol_version: only("tlsv1", "tlsv1.1", "tlsv1.2", "tlsv1.3"),
  ssl_max_protocol_version: only("tlsv1", "tlsv1.1", "tlsv1.2", "tlsv1.3"),
  channel_binding: only("disable", "prefer", "require"),
  gssencmode: only("disable", "prefer"),
  client_encoding: only("utf8", "utf-8", "auto"),
  min_protocol_version: only("3.0"),
  load_balance_hosts: only("disable"),
  target_session_attrs: only("any", "read-write", "primary"),
  application_name: inSession("application_name"),
  fallback_application_name: (value, { options }) => {
    options.connection.application_name ??= value;
  },
  options: inSession("options"),
  search_path: inSession("search_path"),
  schema: (value, { options }) => {
    options.connection.search_path = `"${value.replaceAll('"', '""')}"`;
  },
  connect_timeout: (value, { options }, name) => {
    // 0 means no timeout in libpq; we always have one.
    options.connect_timeout = wholeNumber(value, name) || undefined;
  },
  keepalives: (value, target, name) => {
    only("0", "1")(value, target, name);
    if (value === "0") target.options.keep_alive = null;
  },
  keepalives_idle: (value, { options }, name) => {
    const seconds = wholeNumber(value, name);
    if (seconds > 0 && options.keep_alive !== null) options.keep_alive = seconds;
  },
  pgbouncer: (value, target, name) => {
    only("true", "false")(value, target, name);
    if (value === "true") target.prepare = false;
  },
  connection_limit: (value, target, name) => {
    const size = wholeNumber(value, name);
    if (size < 1 || size > 1000) fail(`has a value of ${name} that is not from 1 to 1000`);
    target.poolSize = size;
  },
};

function fail(message: string): never {
  throw new Error(message);
}
