/**
 * The files to operate a fleet with (`examples/fleet`): what they name exists, their queries ask for metrics that a
 * relay really has after a run, and the programs that read them take them, where this machine has those.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, normalize } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { nginxConfig, nginxServer } from '../../scripts/fleet/front.ts'
import { createRelayMetrics } from '../../src/relay/metrics/index.ts'
import { createRedisStore } from '../../src/relay/redis/index.ts'
import { completed } from '../relay/fake-upstream-app.ts'
import { createTestBed } from '../relay/relay-client.ts'
import { NO_REDIS, REDIS_URL, useRedis } from '../relay/redis.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const FLEET = join(ROOT, 'examples', 'fleet')
const read = (path: string): string => readFileSync(join(FLEET, path), 'utf8')
const has = (program: string): boolean => spawnSync('which', [program]).status === 0
const alerts = read('alerts.yml')
const dashboard: { panels: Array<{ title: string; targets: Array<{ expr: string }> }> } = JSON.parse(read('grafana/dashboards/relay.json'))
const queries = [
  ...Array.from(alerts.matchAll(/^ +expr: (.+)$/gm), ([, query = '']) => query),
  ...dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)),
]

describe.skipIf(NO_REDIS !== null)('queries', () => {
  const redis = useRedis()

  test('name only metrics that a relay has after a run', async () => {
    const metrics = createRelayMetrics()
    // Redis has a limit of its own in the fleet alone.
    const store = createRedisStore({ redis: REDIS_URL, prefix: redis.prefix() })
    const bed = createTestBed({ metrics, store: { ...store, usage: async () => ({ usedBytes: 1, maxBytes: 2 }) } })
    redis.closing(bed.relay)
    await bed.join('s')
    const stream = await bed.app.stream(0)
    stream.send(completed('up1', ['HELLO']))
    await expect.poll(() => metrics.text()).toContain('status="succeeded",code="none"} 1')
    const names = namesIn(await metrics.text())
    const asked = queries.flatMap(namesInQuery)
    expect(new Set(asked).size).toBeGreaterThan(15)
    // `up` is Prometheus' own.
    expect(asked.filter((name) => name !== 'up' && !names.has(name))).toEqual([])
  })
})

test('a query with a name that no relay has is found', () => {
  expect(namesInQuery('sum by (app) (rate(gradio_relay_no_such_total{code=~"a|b"}[5m])) > 0.2')).toEqual(['gradio_relay_no_such_total'])
})

/** Names of series in Prometheus' text format, histograms with their three. */
function namesIn(text: string): Set<string> {
  const kinds = Array.from(text.matchAll(/^# TYPE (\S+) (\S+)$/gm), ([, name = '', kind]) => ({ name, kind }))
  return new Set(
    kinds.flatMap(({ name, kind }) => (kind === 'histogram' ? ['_bucket', '_sum', '_count'].map((end) => name + end) : [name])),
  )
}

/** What is neither a label, a function nor a word of PromQL. */
function namesInQuery(query: string): string[] {
  const bare = query.replaceAll(/"[^"]*"/g, '').replaceAll(/\{[^}]*\}|\[[^\]]*\]|\b(?:by|without|on|ignoring) *\([^)]*\)/g, '')
  return Array.from(bare.matchAll(/\b[a-z_]\w*\b(?! *\()/gi), ([name]) => name).filter(
    (name) => !/^(?:sum|max|min|rate|and|or|unless|bool)$/.test(name),
  )
}

test('each alert leads to a part of the runbook that is there', () => {
  const headings = readFileSync(join(ROOT, 'docs', 'operate.md'), 'utf8').matchAll(/^#+ (.+)$/gm)
  const anchors = new Set(
    Array.from(headings, ([, words = '']) =>
      words
        .toLowerCase()
        .replaceAll(/[^\w -]/g, '')
        .replaceAll(' ', '-'),
    ),
  )
  const named = Array.from(alerts.matchAll(/runbook: docs\/operate\.md#(\S+)/g), ([, anchor = '']) => anchor)
  expect(named.length).toBe(alerts.match(/- alert:/g)?.length)
  expect(named.filter((anchor) => !anchors.has(anchor))).toEqual([])
})

test('the Dockerfile and the Compose file name files that are there', () => {
  const copied = Array.from(read('Dockerfile').matchAll(/^COPY (?!--from)(.+) \S+$/gm), ([, paths = '']) => paths.split(' ')).flat()
  expect(copied.length).toBeGreaterThan(2)
  expect(copied.filter((path) => !existsSync(join(ROOT, path)))).toEqual([])
  const compose = read('compose.yaml')
  const mounted = Array.from(compose.matchAll(/- (\.\/[^:\s]+):/g), ([, path = '']) => path)
  expect(mounted.length).toBeGreaterThan(5)
  const [, context = '', dockerfile = ''] = /context: (\S+)\n +dockerfile: (\S+)/.exec(compose) ?? []
  const paths = [...mounted, 'app.py', normalize(join(context, dockerfile))]
  expect(paths.filter((path) => !existsSync(join(FLEET, path)))).toEqual([])
})

test('the relay of the image needs what its manifest names, in the versions of this repository', () => {
  const { dependencies } = JSON.parse(read('package.json'))
  const { devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
  const imported = Array.from(read('relay.mjs').matchAll(/from '((?:@[^/']+\/)?[^/']+)/g), ([, name = '']) => name)
  expect(imported.filter((name) => !(name in dependencies))).toEqual([])
  const others = Object.entries(dependencies).filter(([name]) => !name.startsWith('@gradio-stream/'))
  expect(others.filter(([name, version]) => devDependencies[name] !== version)).toEqual([])
})

describe('programs take the files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'fleet-files-'))
  beforeAll(() => {
    const server = nginxServer({ LISTEN: '127.0.0.1:18080', RELAY_1: '127.0.0.1:18081', RELAY_2: '127.0.0.1:18082' })
    mkdirSync(join(folder, 'logs'))
    writeFileSync(join(folder, 'nginx.conf'), nginxConfig(folder, server))
    // Without the program and the folder of the service, which this machine does not have.
    const unit = read('gradio-relay.service')
      .replace('/usr/bin/node', '/bin/true')
      .replace(/^WorkingDirectory=.*$/m, '')
    writeFileSync(join(folder, 'gradio-relay.service'), unit)
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test.each<[string, readonly string[]]>([
    ['promtool', ['check', 'rules', join(FLEET, 'alerts.yml')]],
    ['nginx', ['-t', '-p', folder, '-c', join(folder, 'nginx.conf')]],
    ['systemd-analyze', ['verify', join(folder, 'gradio-relay.service')]],
  ])('%s', (program, args) => {
    if (!has(program)) return console.log(`SKIPPED what ${program} says: it is not on this machine.`)
    const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' })
    expect({ status, said: status === 0 ? '' : stdout + stderr }).toEqual({ status: 0, said: '' })
  })
})
