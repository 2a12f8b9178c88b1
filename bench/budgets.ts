/** What a run of the benchmark is held against, and how ratios are made from rounds. */
import type { ContenderName, Series } from './rounds.ts'
import { EDITS, PACED_COUNT } from './workload.ts'
import type { WorkloadName } from './workload.ts'

export type Quantity = 'cpuMs' | 'firstCpuMs' | 'allocatedBytes' | 'wallMs' | 'peakBytes' | 'delayMiddleMs' | 'delayWorstMs'

/** Numbers of one contender at one workload. */
export interface Row {
  readonly contender: ContenderName
  readonly workload: Series['workload']
  /** Median over the rounds. */
  readonly median: Readonly<Record<Quantity, number>>
  /** Median of the ratios to the floor of the same round: what slows a whole round down falls out. */
  readonly toFloor: Readonly<Record<Quantity, number>>
}

/** One line of the budgets with what was measured. */
export interface Verdict {
  readonly title: string
  readonly limit: number
  readonly ours: number
  readonly theirs: number
  readonly isMet: boolean
}

const QUANTITIES: readonly Quantity[] = ['cpuMs', 'firstCpuMs', 'allocatedBytes', 'wallMs', 'peakBytes', 'delayMiddleMs', 'delayWorstMs']

export function toRows(series: readonly Series[]): Row[] {
  return series.map((one) => {
    const floor = find(series, 'floor', one.workload.name, one.workload.count)
    return {
      contender: one.contender,
      workload: one.workload,
      median: each((quantity) => median(one.rounds.map((round) => round[quantity]))),
      toFloor: each((quantity) => median(quotients(one, floor, quantity))),
    }
  })
}

/** The budgets of docs/benchmarks.md that this benchmark can check; a workload that was not run is left out. */
export function judge(series: readonly Series[]): Verdict[] {
  const counts = [...new Set(series.filter(({ workload }) => workload.name === 'tokens').map(({ workload }) => workload.count))]
  const [least, most] = [Math.min(...counts), Math.max(...counts)]
  const isMeasured = (name: WorkloadName, count: number): boolean =>
    series.some(({ workload }) => workload.name === name && workload.count === count)
  const toFloor = (title: string, limit: number, name: WorkloadName, count: number, quantity: Quantity): Verdict[] =>
    isMeasured(name, count)
      ? [
          verdict(title, limit, (contender) =>
            median(quotients(find(series, contender, name, count), find(series, 'floor', name, count), quantity)),
          ),
        ]
      : []
  const eachRead = (title: string, name: WorkloadName): Verdict[] =>
    isMeasured(name, EDITS)
      ? [
          verdict(title, 1.2, (contender) =>
            median(quotients(find(series, contender, name, EDITS), find(series, 'gradio-client', name, EDITS), 'cpuMs')),
          ),
        ]
      : []
  const growth = (contender: ContenderName) =>
    median(quotients(find(series, contender, 'tokens', most), find(series, contender, 'tokens', least), 'cpuMs'))
  return [
    ...toFloor('50,000 progress events, CPU to floor', 0.8, 'progress', 50_000, 'cpuMs'),
    ...toFloor('50,000 progress events, allocation to floor', 1.5, 'progress', 50_000, 'allocatedBytes'),
    ...toFloor('first 20,000 progress events of a process, CPU to floor', 1.3, 'progress', 50_000, 'firstCpuMs'),
    ...toFloor(`${most.toLocaleString('en')} tokens, CPU to floor`, 1.15, 'tokens', most, 'cpuMs'),
    ...toFloor('20,000 edits of a chat of 50, CPU to floor', 1.2, 'chat50', EDITS, 'cpuMs'),
    ...toFloor('20,000 edits of a chat of 500, CPU to floor', 1.2, 'chat500', EDITS, 'cpuMs'),
    ...toFloor('20,000 edits of a table of 10,000 rows, CPU to floor', 1.2, 'table', EDITS, 'cpuMs'),
    ...eachRead('20,000 edits of a chat of 50, each read, CPU to @gradio/client', 'chat50'),
    ...eachRead('20,000 edits of a chat of 500, each read, CPU to @gradio/client', 'chat500'),
    ...(counts.length > 1 ? [verdict(`tokens, CPU growth ${least / 1000}k to ${most / 1000}k (linear: ${most / least})`, 9, growth)] : []),
    ...toFloor('a message of 50 MB, CPU to floor', 1.3, 'message', 50, 'cpuMs'),
    ...toFloor('a message of 50 MB, peak memory to floor', 1, 'message', 50, 'peakBytes'),
    ...toFloor('200 runs at once, CPU to floor', 1.1, 'runs', 200, 'cpuMs'),
    ...toFloor('write to callback, p50 to floor', 1.1, 'paced', PACED_COUNT, 'delayMiddleMs'),
    ...toFloor('write to callback, p99 to floor', 1.2, 'paced', PACED_COUNT, 'delayWorstMs'),
  ]
}

function verdict(title: string, limit: number, value: (contender: ContenderName) => number): Verdict {
  // Where each event is read, or the time to its callback is measured: a snapshot is published a task later.
  const ours = value(/^write to callback|each read/.test(title) ? 'ours-every-event' : 'ours')
  return { title, limit, ours, theirs: value('gradio-client'), isMet: ours <= limit }
}

function find(series: readonly Series[], contender: ContenderName, name: WorkloadName, count: number): Series {
  const found = series.find((one) => one.contender === contender && one.workload.name === name && one.workload.count === count)
  if (!found) throw new Error(`${contender} was not measured with ${count} ${name}.`)
  return found
}

function quotients(above: Series, below: Series, quantity: Quantity): number[] {
  return above.rounds.map((round, index) => round[quantity] / (below.rounds[index]?.[quantity] ?? Number.NaN))
}

function each(value: (quantity: Quantity) => number): Record<Quantity, number> {
  return Object.fromEntries(QUANTITIES.map((quantity) => [quantity, value(quantity)])) as Record<Quantity, number>
}

/** The middle one; the lower of the two middle ones is never preferred: both are averaged. */
export function median(values: readonly number[]): number {
  const sorted = values.filter((value) => !Number.isNaN(value)).toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  const [low = Number.NaN, high = Number.NaN] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]]
  return (low + high) / 2
}
