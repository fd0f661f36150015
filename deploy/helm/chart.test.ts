import { readFileSync } from "node:fs";
import { ServiceMonitor } from "@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1";
import { Deployment } from "kubernetes-models/apps/v1";
import { HorizontalPodAutoscaler } from "kubernetes-models/autoscaling/v2";
import { Job } from "kubernetes-models/batch/v1";
import { Ingress, NetworkPolicy } from "kubernetes-models/networking.k8s.io/v1";
import { PodDisruptionBudget } from "kubernetes-models/policy/v1";
import { ConfigMap, Service } from "kubernetes-models/v1";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { canRender, type Resource, renderChart } from "#lib/testing/deployment/helm.ts";
import { isSetting } from "#lib/testing/deployment/settings.ts";
import manifest from "#package.json" with { type: "json" };

const chart = "deploy/helm/keysmith";

/** Validates by the schemas of Kubernetes' OpenAPI document; throws for what is wrong. */
const models: Record<string, new (resource: never) => { validate(): void }> = {
  "apps/v1 Deployment": Deployment,
  "autoscaling/v2 HorizontalPodAutoscaler": HorizontalPodAutoscaler,
  "batch/v1 Job": Job,
  "monitoring.coreos.com/v1 ServiceMonitor": ServiceMonitor,
  "networking.k8s.io/v1 Ingress": Ingress,
  "networking.k8s.io/v1 NetworkPolicy": NetworkPolicy,
  "policy/v1 PodDisruptionBudget": PodDisruptionBudget,
  "v1 ConfigMap": ConfigMap,
  "v1 Service": Service,
};

function validate(resource: Resource): void {
  const name = `${resource.apiVersion} ${resource.kind}`;
  const Model = models[name];
  if (!Model) throw new Error(`There is no schema for ${name}`);
  new Model(resource as never).validate();
}

const least = { url: "https://keys.example.com" };
const everything = {
  ...least,
  config: 'export const config = { productName: "Acme: Keys" };\n',
  api: { replicas: 2 },
  image: { digest: `sha256:${"0".repeat(64)}` },
  imagePullSecrets: [{ name: "registry" }],
  ingress: { enabled: true, className: "nginx", tlsSecret: "tls", annotations: { a: "b" } },
  networkPolicy: { verifierFrom: [{ namespaceSelector: {} }], egress: [{ ports: [{ port: 9 }] }] },
  nodeSelector: { disk: "ssd" },
  serviceMonitor: { enabled: true, labels: { release: "prometheus" } },
  tolerations: [{ key: "a", operator: "Exists" }],
};

test("the chart has the version of the product", () => {
  const { version, appVersion } = parse(readFileSync(`${chart}/Chart.yaml`, "utf8"));
  expect([version, appVersion]).toEqual([manifest.version, manifest.version]);
});

describe.skipIf(!canRender)("the chart", () => {
  test.each([
    ["the least values", least, ["portal", "verifier"]],
    ["every value", everything, ["portal", "api", "verifier"]],
  ])(
    "makes valid resources of %s",
    (_title, values, components) => {
      const resources = renderChart(chart, values);
      for (const resource of resources) validate(resource);
      const names = (kind: string) =>
        resources.filter((one) => one.kind === kind).map(({ metadata }) => metadata.name);
      const own = components.map((component) => `ks-${component}`);
      for (const kind of ["Deployment", "Service", "PodDisruptionBudget", "NetworkPolicy"]) {
        expect([kind, names(kind)]).toEqual([kind, own]);
      }
      expect(names("HorizontalPodAutoscaler")).toEqual(["ks-verifier"]);
      expect(names("Job")).toEqual(["ks-migrate"]);
      const isWhole = values === everything;
      expect(names("ServiceMonitor")).toEqual(isWhole ? own : []);
      expect(names("Ingress")).toEqual(isWhole ? ["ks"] : []);
      expect(names("ConfigMap")).toEqual(isWhole ? ["ks-config"] : []);
    },
    120_000,
  );

  test("mounts secrets as files, and passes settings that exist", () => {
    const resources = renderChart(chart, everything);
    const pods = resources.flatMap((resource) =>
      ["Deployment", "Job"].includes(resource.kind) ? [findPod(resource)] : [],
    );
    expect(pods).toHaveLength(4);
    for (const { containers, terminationGracePeriodSeconds, volumes } of pods) {
      const [{ args, env, lifecycle, securityContext }] = containers;
      expect(env.filter(({ name }) => !isSetting(name))).toEqual([]);
      expect(env.map(({ name }) => name)).toContain("KEYSMITH_SEALING_SECRET_FILE");
      const isMigration = args[0] === "migrate";
      const seen = volumes.flatMap(({ secret }) => secret?.items.map(({ key }) => key) ?? []);
      expect(seen.includes("migration-database-url")).toBe(isMigration);
      expect(env.some(({ name }) => name.startsWith("MIGRATION_"))).toBe(isMigration);
      expect(securityContext.readOnlyRootFilesystem).toBe(true);
      if (lifecycle) expect(terminationGracePeriodSeconds).toBe(5 + 5 + 35);
    }
  }, 120_000);

  test("needs a URL", () => {
    expect(() => renderChart(chart, {})).toThrow("url must be set");
  }, 120_000);
});

test("a resource that Kubernetes would refuse is found", () => {
  const wrong = { apiVersion: "v1", kind: "Service", metadata: { name: "a" } };
  expect(() => validate({ ...wrong, spec: { ports: [{ port: "80" }] } } as Resource)).toThrow(
    "port",
  );
});

interface Pod {
  terminationGracePeriodSeconds?: number;
  volumes: { secret?: { items: { key: string }[] } }[];
  containers: [
    {
      args: string[];
      env: { name: string }[];
      lifecycle?: object;
      securityContext: { readOnlyRootFilesystem: boolean };
    },
  ];
}

function findPod(resource: Resource): Pod {
  return (resource as unknown as { spec: { template: { spec: Pod } } }).spec.template.spec;
}
