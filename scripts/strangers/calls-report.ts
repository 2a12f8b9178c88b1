/** What is counted of all calls, and how it is told. */
import type { Verdict } from './compare.ts'
import type { PageReport } from './page.tsx'

/** One endpoint. */
export interface EndpointReport extends Omit<PageReport, 'values'> {
  readonly endpoint: string
  readonly verdict: Verdict
  readonly reason: string | null
  /** It succeeded, and the page has no result. */
  readonly isEmpty: boolean
  /** Components of results that are drawn with nothing in them. */
  readonly unseen: readonly string[]
  readonly values?: undefined
}

/** One app. */
export interface AppReport {
  readonly name: string
  /** Why it was not called; `null`: it was. */
  readonly why: string | null
  readonly endpoints: readonly EndpointReport[]
}

/** The numbers. */
export interface Counts {
  readonly apps: number
  readonly started: number
  readonly endpoints: number
  readonly same: number
  readonly alike: number
  readonly bothFailed: number
  readonly better: number
  readonly worse: number
  readonly jsonFields: number
  readonly fields: number
  readonly machineLabels: number
  readonly empty: number
  /** The page says in words that there is no value. */
  readonly told: number
  readonly saidWrongly: number
  readonly lines: readonly string[]
}

/** Names Gradio makes up where the author gave none, and what it writes for its own translations. */
const MACHINE = /^(?:parameter|value|param|output|component|input)_\d+$|__i18n__|__type__/
/** Said of a result where none is to be seen. */
const RESULT_SAID = /result is there/i

function isTold({ status, hasResult, outputs }: EndpointReport): boolean {
  return status === 'succeeded' && hasResult && outputs.length === 0
}

/** Counts. */
export function countUp(reports: readonly AppReport[]): Counts {
  const all = reports.flatMap(({ name, endpoints }) => endpoints.map((one) => ({ name, one })))
  const count = (isSo: (one: EndpointReport) => boolean): number => all.filter(({ one }) => isSo(one)).length
  const of = (verdict: Verdict): number => count((one) => one.verdict === verdict)
  const machine = all.flatMap(({ name, one }) =>
    one.labels.filter((label) => MACHINE.test(label)).map((label) => `${name}${one.endpoint}: ${label}`),
  )
  const lines = [
    ...all.flatMap(({ name, one }) => (one.verdict === 'worse' ? [`worse: ${name}${one.endpoint}: ${one.reason ?? ''}`] : [])),
    ...all.flatMap(({ name, one }) => (one.isEmpty ? [`nothing to see: ${name}${one.endpoint}: said "${one.said}"`] : [])),
    ...all.flatMap(({ name, one }) => (isTold(one) ? [`told in words: ${name}${one.endpoint}: ${one.text}`] : [])),
    ...machine.map((label) => `name of a machine: ${label}`),
    ...all.flatMap(({ name, one }) => one.jsonFields.map((label) => `JSON: ${name}${one.endpoint}: ${label}`)),
  ]
  return {
    apps: reports.length,
    started: reports.filter(({ why }) => why === null || why.startsWith('ours')).length,
    endpoints: all.length,
    same: of('same'),
    alike: of('alike'),
    bothFailed: of('both-failed'),
    better: of('better'),
    worse: of('worse'),
    jsonFields: all.flatMap(({ one }) => one.jsonFields).length,
    fields: all.flatMap(({ one }) => one.labels).length,
    machineLabels: machine.length,
    empty: count((one) => one.isEmpty),
    told: count(isTold),
    saidWrongly: count((one) => (!one.hasResult || isTold(one)) && RESULT_SAID.test(one.said)),
    lines,
  }
}

/** Tells. */
export function printCounts(counts: Counts, log: (line: string) => void): void {
  for (const line of counts.lines) log(line)
  log(`apps ${counts.apps}, started ${counts.started}, endpoints called ${counts.endpoints}`)
  log(
    `same ${counts.same}, alike ${counts.alike}, both failed ${counts.bothFailed}, ours better ${counts.better}, ours worse ${counts.worse}`,
  )
  log(
    `fields that are JSON ${counts.jsonFields}, labels ${counts.fields}, of them names of machines ${counts.machineLabels}; ` +
      `endpoints with nothing to see ${counts.empty}, with words in place of a value ${counts.told}, said to have a result that is not there ${counts.saidWrongly}`,
  )
}
