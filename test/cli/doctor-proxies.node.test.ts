/**
 * Faults of real proxies: each is made, found by its code with the line that mends it, and gone with that line. A table
 * of those that were tried is printed; a proxy that is not on this machine is skipped, and said to be.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { formatTable } from '../../bench/table.ts'
import { createScenarioServer, scenarios, serveScenarios } from '../../src/testing/index.ts'
import { placeOf, type RealProxy, startProxy } from './real-proxies.ts'
import { call } from './recorded-terminal.ts'

interface Fault {
  readonly proxy: RealProxy
  readonly code: string
  /** What is wrong, and what mends it: inside of the place that passes on, or beside it. */
  readonly wrong: { readonly inside?: string; readonly beside?: string }
  readonly mended: { readonly inside?: string; readonly beside?: string }
  readonly replicas?: number
}

const NGINX = 'proxy_buffering off; proxy_http_version 1.1; client_max_body_size 0;'
const FAULTS: readonly Fault[] = [
  { proxy: 'nginx', code: 'stream-held-back', wrong: { inside: 'client_max_body_size 0;' }, mended: { inside: NGINX } },
  {
    proxy: 'nginx',
    code: 'stream-compressed',
    wrong: { inside: `${NGINX} gzip on; gzip_min_length 1; gzip_types text/event-stream;` },
    mended: { inside: `${NGINX} gzip off;` },
  },
  {
    proxy: 'nginx',
    code: 'stream-cut',
    wrong: { inside: `${NGINX} proxy_read_timeout 1s;` },
    mended: { inside: `${NGINX} proxy_read_timeout 1h;` },
  },
  {
    proxy: 'nginx',
    code: 'upload-limit',
    wrong: { inside: 'proxy_buffering off;' },
    mended: { inside: 'proxy_buffering off; client_max_body_size 500m;' },
  },
  { proxy: 'nginx', code: 'no-affinity', wrong: { inside: NGINX }, mended: { inside: NGINX, beside: 'ip_hash;' }, replicas: 2 },
  {
    proxy: 'nginx',
    code: 'stream-refused',
    wrong: { inside: `${NGINX} if ($uri ~ heartbeat) { return 403; }` },
    mended: { inside: NGINX },
  },
  {
    proxy: 'apache',
    code: 'stream-compressed',
    wrong: { beside: 'SetOutputFilter DEFLATE' },
    mended: { beside: 'SetOutputFilter DEFLATE\nSetEnvIf Request_URI "/(queue|heartbeat|call)/" no-gzip=1' },
  },
  { proxy: 'apache', code: 'stream-cut', wrong: { inside: 'timeout=1' }, mended: { inside: 'timeout=3600' } },
  { proxy: 'haproxy', code: 'stream-cut', wrong: { inside: '  timeout server 1s' }, mended: { inside: '  timeout server 1h' } },
  {
    proxy: 'haproxy',
    code: 'stream-compressed',
    wrong: { inside: '  compression algo gzip\n  compression type text/event-stream' },
    mended: { inside: '  compression algo gzip\n  compression type text/html text/css application/javascript application/json' },
  },
  { proxy: 'haproxy', code: 'no-affinity', wrong: { inside: '  balance roundrobin' }, mended: { inside: '  balance source' }, replicas: 2 },
  {
    proxy: 'caddy',
    code: 'stream-cut',
    wrong: { inside: 'transport http {\n read_timeout 1s\n}' },
    mended: { inside: 'transport http {\n read_timeout 1h\n}' },
  },
  {
    proxy: 'caddy',
    code: 'stream-held-back',
    wrong: { beside: 'encode gzip {\n minimum_length 1\n match {\n header Content-Type text/*\n }\n}' },
    mended: {
      beside: 'encode gzip {\n minimum_length 1\n match {\n header Content-Type text/html*\n header Content-Type application/json*\n }\n}',
    },
  },
  { proxy: 'caddy', code: 'no-affinity', wrong: { inside: 'lb_policy round_robin' }, mended: { inside: 'lb_policy ip_hash' }, replicas: 2 },
]

const rows: string[][] = []
const apps: { url: string; close(): Promise<void> }[] = []

beforeAll(async () => {
  for (const id of [1, 2]) {
    const server = createScenarioServer({ scenarios: Object.values(scenarios) })
    // Each process of a Gradio app has an id of its own.
    apps.push(
      await serveScenarios({
        fetch: (request) => (request.url.endsWith('/app_id') ? Promise.resolve(Response.json({ app_id: id })) : server.fetch(request)),
      }),
    )
  }
})
afterAll(async () => {
  console.log(formatTable(['fault', 'proxy', 'found', 'line of advice', 'mended'], rows))
  await Promise.all(apps.map((app) => app.close()))
})

/** Codes of what is wrong, and the advice of one. */
async function examine(proxy: RealProxy, url: string, code: string) {
  const { out } = await call('doctor', url, '--watch-ms', '2500', '--json', '--proxy', proxy)
  // Written by the command.
  const { findings } = JSON.parse(out) as { findings: { code: string; severity: string; lines: { proxy: string; text: string }[] }[] }
  const codes = findings.filter(({ severity }) => severity !== 'note').map((one) => one.code)
  return { codes, lines: findings.find((one) => one.code === code)?.lines ?? [] }
}

for (const { proxy, code, wrong, mended, replicas = 1 } of FAULTS) {
  const has = placeOf(proxy) !== null
  if (!has) console.log(`SKIPPED ${code} of ${proxy}: it is not on this machine.`)
  test.skipIf(!has)(`${proxy}: ${code} is found, and its line mends it`, { timeout: 90_000 }, async () => {
    const addresses = apps.slice(0, replicas).map(({ url }) => url)
    const broken = await startProxy(proxy, { apps: addresses, ...wrong })
    const found = await examine(proxy, broken.url, code).finally(() => broken.stop())
    const whole = await startProxy(proxy, { apps: addresses, ...mended })
    const after = await examine(proxy, whole.url, code).finally(() => whole.stop())
    const line = found.lines.find((one) => one.proxy === proxy)?.text ?? ''
    rows.push([
      code,
      proxy,
      found.codes.join(' '),
      line.replaceAll('\n', ' ').slice(0, 70),
      after.codes.length === 0 ? 'yes' : after.codes.join(' '),
    ])
    expect(found.codes).toContain(code)
    expect(after.codes).toEqual([])
  })
}
