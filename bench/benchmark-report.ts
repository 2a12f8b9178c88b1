/** Puts measurements into the tables that are printed and kept in docs/benchmarks.md. */
import type { Row, Verdict } from './budgets.ts'
import type { ContenderName, Series } from './rounds.ts'
import { formatTable } from './table.ts'
import type { WorkloadName } from './workload.ts'

const NAMES: Readonly<Record<ContenderName, string>> = {
  floor: 'floor: fetch, parser, JSON.parse',
  ours: 'react-gradio-stream, reads snapshots',
  'ours-every-event': 'react-gradio-stream, reads each event',
  'gradio-client': '@gradio/client, reads each event',
}
const WORKLOADS: Readonly<Record<WorkloadName, string>> = {
  progress: 'progress events',
  tokens: 'appended tokens',
  chat50: 'edits of a chat of 50',
  chat500: 'edits of a chat of 500',
  table: 'edits of 10,000 rows',
  message: 'MB in one message',
  runs: 'runs at once',
  paced: 'paced events',
}

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
    `${(median.peakBytes / 1e6).toFixed(0)} MB`,
    times(toFloor.peakBytes),
    Number.isNaN(median.delayMiddleMs) ? '–' : `${median.delayMiddleMs.toFixed(2)} / ${median.delayWorstMs.toFixed(2)} ms`,
  ])
  const header = ['workload', 'contender', 'CPU', 'to floor', 'allocated', 'to floor', 'wall', 'to floor', 'cold CPU', 'peak', 'to floor']
  return formatTable([...header, 'delay p50 / p99'], cells, 2)
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
  return series.filter(({ contender, workload }) => !isPeersHang(contender, workload.name)).flatMap(faultsOf)
}

/** What the peer lost: it may never end some of many runs, which is printed and not our fault. */
export function formatLosses(series: readonly Series[]): string[] {
  return series.filter(({ contender, workload }) => isPeersHang(contender, workload.name)).flatMap(faultsOf)
}

function isPeersHang(contender: ContenderName, name: WorkloadName): boolean {
  return contender === 'gradio-client' && name === 'runs'
}

function faultsOf(one: Series): string[] {
  return [one].flatMap(({ contender, workload, rounds }) =>
    rounds.flatMap(({ faults }, round) =>
      faults.map((fault) => `${contender}, ${workload.count} ${WORKLOADS[workload.name]}, round ${round + 1}: ${fault}.`),
    ),
  )
}

function times(ratio: number): string {
  return Number.isNaN(ratio) ? '–' : `${ratio.toFixed(ratio < 10 ? 2 : 1)} ×`
}
