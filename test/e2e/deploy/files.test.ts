import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { runProgram } from '../../support/run-program.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const deploy = join(root, 'deploy');
const port = 8737;
const noRuby = spawnSync('ruby', ['--version']).status === 0 ? false : 'ruby is not installed here';
const paths = readdirSync(deploy, { recursive: true, encoding: 'utf8' });

function textOf(path: string): string {
  return readFileSync(join(deploy, path), 'utf8');
}

/** The document in a YAML file, by Ruby's parser. */
function readYaml<Document>(path: string): Document {
  const script = 'puts JSON.generate(YAML.safe_load(STDIN.read, aliases: false))';
  const input = textOf(path);
  const json = execFileSync('ruby', ['-ryaml', '-rjson', '-e', script], { input });
  return JSON.parse(json.toString()) as Document;
}

function unknownKeys(value: object, known: string): readonly string[] {
  return Object.keys(value).filter((key) => !known.split(' ').includes(key));
}

test('every YAML file can be read', { skip: noRuby }, () => {
  const files = paths.filter((path) => path.endsWith('.yaml'));
  assert.ok(files.length >= 9);
  for (const path of files) assert.equal(typeof readYaml(path), 'object', path);
});

type Service = {
  readonly image: string;
  readonly command?: readonly string[];
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly depends_on?: readonly string[];
};
type Compose = {
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: Readonly<Record<string, unknown>>;
};

test('the services of compose fit together', { skip: noRuby }, () => {
  const { services, volumes, ...rest } = readYaml<Compose>('compose.yaml');
  assert.deepEqual(rest, {});
  /** Where each image listens. */
  const listens = { metrics: 8428, rules: 8880, alerts: 9093, dashboard: 3000 };
  assert.deepEqual(Object.keys(services), Object.keys(listens));
  const keys = 'image command ports volumes depends_on environment restart';
  for (const [name, service] of Object.entries(services)) {
    assert.deepEqual(unknownKeys(service, keys), [], name);
    assert.match(service.image, /^[a-z]+\/[a-z-]+:v?\d+\.\d+\.\d+$/);
    for (const other of service.depends_on ?? []) assert.ok(other in services, other);
    for (const published of service.ports ?? []) {
      const [address, , inside] = published.split(':');
      // Nothing here asks for a password.
      assert.equal(address, '127.0.0.1');
      assert.equal(Number(inside), listens[name as keyof typeof listens]);
    }
    for (const volume of service.volumes ?? []) {
      const [from = ''] = volume.split(':');
      assert.ok(from.startsWith('./') ? existsSync(join(deploy, from)) : from in volumes, volume);
    }
  }
  const addresses = `${textOf('compose.yaml')}${textOf('grafana/provisioning/datasources/metrics.yaml')}`;
  const named = [...addresses.matchAll(/http:\/\/([a-z]+):(\d+)/g)];
  assert.ok(named.length >= 5);
  for (const [, name = '', number] of named)
    assert.equal(Number(number), listens[name as keyof typeof listens], name);
  const loaded = (services['rules']?.command ?? []).flatMap(
    (argument) => /^-rule=\/(.+)$/.exec(argument)?.[1] ?? [],
  );
  const own = paths.filter((path) => /^rules.[a-z]+\.yaml$/.test(path) && !path.includes('tests'));
  assert.deepEqual(loaded.toSorted(), own.map((path) => path.replace('\\', '/')).toSorted());
});

test('Grafana finds the dashboard', { skip: noRuby }, () => {
  type Providers = {
    readonly providers: readonly { readonly options: { readonly path: string } }[];
  };
  const { providers } = readYaml<Providers>('grafana/provisioning/dashboards/kimibar.yaml');
  const { services } = readYaml<Compose>('compose.yaml');
  const mounted = services['dashboard']?.volumes ?? [];
  const folder = providers[0]?.options.path ?? '';
  assert.ok(mounted.includes(`./grafana/kimibar.json:${folder}/kimibar.json:ro`));
  assert.ok(mounted.includes('./grafana/provisioning:/etc/grafana/provisioning:ro'));
});

test('an alert keeps back only one about the same quota', { skip: noRuby }, () => {
  type Rules = { readonly inhibit_rules: readonly { readonly equal: readonly string[] }[] };
  const { inhibit_rules: rules } = readYaml<Rules>('alertmanager.yaml');
  const labels = [...textOf('rules/alerts.yaml').matchAll(/max by \(([^)]+)\)/g)];
  assert.equal(labels[0]?.[1], rules[0]?.equal.join(', '));
});

type Container = {
  readonly securityContext: object;
  readonly volumeMounts: readonly { readonly name: string; readonly mountPath: string }[];
  readonly livenessProbe: { readonly exec: { readonly command: readonly string[] } };
};
type PodSpec = {
  readonly securityContext: Readonly<Record<string, unknown>>;
  readonly containers: readonly Container[];
  readonly volumes: readonly { readonly name: string }[];
};
type Deployment = {
  readonly apiVersion: string;
  readonly kind: string;
  readonly spec: {
    readonly selector: { readonly matchLabels: object };
    readonly template: { readonly metadata: { readonly labels: object }; readonly spec: PodSpec };
  };
};

test('the deployment for Kubernetes fits the image', { skip: noRuby }, () => {
  const { apiVersion, kind, spec } = readYaml<Deployment>('kubernetes.yaml');
  assert.deepEqual([apiVersion, kind], ['apps/v1', 'Deployment']);
  assert.deepEqual(unknownKeys(spec, 'replicas strategy selector template'), []);
  assert.deepEqual(spec.selector.matchLabels, spec.template.metadata.labels);
  const pod = spec.template.spec;
  assert.deepEqual(
    unknownKeys(pod, 'automountServiceAccountToken securityContext containers volumes'),
    [],
  );
  assert.deepEqual(
    unknownKeys(pod.securityContext, 'runAsNonRoot runAsUser fsGroup seccompProfile'),
    [],
  );
  for (const container of pod.containers) {
    const keys = 'name image securityContext resources livenessProbe volumeMounts';
    assert.deepEqual(unknownKeys(container, keys), []);
    assert.deepEqual(
      unknownKeys(
        container.securityContext,
        'readOnlyRootFilesystem allowPrivilegeEscalation capabilities',
      ),
      [],
    );
    const mounted = container.volumeMounts.map(({ name }) => name);
    assert.deepEqual(
      mounted,
      pod.volumes.map(({ name }) => name),
    );
    const folders = container.volumeMounts.map(({ mountPath }) => mountPath);
    assert.deepEqual(folders, ['/config', '/data', '/tmp']);
    assert.ok(container.livenessProbe.exec.command.join(' ').includes(`:${port}/health`));
  }
});

test('the configuration in the Kubernetes example is valid', async (t) => {
  const comment = textOf('kubernetes.yaml')
    .split('\n')
    .filter((line) => line.startsWith('#'));
  const text = comment.map((line) => line.slice(1)).join('\n');
  const home = tempFolder(t);
  const path = join(home, 'config.json');
  writeFileSync(path, text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1), { mode: 0o600 });
  const env = { KIMIBAR_CONFIG: path };
  const { exitCode, stdout, stderr } = await runProgram(['config', 'validate'], { home, env });
  assert.equal(exitCode, 0, stdout + stderr);
});

test('images and services name files, folders and variables that exist', async (t) => {
  const { bin } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    readonly bin: { readonly kimibar: string };
  };
  const dockerfile = textOf('Dockerfile');
  assert.ok(dockerfile.includes(`"/opt/kimibar/${bin.kimibar}"`));
  assert.ok(dockerfile.includes(`http://127.0.0.1:${port}/health`));
  const left = textOf('Dockerfile.dockerignore').split('\n');
  for (const path of ['.git', 'node_modules', 'dist', 'config.json'])
    assert.ok(left.includes(path), path);
  const service = textOf('kimibar.service');
  const variables = [dockerfile, service].flatMap((text) => text.match(/KIMIBAR_\w+(?==)/g) ?? []);
  assert.equal(variables.length, 4);
  const manual = readFileSync(join(root, 'dist/kimibar.1'), 'utf8').replaceAll('\\', '');
  for (const name of variables) assert.ok(manual.includes(name), name);
  assert.match(service, /KIMIBAR_DATA_DIR=\/var\/lib\/kimibar .*\nStateDirectory=kimibar\n/);
  const shown = await runProgram(['config', 'show'], { home: tempFolder(t), env: {} });
  assert.match(shown.stdout, new RegExp(`server\\.port +${port} +default`));
});

test('panels, alerts and fleet ask for series that are pushed or recorded', () => {
  const rules = ['recording', 'price'].map((name) => textOf(`rules/${name}.yaml`)).join('\n');
  const recorded = new Set([...rules.matchAll(/record: (\S+)/g)].map(([, name]) => name));
  const metrics = readFileSync(join(root, 'src/present/metrics/usage-metrics.ts'), 'utf8');
  const queries = readFileSync(join(root, 'src/fleet/fleet-queries.ts'), 'utf8');
  const asked = [textOf('grafana/kimibar.json'), textOf('rules/alerts.yaml'), rules, queries];
  const named = asked.flatMap((text) => text.match(/kimibar(:[a-z]|_[a-z]+_)[a-z0-9_:]*/g) ?? []);
  assert.ok(named.length > 30);
  for (const name of named)
    assert.ok(name.includes(':') ? recorded.has(name) : metrics.includes(`'${name}'`), name);
});
