/** What a key cannot help: a relay that forgets a taken join before its repetition. */
import { expect, test } from 'vitest'
import type { RunEvent } from '../../src/client/run/run-event.ts'
import { noAnswer } from './faulty-network.ts'
import { onJoinOnce, scenarioFor, WORDS } from './matrix-faults.ts'
import { createWorld, playToEnd } from './world.ts'

test('a relay that is restarted after the join begins the run anew: the first is stopped with its stream, and its user sees one whole run', async () => {
  const world = await createWorld('relay', scenarioFor({ name: 'restart', about: '' }, 'before join'))
  const { clock, network } = world
  network.rule = onJoinOnce(async (_route, pass) => {
    await pass()
    await clock.settle()
    world.restart(2000)
    return noAnswer()
  })
  const run = world.client.submit(world.app, '/run')
  const values: unknown[] = []
  run.observe((event: RunEvent) => event.type === 'output' && values.push(event.data[0]))
  await playToEnd(clock, run)
  expect((await run.settled).status).toBe('succeeded')
  expect(values).toEqual(WORDS)
  expect(world.startedCount()).toBe(2)
  expect(world.lostCount()).toBe(1)
  await world.close()
})
