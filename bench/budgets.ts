/** What a run of the benchmark is held against, and how ratios are made from rounds. */
import type { ContenderName, Series } from './rounds.ts'
import { PACED_COUNT } from './workload.ts'
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

/** DESIGN's budgets that this benchmark can check; a workload that was not run is left out. */
export function judge(series: readonly Series[]): Verdict[] {
  const counts = [...new Set(series.filter(({ workload }) => workload.name === 'tokens').map(({ workload }) => workload.count))]
  const [least, most] = [Math.min(...counts), Math.max(...counts)]
  const toFloor = (title: string, limit: number, name: WorkloadName, count: number, quantity: Quantity): Verdict[] =>
    series.some(({ workload }) => workload.name === name && workload.count === count)
      ? [
          verdict(title, limit, (contender) =>
            median(quotients(find(series, contender, name, count), find(series, 'floor', name, count), quantity)),
          ),
        ]
      : []
  const growth = (contender: ContenderName) =>
    median(quotients(find(series, contender, 'tokens', most), find(series, contender, 'tokens', least), 'cpuMs'))
  return [
    ...toFloor('50,000 progress events, CPU to floor', 1.3, 'progress', 50_000, 'cpuMs'),
    ...toFloor('50,000 progress events, allocation to floor', 1.5, 'progress', 50_000, 'allocatedBytes'),
    ...toFloor(`${most.toLocaleString('en')} tokens, CPU to floor`, 1.3, 'tokens', most, 'cpuMs'),
    verdict(`tokens, CPU growth ${least / 1000}k to ${most / 1000}k (linear: ${most / least})`, 9, growth),
    ...toFloor('a message of 50 MB, CPU to floor', 1.3, 'message', 50, 'cpuMs'),
    ...toFloor('a message of 50 MB, peak memory to floor', 1, 'message', 50, 'peakBytes'),
    ...toFloor('200 runs at once, CPU to floor', 1.1, 'runs', 200, 'cpuMs'),
    ...toFloor('write to callback, p50 to floor', 1.1, 'paced', PACED_COUNT, 'delayMiddleMs'),
    ...toFloor('write to callback, p99 to floor', 1.2, 'paced', PACED_COUNT, 'delayWorstMs'),
  ]
}

function verdict(title: string, limit: number, value: (contender: ContenderName) => number): Verdict {
  // Where time to the callback is measured, the callback is the one for each event: a snapshot is published a task later.
  const ours = value(title.startsWith('write to callback') ? 'ours-every-event' : 'ours')
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
