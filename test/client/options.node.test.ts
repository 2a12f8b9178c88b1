/** Options that do not exist, as a caller without types gives them: each is refused, with what was meant. */
import { expect, test } from 'vitest'
import { GradioClient, SSEClient, discoverApp, discoverSSE } from '../../src/client/index.ts'
import { createScenarioServer } from '../../src/testing/scenario-server.ts'
import { completed, starting } from '../../src/testing/scenario-steps.ts'

const APP = 'http://app.test'
const text = { name: 'text', component: 'textbox' } as const

function createStage() {
  const echo = { name: 'echo', parameters: [text], returns: [text], steps: [...starting(), completed(10, ['hi'])] }
  const server = createScenarioServer({ scenarios: [echo], speed: Infinity })
  const fetch: typeof globalThis.fetch = (input, init) => server.fetch(new Request(input, init))
  const joins = (): number => server.requests.filter(({ path }) => path.includes('/queue/join')).length
  return { fetch, joins, client: new GradioClient({ fetch, backendUrl: null }) }
}

/** As a caller without types would write it. */
const untyped = (options: unknown): undefined => options as undefined
const refused = (words: string): unknown => expect.objectContaining({ code: 'options-invalid', message: words })

test.each<[string, unknown, string]>([
  ['another case', { backendURL: '/x' }, 'The option backendURL does not exist in new GradioClient. Did you mean "backendUrl"?'],
  ['a slip', { runTimeout: 1 }, 'The option runTimeout does not exist in new GradioClient. Did you mean "runTimeoutMs"?'],
  ['an option of one run', { signal: 1 }, 'The option signal does not exist in new GradioClient. It belongs to client.run.'],
  ['a former option', { sse: false }, "The option sse no longer exists. Use transport: 'polling' for sse: false."],
])('a client refuses %s', (_case, options, words) => {
  expect(() => new GradioClient(untyped(options))).toThrow(refused(words))
})

test('a name like no other is answered with all names', () => {
  expect(() => new GradioClient(untyped({ zzzzzzzzzzzzzzzzzz: 1 }))).toThrow(/There are backendUrl, transport, fetch, .*, upload\.$/)
})

test.each(['http://app.test', null, 5])('a client refuses %j in the place of its options', (given) => {
  expect(() => new GradioClient(untyped(given))).toThrow(
    /^The options of new GradioClient must be an object, not .*\. There are backendUrl, /,
  )
})

test('a name of Object.prototype is no option', () => {
  expect(() => new GradioClient(untyped({ constructor: 1 }))).toThrow(/The option constructor does not exist/)
})

test('an unknown option that is undefined was not given', () => {
  expect(() => new GradioClient(untyped({ backendURL: undefined }))).not.toThrow()
})

test('the functions of the first design refuse as the client does, and take what is only theirs', async () => {
  const { fetch } = createStage()
  const { signal } = new AbortController()
  expect(() => new SSEClient(APP, untyped({ fetcher: fetch }))).toThrow(/fetcher does not exist/)
  await expect(discoverApp(APP, untyped({ fetcher: fetch }))).rejects.toMatchObject({ code: 'options-invalid' })
  expect(await discoverSSE(APP, { fetch, backendUrl: null, signal, onState: () => {} })).toMatchObject({ success: true, supportsSSE: true })
})

test('submit refuses at once, and sends nothing', async () => {
  const { client, joins } = createStage()
  const app = await client.discover(APP)
  const submit = (options: unknown) => () => client.submit(app, '/echo', ['hi'], untyped(options))
  expect(submit({ timeout: 5 })).toThrow(/^The option timeout does not exist in client\.submit\. /)
  expect(submit({ headers: () => ({}) })).toThrow(/headers does not exist in client\.submit\. It belongs to new GradioClient\./)
  // What people write who know fetch by heart, or not.
  expect(submit(new AbortController().signal)).toThrow(/does not exist in client\.submit/)
  expect(joins()).toBe(0)
})

test('run never throws: an unknown option is its failure, and nothing is sent', async () => {
  const { client, joins } = createStage()
  const call = client.run(APP, '/echo', ['hi'], untyped({ signals: 1 }))
  await expect(call).rejects.toMatchObject({
    code: 'options-invalid',
    message: 'The option signals does not exist in client.run. Did you mean "signal"?',
  })
  expect(call.run.getSnapshot().state.status).toBe('failed')
  expect(joins()).toBe(0)
})

test('every other request of a client refuses by rejecting', async () => {
  const { client } = createStage()
  const app = await client.discover(APP)
  const options = untyped({ abort: 1 })
  await expect(client.discover(APP, options)).rejects.toMatchObject({ code: 'options-invalid' })
  await expect(client.fetchFile(app, `${APP}/file=x`, options)).rejects.toMatchObject({ code: 'options-invalid' })
  await expect(client.signIn(APP, { username: 'a', password: 'b' }, options)).rejects.toMatchObject({ code: 'options-invalid' })
  await expect(client.zeroGpuQuota(app, options)).rejects.toMatchObject({ code: 'options-invalid' })
  const searched = client.submitWhenFound('/echo', async () => ({ app, endpoint: '/echo' }), untyped({ onfound: () => {} }))
  expect(await searched.settled).toMatchObject({ status: 'failed', error: { code: 'options-invalid' } })
})
