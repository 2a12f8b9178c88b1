/**
 * The tasks of a page's main thread, from Chromium's own trace: each with its processor time and its time on the clock,
 * so that other work on the machine is excluded. Includes those under 50 ms, which browsers do not report to a page.
 */
import type { Browser, Page } from 'playwright'

/** What the main thread did between two marks. Times in milliseconds. */
export interface TaskTimes {
  /** The longest task by the processor, and the longest by the clock. */
  readonly longestMs: number
  readonly longestWallMs: number
  /** Processor time of all tasks together. */
  readonly cpuMs: number
}

interface TraceEvent {
  readonly name: string
  readonly ts: number
  readonly pid: number
  readonly tid: number
  /** Microseconds. */
  readonly dur?: number
  readonly tdur?: number
}

/** Traces what happens during `act`. The page sets marks (`performance.mark`), which limit the period afterwards. */
export async function traceTasks(browser: Browser, page: Page, act: () => Promise<void>): Promise<(from: string, to: string) => TaskTimes> {
  await browser.startTracing(page, { categories: ['-*', 'toplevel', 'blink.user_timing'] })
  try {
    await act()
  } catch (error) {
    await browser.stopTracing()
    throw error
  }
  // Written by Chromium.
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: readonly TraceEvent[] }
  return (from, to) => timesBetween(traceEvents, from, to)
}

function timesBetween(events: readonly TraceEvent[], from: string, to: string): TaskTimes {
  const begin = events.findLast(({ name }) => name === from)
  const end = events.findLast(({ name }) => name === to)
  if (!begin || !end) throw new Error(`The trace has no mark ${begin ? to : from}: the page did not make it, or the trace was full.`)
  const tasks = events.filter(
    ({ name, pid, tid, ts, dur = 0 }) =>
      name === 'ThreadControllerImpl::RunTask' && pid === begin.pid && tid === begin.tid && ts + dur > begin.ts && ts < end.ts,
  )
  return {
    longestMs: Math.max(0, ...tasks.map(({ tdur = 0 }) => tdur)) / 1000,
    longestWallMs: Math.max(0, ...tasks.map(({ dur = 0 }) => dur)) / 1000,
    cpuMs: tasks.reduce((sum, { tdur = 0 }) => sum + tdur, 0) / 1000,
  }
}
