/** `gr.BrowserState` within one page: what comes back is sent with the next call. */
import { expect, test } from 'vitest'
import type { Run } from '../../src/client/run/run.ts'
import type { SettledState } from '../../src/client/run/run-state.ts'
import { AppPage } from '../../src/hooks/app-page.ts'
import { keepsValues, withKeptValues } from '../../src/hooks/browser-state.ts'
import { describeForm, endpointOf, readCapture } from '../client/protocol/form-captures.ts'

const save = endpointOf(describeForm(readCapture('boxes', 6)), '/save')

/** A page after a run of `/save` that gave back `kept`. */
async function pageAfter(kept: unknown): Promise<AppPage> {
  const page = new AppPage()
  const end = { status: 'succeeded', data: ['x', kept], updates: [null, null, null, null, null] }
  // The page reads nothing else of a run.
  const run = { endpoint: save, settled: Promise.resolve(end as unknown as SettledState) } as unknown as Run
  page.follow(run)
  await run.settled
  await Promise.resolve()
  return page
}

test('what a function gave back goes with the next call, unless the call says otherwise', async () => {
  expect(keepsValues(save)).toBe(true)
  const page = await pageAfter({ visits: 4 })
  expect(withKeptValues(save, { name: 'ann' }, page)).toEqual({ name: 'ann', kept: { visits: 4 } })
  expect(withKeptValues(save, undefined, page)).toEqual({ kept: { visits: 4 } })
  expect(withKeptValues(save, { kept: null }, page)).toEqual({ kept: null })
  expect(withKeptValues(save, ['ann'], page)).toEqual(['ann'])
})

test('nothing given back is nothing kept, and other pages know nothing of it', async () => {
  const inputs = { name: 'ann' }
  expect(withKeptValues(save, inputs, await pageAfter(null))).toBe(inputs)
  expect(withKeptValues(save, inputs, new AppPage())).toBe(inputs)
})
