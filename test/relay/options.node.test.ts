/** Wrong configurations of a relay: each is refused when the relay is made, in a sentence that says what to write. */
import { expect, test } from 'vitest'
import { createGradioRelay } from '../../src/relay/index.ts'
import type { GradioRelayOptions } from '../../src/relay/index.ts'
import { createRedisStore } from '../../src/relay/redis/index.ts'

const apps = { demo: 'http://app.test:7860' }

test.each<[string, unknown, RegExp]>([
  ['no options', undefined, /must be an object\. Write createGradioRelay\(/],
  ['neither apps nor allow', {}, /apps is missing, and so is "allow"\. Name at least one app/],
  ['app for apps', { app: apps }, /option app does not exist\. Did you mean "apps"\?/],
  ['a name with a slip', { apps, authorise: () => true }, /authorise does not exist\. Did you mean "authorize"\?/],
  ['a name of another case', { apps, basepath: '/x' }, /Did you mean "basePath"\?/],
  ['a name like no other', { apps, zzzzzzzzzzzzzzzzz: 1 }, /zzzzzzzzzzzzzzzzz does not exist\. There are apps, allow, /],
  ['a name of Object.prototype', { apps, constructor: 1 }, /constructor does not exist/],
  ['a limit outside limits', { apps, maxBodyBytes: 1000 }, /maxBodyBytes does not exist\. It belongs to limits: \{ maxBodyBytes: … \}/],
  [
    'a limit as a text',
    { apps, limits: { maxBodyBytes: '16mb' } },
    /limits\.maxBodyBytes is "16mb", but must be a number that is at least 1/,
  ],
  ['an unknown limit', { apps, limits: { maxUploadSize: 5 } }, /limits\.maxUploadSize does not exist\. Did you mean "maxUploadBytes"\?/],
  [
    'a limit for each client as a text',
    { apps, limits: { perClient: { maxRuns: '5' } } },
    /limits\.perClient\.maxRuns is "5", but must be a number that is at least 1/,
  ],
  [
    'an unknown limit for each client',
    { apps, limits: { perClient: { maxRun: 5 } } },
    /limits\.perClient\.maxRun does not exist\. Did you mean "maxRuns"\?/,
  ],
  ['limits for each client as a number', { apps, limits: { perClient: 5 } }, /limits\.perClient is 5, but must be an object, such as/],
  ['no proxies', { apps, trustProxy: 0 }, /trustProxy is 0, but must be true, false or the number of proxies/],
  ['limits as a number', { apps, limits: 5 }, /limits is 5, but must be an object, such as \{ maxBodyBytes/],
  ['limits as a list', { apps, limits: [] }, /limits is a list, but must be an object/],
  ['sse as a text', { apps, sse: 'false' }, /sse is "false", but must be true or false/],
  ['apps as a list', { apps: ['http://a.test'] }, /apps is a list, but must be an object with a base address by name/],
  ['apps as an address', { apps: 'http://a.test' }, /apps is "http:\/\/a\.test", but must be an object/],
  ['an app as a number', { apps: { demo: 7860 } }, /apps\.demo is 7860, but must be an address, or an object with "url"/],
  [
    'restart of an app as one text',
    { apps: { demo: { url: 'http://a.test', restart: '/a' } } },
    /apps\.demo\.restart is "\/a".*list of endpoints/,
  ],
  ['an app without url', { apps: { demo: { headers: {} } } }, /apps\.demo has no "url"\. Give the base address/],
  [
    'header for headers',
    { apps: { demo: { url: 'http://a.test', header: {} } } },
    /apps\.demo\.header does not exist\. Did you mean "headers"\?/,
  ],
  [
    'a header that is no text',
    { apps: { demo: { url: 'http://a.test', headers: { a: 1 } } } },
    /apps\.demo\.headers\.a is 1, but must be a text/,
  ],
  [
    'Headers, which would be copied as nothing',
    { apps: { demo: { url: 'http://a.test', headers: new Headers({ a: 'b' }) } } },
    /apps\.demo\.headers is an object, but must be an object with a text by name, such as \{ authorization/,
  ],
  ['a url that is no text', { apps: { demo: { url: new URL('http://a.test') } } }, /apps\.demo\.url is an object, but must be a text/],
  [
    'allow as a text',
    { allow: 'https://a.test' },
    /allow is "https:\/\/a\.test", but must be a list, such as \["https:\/\/owner-space\.hf\.space"\]/,
  ],
  ['allow as true', { allow: true }, /allow is true, but must be a list/],
  ['allow as a RegExp', { allow: /a/ }, /allow is an object, but must be a list/],
  ['a number in allow', { allow: [1] }, /allow\.0 is 1, but must be an address or a RegExp/],
  ['cors as a text', { apps, cors: '*' }, /cors is "\*", but must be a list of origins/],
  ['cors as true', { apps, cors: true }, /cors is true, but must be a list of origins/],
  ['a host in cors', { apps, cors: ['page.test'] }, /cors\.0 is "page\.test", but must be an origin, such as "https:\/\/example\.com"/],
  ['a page in cors', { apps, cors: ['https://page.test/x'] }, /cors\.0 is "https:\/\/page\.test\/x", but must be an origin/],
  ['a whole address as base path', { apps, basePath: 'https://site.test/x' }, /basePath is .* must be a path that begins with a slash/],
  ['a base path that is no text', { apps, basePath: 5 }, /basePath is 5/],
  ['a public address with a query', { apps, publicUrl: 'https://site.test/?x=1' }, /publicUrl is .* must be an absolute http\(s\) URL/],
  ['a Hub without a scheme', { apps, hubUrl: 'huggingface.co' }, /hubUrl is "huggingface\.co", but must be an absolute/],
  ['authorize as true', { apps, authorize: true }, /authorize is true, but must be a function/],
  ['onError as a text', { apps, onError: 'log' }, /onError is "log", but must be a function/],
  ['fetch as an object', { apps, fetch: {} }, /fetch is an object, but must be a function/],
  ['a log that is a name', { apps, log: 'redis' }, /log is "redis", but must be an object with the methods begin, /],
  ['a time as a text', { apps, requestTimeoutMs: '30s' }, /requestTimeoutMs is "30s", but must be a number of milliseconds/],
  ['a time below 0', { apps, runTtlMs: -1 }, /runTtlMs is -1, but must be a number of milliseconds above 0/],
  ['a clock without schedule', { apps, clock: { now: () => 0 } }, /clock is an object, but must be .* now, schedule/],
  ['a class that is none', { apps, WebSocket: 'ws' }, /WebSocket is "ws", but must be a class/],
])('refuses %s', (_name, options, words) => {
  // As a caller without types would write it.
  const make = (): unknown => createGradioRelay(options as GradioRelayOptions)
  expect(make).toThrow(words)
  expect(make).toThrow(expect.objectContaining({ code: 'options-invalid' }))
})

test('takes every option as undefined', () => {
  const names = [
    'allow',
    'hubUrl',
    'basePath',
    'publicUrl',
    'sse',
    'authorize',
    'cors',
    'log',
    'limits',
    'runTtlMs',
    'fetch',
    'clock',
    'nothing',
  ]
  const options = Object.fromEntries(names.map((name) => [name, undefined]))
  expect(() => createGradioRelay({ ...options, apps, limits: { maxBodyBytes: undefined } })).not.toThrow()
})

test('keeps a limit that is given as undefined', async () => {
  const relay = createGradioRelay({ apps, limits: { maxBodyBytes: undefined } })
  const headers = { 'content-type': 'application/json', 'content-length': '99999999' }
  const join = new Request('https://site.test/api/experimental/sse/apps/demo/queue/join', { method: 'POST', headers, body: '{}' })
  expect((await relay.fetch(join)).status).toBe(413)
})

test('a store in Redis refuses an option that does not exist, before it connects', () => {
  const options = { redis: 'redis://nobody.test', keyPrefix: 'a' }
  expect(() => createRedisStore(options)).toThrow(/^The option keyPrefix does not exist in createRedisStore\. Did you mean "prefix"\?/)
})
