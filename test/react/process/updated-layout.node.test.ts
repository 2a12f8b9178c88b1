/** What another form's run makes of the boxes of the page, as Gradio 6.31 has answered. */
import { expect, test } from 'vitest'
import type { LayoutNode } from '../../../src/client/protocol/describe/layout.ts'
import { createOutputReader } from '../../../src/client/run/read-output.ts'
import type { Run } from '../../../src/client/run/run.ts'
import type { SettledState } from '../../../src/client/run/run-state.ts'
import { AppPage } from '../../../src/hooks/app-page.ts'
import { updatedLayout } from '../../../src/react/form/updated-layout.ts'
import { asOwnState } from '../../../src/hooks/triggered-call.ts'
import { describeForm, endpointOf, readCapture } from '../../client/protocol/form-captures.ts'

const app = describeForm(readCapture('boxes', 6))
const save = endpointOf(app, '/save')
const other = endpointOf(app, '/save_1')
const told = (update: object) => ({ ...update, __type__: 'update' })
const WIRE = ['x', told({ visible: true }), told({ open: true }), told({ selected: 'second' }), { visits: 4 }]
const { data, updates } = createOutputReader(save, true).readWhole(WIRE)

/** Which boxes are open or to the front, and which hidden. */
function states(nodes: readonly LayoutNode[] = []): unknown[] {
  return nodes.flatMap((node) =>
    'children' in node ? [[node.kind, node.label, node.isOpen, node.isHidden], ...states(node.children)] : [],
  )
}

async function pageAfter(end: object): Promise<AppPage> {
  const page = new AppPage()
  // The page reads nothing else of a run.
  const run = { endpoint: save, settled: Promise.resolve(end as SettledState) } as unknown as Run
  page.follow(run)
  await run.settled
  await Promise.resolve()
  return page
}

test('every form of the page sees what a run has opened, selected and shown', async () => {
  const page = await pageAfter({ status: 'succeeded', data, updates })
  const { changes } = page.getSnapshot()
  expect([...changes.keys()].toSorted((a, b) => a - b)).toEqual([2, 3, 6, 14, 16])
  const layout = updatedLayout(save.layout ?? [], (id) => changes.get(id)?.props ?? null)
  expect(states(layout)).toEqual([
    ['column', '', false, false],
    ['accordion', 'Details', true, false],
    ['tabs', '', true, false],
    ['tab', 'First', false, false],
    ['tab', 'Second', true, false],
  ])
})

test('a run that fails changes no box, and where nothing was told the layout is the same object', async () => {
  const { changes } = (await pageAfter({ status: 'failed', error: new Error('no') })).getSnapshot()
  expect(changes.size).toBe(0)
  const layout = save.layout ?? []
  expect(updatedLayout(layout, (id) => changes.get(id)?.props ?? null)).toBe(layout)
})

test('a tab nobody has is no tab to select, and what is no truth value opens nothing', () => {
  const layout = save.layout ?? []
  const nonsense = { selected: 'third', open: 'yes', label: 7, visible: null }
  const labels = states(updatedLayout(layout, () => nonsense))
  expect(labels).toContainEqual(['tab', 'First', true, false])
  expect(labels).toContainEqual(['accordion', 'Details', false, false])
})

test('a run in place of another changes the boxes both have', () => {
  const base = {
    sequence: 1,
    startedAt: 0,
    logs: [],
    droppedLogCount: 0,
    invalidMessageCount: 0,
    eventId: null,
    endedAt: 1,
    fromCache: false,
  }
  const state = { ...base, status: 'succeeded', data: ['ann'], updates: [null, { visible: false }] } as const
  const call = { endpoint: other, trigger: { kind: 'load' } } as never
  const own = { ...save, boxes: [2, 13] }
  const taken = asOwnState(state, own, call, null)
  expect('updates' in taken && taken.updates).toEqual([null, null, null, { visible: false }])
})
