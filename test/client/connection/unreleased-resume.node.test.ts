/**
 * A FAKE of an unreleased proposal: Gradio's pull request 13585, as its branch was in August 2026 (`acknowledgements`,
 * `resume_event_id`, `queue/close`, `reset` as the acknowledgement). No released Gradio answers so, and the release may
 * differ. The member in the config is this library's guess.
 */
import { expect, test } from 'vitest'
import { DIRECT_CAPABILITIES } from '../../../src/client/protocol/describe/app-description.ts'
import { describeApp } from '../../../src/client/protocol/describe/describe-app.ts'
import { CONFIG, createFakeApp, fixtureApp, INFO, message } from './fake-app.ts'
import { describeEnd, start } from './runs.ts'

const keeping = fixtureApp('direct', { capabilities: { ...DIRECT_CAPABILITIES, resume: true } })

function described(config: object, route: 'direct' | 'relay' = 'direct') {
  const whole = { ...(CONFIG as object), ...config }
  const rootUrl = 'http://app.test'
  return describeApp({ address: rootUrl, route, rootUrl, config: whole, info: INFO, supportsSSE: true, capabilities: DIRECT_CAPABILITIES })
}

test('an app that says so takes readers back; no other does, and through a relay nothing changes', () => {
  expect(described({ resume_sessions: true }).capabilities).toEqual({ ...DIRECT_CAPABILITIES, resume: true })
  expect(described({}).capabilities).toBe(DIRECT_CAPABILITIES)
  expect(described({ resume_sessions: 'yes' }).capabilities).toBe(DIRECT_CAPABILITIES)
  expect(described({ resume_sessions: true, protocol: 'sse_v2' }).capabilities).toBe(DIRECT_CAPABILITIES)
  expect(described({ resume_sessions: true }, 'relay').capabilities).toBe(DIRECT_CAPABILITIES)
})

test('a direct run survives a cut: the run is asked for again, and what is given again is not taken twice', async () => {
  const fake = createFakeApp()
  const { end, texts } = await start(fake, keeping)
  const query = (): string[][] => [...fake.stream().url.searchParams].filter(([name]) => name !== 'session_hash')
  expect(query()).toEqual([['acknowledgements', 'true']])
  const before = [message.started('e1'), message.first('e1', 'a'), message.more('e1', 'b')]
  for (const each of before) fake.stream().send(each)
  await fake.clock.settle()
  fake.stream().drop()
  await fake.clock.advance(10_000)
  expect(fake.streams).toHaveLength(2)
  expect(query()).toEqual([
    ['acknowledgements', 'true'],
    ['resume_event_id', 'e1'],
  ])
  for (const each of [...before, message.more('e1', 'c'), message.done('e1', 'abc')]) fake.stream().send(each)
  await fake.clock.settle()
  expect(texts).toEqual(['a', 'ab', 'abc', 'abc'])
  expect(describeEnd(end())).toBe('succeeded')
  expect(fake.asked('/queue/join')).toHaveLength(1)
  // Its messages may go.
  expect(fake.asked('/reset').map(({ body }) => body)).toEqual([{ event_id: 'e1' }])
})

test('a run the app no longer has ends, and says so', async () => {
  const fake = createFakeApp()
  const { end } = await start(fake, keeping)
  for (const each of [message.started('e1'), message.first('e1', 'a')]) fake.stream().send(each)
  await fake.clock.settle()
  fake.stream().drop()
  await fake.clock.advance(10_000)
  fake
    .stream()
    .send({ msg: 'unexpected_error', event_id: 'e1', message: 'Session event not found.', session_not_found: true, success: false })
  await fake.clock.settle()
  expect(describeEnd(end())).toBe('failed session-unknown')
})

test('whoever leaves says that nobody comes back, and a cancel is told', async () => {
  const fake = createFakeApp()
  const left = await start(fake, keeping)
  fake.stream().send(message.started('e1'))
  await fake.clock.settle()
  left.run.detach()
  await fake.clock.settle()
  expect(fake.asked('/queue/close')).toHaveLength(1)
  const waiting = await start(fake, keeping)
  fake.stream().send(message.queued('e2'))
  await fake.clock.settle()
  const outcome = waiting.run.cancel()
  await fake.clock.settle()
  fake.stream().send(message.cancelled('e2'))
  expect(await outcome).toBe('confirmed')
})
