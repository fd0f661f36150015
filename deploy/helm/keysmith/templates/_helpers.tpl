{{- define "keysmith.image" -}}
{{- if .Values.image.digest -}}
{{ .Values.image.repository }}@{{ .Values.image.digest }}
{{- else -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end -}}
{{- end -}}

{{- define "keysmith.selector" -}}
app.kubernetes.io/name: keysmith
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end -}}

{{- define "keysmith.labels" -}}
{{ include "keysmith.selector" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
{{- end -}}

{{- define "keysmith.podSecurity" -}}
runAsNonRoot: true
runAsUser: 65532
runAsGroup: 65532
fsGroup: 65532
seccompProfile: { type: RuntimeDefault }
{{- end -}}

{{/*
A container of one component: `root`, `component`, `resources`; `isHook` for the migration, without
the configuration, which does not exist yet when hooks run.
*/}}
{{- define "keysmith.container" -}}
name: keysmith
image: {{ include "keysmith.image" .root | quote }}
imagePullPolicy: {{ .root.Values.image.pullPolicy }}
args: [{{ .component }}]
env:
  - name: KEYSMITH_URL
    value: {{ required "url must be set" .root.Values.url | quote }}
  - name: DRAIN_SECONDS
    value: {{ .root.Values.drainSeconds | quote }}
  {{- range $name, $value := .root.Values.settings }}
  - name: {{ $name }}
    value: {{ $value | quote }}
  {{- end }}
  {{- $keys := .root.Values.secrets.keys }}
  {{- if .isHook }}
  {{- $keys = merge (dict) $keys .root.Values.secrets.migrationKeys }}
  {{- end }}
  {{- range $name, $key := $keys }}
  - name: {{ $name }}_FILE
    value: /run/secrets/keysmith/{{ $key }}
  {{- end }}
resources: {{- toYaml .resources | nindent 2 }}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities: { drop: [ALL] }
volumeMounts:
  - { name: secrets, mountPath: /run/secrets/keysmith, readOnly: true }
  - { name: tmp, mountPath: /tmp }
  - { name: data, mountPath: /var/lib/keysmith }
  {{- if and .root.Values.config (not .isHook) }}
  - name: config
    mountPath: /opt/keysmith/keysmith.config.ts
    subPath: keysmith.config.ts
    readOnly: true
  {{- end }}
{{- end -}}

{{/* What every pod has: `root`, and the `keys` of the Secret that it sees. */}}
{{- define "keysmith.commonVolumes" -}}
- name: secrets
  secret:
    secretName: {{ .root.Values.secrets.existingSecret }}
    defaultMode: 0440
    items:
      {{- range $key := .keys | values | sortAlpha | uniq }}
      - { key: {{ $key }}, path: {{ $key }} }
      {{- end }}
- { name: tmp, emptyDir: {} }
- { name: data, emptyDir: {} }
{{- end -}}

{{- define "keysmith.hookVolumes" -}}
{{- $keys := merge (dict) .Values.secrets.keys .Values.secrets.migrationKeys -}}
{{ include "keysmith.commonVolumes" (dict "root" . "keys" $keys) }}
{{- end -}}

{{- define "keysmith.volumes" -}}
{{ include "keysmith.commonVolumes" (dict "root" . "keys" .Values.secrets.keys) }}
{{- if .Values.config }}
- name: config
  configMap: { name: {{ .Release.Name }}-config }
{{- end }}
{{- end -}}

{{/* DNS, PostgreSQL and pgbouncer, Redis, SMTP, and HTTPS to identity providers and collectors. */}}
{{- define "keysmith.egress" -}}
- ports:
    - { port: 53, protocol: UDP }
    - { port: 53, protocol: TCP }
    - { port: 5432 }
    - { port: 6432 }
    - { port: 6379 }
    - { port: 465 }
    - { port: 587 }
    - { port: 443 }
    - { port: 4318 }
{{- with .Values.networkPolicy.egress }}
{{ toYaml . }}
{{- end }}
{{- end -}}
