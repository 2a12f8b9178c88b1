/**
 * The process of `full-heap.node.test.ts`: more unread results of one client than its heap holds, beside a run of
 * another.
 */
import { systemClock } from '@gradio-stream/client/internal/kit/clock'
import { completed } from './fake-upstream-app.ts'
import { createTestBed, DEMO, readFrames } from './relay-client.ts'

const RESULTS = 80
const RESULT_LENGTH = 4 * 1024 * 1024

/** What the test is told. */
export interface FullHeapReport {
  readonly statuses: readonly number[]
  /** Whether the other client's run brought all its values and its end. */
  readonly values: number
  readonly success: unknown
  readonly late: readonly unknown[]
}

const maxHeapShare = Number(process.argv[2])
const bed = createTestBed({
  clock: systemClock,
  limits: { maxHeapShare },
  authorize: (request) => ({ owner: request.headers.get('x-user') ?? 'nobody' }),
})
const as = (user: string): Record<string, string> => ({ 'x-user': user })
const join = (user: string, session: string): Promise<Response> =>
  bed.post(`${DEMO}/queue/join`, { data: ['x'], fn_index: 0, session_hash: session }, as(user))

await join('small', 'small')
const small = await bed.app.stream(0)
small.send({ msg: 'process_starts', event_id: 'up1', eta: null })
const frames = readFrames(await bed.get(`${DEMO}/queue/data?session_hash=small&last_event_id=`, { headers: as('small') })).rest()

const statuses: number[] = []
let taken = 1
for (let index = 0; index < RESULTS; index += 1) {
  const joined = await join('greedy', `g${index}`)
  statuses.push(joined.status)
  small.send({ msg: 'process_generating', event_id: 'up1', output: { data: [`value ${index}`], is_generating: true }, success: true })
  await new Promise((resolve) => setTimeout(resolve, 20))
  if (joined.status !== 200) continue
  const upstream = await bed.app.stream(taken)
  taken += 1
  upstream.send(completed(`up${taken}`, [String(index).padEnd(RESULT_LENGTH, 'x')]))
  upstream.end()
}
small.send(completed('up1'))
small.end()
const read = await frames
const late = readFrames(await bed.get(`${DEMO}/queue/data?session_hash=g0&last_event_id=`, { headers: as('greedy') })).rest()
const report: FullHeapReport = {
  statuses,
  values: read.filter(({ message }) => message.msg === 'process_generating').length,
  success: read.find(({ message }) => message.msg === 'process_completed')?.message.success,
  late: (await late).map(({ message }) => message.code ?? message.msg),
}
process.send?.(report)
process.disconnect()
