/** What a run of the benchmark is held against, and how ratios are made from rounds. */
import type { ContenderName, Series } from './rounds.ts'
import type { WorkloadName } from './workload.ts'

export type Quantity = 'cpuMs' | 'firstCpuMs' | 'allocatedBytes' | 'wallMs'

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

const QUANTITIES: readonly Quantity[] = ['cpuMs', 'firstCpuMs', 'allocatedBytes', 'wallMs']

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
  const tokens = series.filter(({ workload }) => workload.name === 'tokens').map(({ workload }) => workload.count)
  const counts = [...new Set(tokens)].toSorted((a, b) => a - b)
  const [least, most] = [counts.at(0) ?? 0, counts.at(-1) ?? 0]
  const toFloor = (contender: ContenderName, name: WorkloadName, count: number, quantity: Quantity) =>
    median(quotients(find(series, contender, name, count), find(series, 'floor', name, count), quantity))
  const growth = (contender: ContenderName) =>
    median(quotients(find(series, contender, 'tokens', most), find(series, contender, 'tokens', least), 'cpuMs'))
  return [
    verdict('50,000 progress events, CPU to floor', 1.3, (contender) => toFloor(contender, 'progress', 50_000, 'cpuMs')),
    verdict('50,000 progress events, allocation to floor', 1.5, (contender) => toFloor(contender, 'progress', 50_000, 'allocatedBytes')),
    verdict(`${most.toLocaleString('en')} tokens, CPU to floor`, 1.3, (contender) => toFloor(contender, 'tokens', most, 'cpuMs')),
    verdict(`tokens, CPU growth ${least / 1000}k to ${most / 1000}k (linear: ${most / least})`, 9, growth),
  ]
}

function verdict(title: string, limit: number, value: (contender: ContenderName) => number): Verdict {
  const ours = value('ours')
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
