/**
 * The budgets of pages. Tasks count by their processor time: time on the clock would include other work on the machine.
 * The best round counts; ratios are computed within a round, and their median is used.
 */
import { median } from './budgets.ts'
import type { MarkupTimes } from './measure-markup.ts'
import { TOKENS } from './measure-markup.ts'
import type { PageNumbers } from './measure-page.ts'
import type { RelayNumbers } from './measure-relay.ts'
import type { TableTimes } from './measure-table.ts'
import type { ValueTimes } from './measure-values.ts'

/** Budget, goal, what was measured, verdict, and the same of Gradio's own page where there is one. */
export type BudgetRow = readonly [budget: string, goal: string, ours: string, verdict: string, theirs: string]

/** A row for a number that has to be at most the limit. */
export function atMost(title: string, limit: number, value: number, unit: string, theirs = Number.NaN): BudgetRow {
  const write = (number: number) => (Number.isNaN(number) ? '–' : `${withDigits(number, unit)} ${unit}`.trim())
  const verdict = Number.isNaN(value) ? 'NOT MEASURED' : value <= limit ? 'met' : 'NOT MET'
  return [title, `≤ ${write(limit)}`, write(value), verdict, Number.isNaN(theirs) ? '' : write(theirs)]
}

function withDigits(value: number, unit: string): string {
  if (unit === 'ms') return value.toFixed(0)
  return value < 0.1 ? value.toFixed(3) : value.toFixed(2)
}

/** The best round. */
export function best(values: readonly number[]): number {
  const known = values.filter((value) => !Number.isNaN(value))
  return known.length === 0 ? Number.NaN : Math.min(...known)
}

/** The median of the quotients within rounds. */
export function ratio<Round>(above: readonly Round[], below: readonly Round[], read: (round: Round) => number): number {
  return median(
    above.map((round, index) => {
      const other = below[index]
      return other === undefined ? Number.NaN : read(round) / read(other)
    }),
  )
}

const tasksOf = (rounds: readonly { readonly longestMs: number }[]): number => best(rounds.map(({ longestMs }) => longestMs))

/** Ten processes on one page. */
export function judgePage({ eventsPerSecond, commitsPerFrame, tasks }: PageNumbers): BudgetRow[] {
  const title = `React commits per frame, ten processes, ${eventsPerSecond.toFixed(0)} events/s`
  // Once a second the figures of all processes move on, which may fall into a frame that has news as well.
  const isMet = commitsPerFrame <= 1 + 1.5 / 60
  return [
    [title, '≤ 1 and the clock', commitsPerFrame.toFixed(2), isMet ? 'met' : 'NOT MET', ''],
    atMost('longest task meanwhile', 50, tasks.longestMs, 'ms'),
  ]
}

/** Streams into Markdown and chat. */
export function judgeMarkup(measured: readonly MarkupTimes[]): BudgetRow[] {
  const [few, all] = TOKENS
  return measured.flatMap(({ kind, rounds }) => {
    const growth = median(rounds.map((round) => round.all.cpuMs / round.few.cpuMs))
    const into = `${all.toLocaleString('en')} tokens into ${kind === 'markdown' ? 'Markdown' : 'a chat'}`
    return [
      atMost(`${into}: longest task`, 50, tasksOf(rounds.map((round) => round.all)), 'ms'),
      atMost(`${into}: CPU growth from ${few / 1000}k (linear: ${all / few})`, 4.5, growth, '×'),
    ]
  })
}

/** Large tables. */
export function judgeTables(measured: readonly TableTimes[]): BudgetRow[] {
  return measured.flatMap(({ rows, columns, rounds }) => {
    const table = `table of ${rows.toLocaleString('en')} × ${columns}`
    const frames = Math.max(...rounds.map((round) => round.frames))
    const tasks = best(rounds.map(({ paint, scroll, sort }) => Math.max(paint.longestMs, scroll.longestMs, sort.longestMs)))
    const frameMs = best(rounds.map((round) => round.scroll.cpuMs / round.frames))
    return [
      [`${table}: frames in a second of scrolling`, '≥ 50', String(frames), frames >= 50 ? 'met' : 'NOT MET', ''],
      atMost(`${table}: CPU a frame meanwhile`, 10, frameMs, 'ms'),
      atMost(`${table}: longest task of painting, scrolling, sorting`, 100, tasks, 'ms'),
    ] satisfies BudgetRow[]
  })
}

/** Large values, and the first of a kind. */
export function judgeValues(measured: readonly ValueTimes[]): BudgetRow[] {
  return measured.map(({ name, rounds }) => atMost(`${name}: longest task`, 100, tasksOf(rounds), 'ms'))
}

/** Many streams through the relay. */
export function judgeRelay({ direct, proxied, proxyWork, relayed, relayWork }: RelayNumbers): BudgetRow[] {
  const added = `${(relayed.middleMs - direct.middleMs).toFixed(2)} ms (a plain proxy ${(proxied.middleMs - direct.middleMs).toFixed(2)})`
  const most = `${(relayWork.load * 100).toFixed(0)} %, ${(relayWork.peakBytes / 1e6).toFixed(0)} MB`
  const addedMs = relayed.worstMs - direct.worstMs
  // Nothing is added to streams that are as late by themselves: the machine was busy with something else.
  const isBusy = direct.worstMs > 20
  const ratio = relayWork.cpuMs / proxyWork.cpuMs
  const streamKb = relayWork.addedBytes / relayed.streams / 1000
  const proxyKb = proxyWork.addedBytes / proxied.streams / 1000
  const met = (isMet: boolean): string => (isMet ? 'met' : 'NOT MET')
  const worst = `${addedMs.toFixed(2)} ms (a plain proxy ${(proxied.worstMs - direct.worstMs).toFixed(2)})`
  return [
    ['relay: streams open at once, all ended', '≥ 2,000', `${relayed.ended} of ${relayed.streams}`, met(relayed.ended >= 2000), ''],
    ['relay: added by it from write to reading, p50', '', added, '', ''],
    ['relay: added by it from write to reading, p99', '≤ 5 ms', worst, isBusy ? 'not judged: busy machine' : met(addedMs <= 5), ''],
    ['relay: processor time to that of a plain proxy', '≤ 1.50 ×', `${ratio.toFixed(2)} ×`, met(ratio <= 1.5), ''],
    [
      'relay: memory above its base for each stream',
      '≤ 60 kB',
      `${streamKb.toFixed(0)} kB (a plain proxy ${proxyKb.toFixed(0)})`,
      met(streamKb <= 60),
      '',
    ],
    ['relay: share of one core, most memory', '', most, '', ''],
  ]
}
