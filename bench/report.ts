/** Puts measurements into the tables that are printed and kept in docs/benchmarks.md. */
import type { Row, Verdict } from './budgets.ts'
import type { ContenderName, Series } from './rounds.ts'
import { formatTable } from './table.ts'

const NAMES: Readonly<Record<ContenderName, string>> = {
  floor: 'floor: fetch, parser, JSON.parse',
  ours: 'react-gradio-stream, reads snapshots',
  'ours-every-event': 'react-gradio-stream, reads each event',
  'gradio-client': '@gradio/client, reads each event',
}
const WORKLOADS = { progress: 'progress events', tokens: 'appended tokens' } as const

export function formatMeasurements(rows: readonly Row[]): string {
  const cells = rows.map(({ contender, workload, median, toFloor }) => [
    `${workload.count.toLocaleString('en')} ${WORKLOADS[workload.name]}`,
    NAMES[contender],
    `${median.cpuMs.toFixed(0)} ms`,
    times(toFloor.cpuMs),
    `${(median.allocatedBytes / 1e6).toFixed(0)} MB`,
    times(toFloor.allocatedBytes),
    `${median.wallMs.toFixed(0)} ms`,
    times(toFloor.wallMs),
    times(toFloor.firstCpuMs),
  ])
  return formatTable(['workload', 'contender', 'CPU', 'to floor', 'allocated', 'to floor', 'wall', 'to floor', 'cold CPU'], cells, 2)
}

export function formatVerdicts(verdicts: readonly Verdict[]): string {
  const cells = verdicts.map(({ title, limit, ours, theirs, isMet }) => [
    title,
    `≤ ${times(limit)}`,
    times(ours),
    isMet ? 'met' : Number.isNaN(ours) ? 'NOT MEASURED' : 'NOT MET',
    times(theirs),
  ])
  return formatTable(['budget', 'goal', 'ours', '', '@gradio/client'], cells)
}

/** What consumers saw and should not have; empty when all was right. */
export function formatFaults(series: readonly Series[]): string[] {
  return series.flatMap(({ contender, workload, rounds }) =>
    rounds.flatMap(({ faults }, round) =>
      faults.map((fault) => `${contender}, ${workload.count} ${WORKLOADS[workload.name]}, round ${round + 1}: ${fault}.`),
    ),
  )
}

function times(ratio: number): string {
  return Number.isNaN(ratio) ? '–' : `${ratio.toFixed(ratio < 10 ? 2 : 1)} ×`
}
