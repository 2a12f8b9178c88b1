/** Nothing a Hub or a Space says makes discovery hang, crash, write to a prototype or ask a host that is not theirs. */
import * as fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { isGradioStreamError } from '../../src/client/errors.ts'
import { readGpuFailure } from '../../src/client/run/read-gpu-failure.ts'
import { API, createFakeSpace, HOST, HUB } from '../client/spaces/fake-space.ts'
import { deepText, expectNoPollution, FUZZ_RUNS, fuzzing, hostileJson, mutatedJson } from './hostile.ts'

afterEach(expectNoPollution)

const status = fc.constantFrom(200, 200, 200, 201, 204, 401, 403, 404, 429, 500, 503)
const said = fc.oneof(
  {
    weight: 4,
    arbitrary: mutatedJson([{ id: 'owner/space', host: HOST, stage: 'SLEEPING', runtime: { stage: 'RUNNING' } }]).map((value) =>
      JSON.stringify(value),
    ),
  },
  { weight: 2, arbitrary: hostileJson.map((value) => JSON.stringify(value)) },
  { weight: 1, arbitrary: deepText },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
)
const answer = fc.record({
  status,
  body: said,
  retry: fc.constantFrom('', '-1', '1e99', 'x', '3', '99999999999'),
  limit: fc.constantFrom('', '"api";r=0;t=5', ';t=', ';t=999999999'),
})

test('any answers of the Hub and of the Space end in an app or in a typed error, within the limit', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(answer, { minLength: 2, maxLength: 6 }), fc.constantFrom(HOST, 'owner/space'), async (answers, address) => {
      const space = createFakeSpace(null)
      let next = 0
      const respond = () => {
        const {
          status: code,
          body,
          retry,
          limit,
        } = answers[(next += 1) % answers.length] ?? answers[0] ?? { status: 500, body: '', retry: '', limit: '' }
        const headers = { 'content-type': 'application/json', ...(retry && { 'retry-after': retry }), ...(limit && { ratelimit: limit }) }
        return new Response(code === 204 ? null : body, { status: code, headers })
      }
      space.config = respond
      for (const path of [
        'owner/space',
        'owner/space/host',
        'owner/space/runtime',
        'owner/space/discussions',
        'by-subdomain/owner-space',
      ]) {
        space.on.set(`${API}/${path}`, respond)
      }
      const ended: unknown[] = []
      space.discover(address, { wakeTimeoutMs: 20_000 }).then(
        (app) => ended.push(app),
        (error: unknown) => ended.push(error),
      )
      for (let turn = 0; turn < 60 && ended.length === 0; turn += 1) await space.clock.advanceToNext()
      expect(ended).toHaveLength(1)
      if (ended[0] instanceof Error) expect(isGradioStreamError(ended[0])).toBe(true)
      expect(space.requests.every(({ url }) => url.startsWith(HUB) || new URL(url).hostname.endsWith('.hf.space'))).toBe(true)
      expect(space.clock.pendingCount).toBe(0)
    }),
    { ...fuzzing, numRuns: Math.ceil(FUZZ_RUNS / 5) },
  )
})

test('any words and title of a failure are read without a crash', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('exceeded your GPU quota', '(99999999s requested vs. 1s left)', 'again in 9999:99:99', '<a href=', '&amp;'),
  )
  fc.assert(
    fc.property(
      fc.array(text, { maxLength: 6 }),
      fc.constantFrom(null, 'ZeroGPU quota exceeded', 'ZeroGPU client error', 'x'),
      (words, title) => {
        const error = readGpuFailure(words.join(' '), title, '/x')
        if (error) expect(JSON.parse(JSON.stringify(error)).code).toMatch(/^gpu-/)
      },
    ),
    fuzzing,
  )
})
