/** What is measured as a whole rather than against a floor: a page of ten processes, and a relay full of streams. */
import { measurePage } from './measure-page.ts'
import { measureRelay } from './measure-relay.ts'
import { formatTable } from './table.ts'

/** Measures both and words them beside the budgets. */
export async function reportWholeSystem(): Promise<string> {
  const page = await measurePage()
  const { direct, relayed, relayLoad, relayPeakBytes } = await measureRelay()
  const addedMs = relayed.worstMs - direct.worstMs
  return formatTable(
    ['budget', 'goal', 'ours', ''],
    [
      [
        `React commits per frame, ten processes, ${page.eventsPerSecond.toFixed(0)} events/s`,
        '≤ 1 and the clock',
        page.commitsPerFrame.toFixed(2),
        // Once a second the figures of all processes move on, which may fall into a frame that has news as well.
        verdict(page.commitsPerFrame <= 1 + 1.5 / 60),
      ],
      [
        'longest task meanwhile',
        '≤ 50 ms',
        page.longestTaskMs === 0 ? 'under 50 ms' : `${page.longestTaskMs.toFixed(0)} ms`,
        verdict(page.longestTaskMs <= 50),
      ],
      [`relay: streams open at once, all ended`, '≥ 2,000', `${relayed.ended} of ${relayed.streams}`, verdict(relayed.ended >= 2000)],
      ['relay: added by it from write to reading, p50', '', `${(relayed.middleMs - direct.middleMs).toFixed(2)} ms`, ''],
      ['relay: added by it from write to reading, p99', '≤ 5 ms', `${addedMs.toFixed(2)} ms`, verdict(addedMs <= 5)],
      ['relay: share of one core, most memory', '', `${(relayLoad * 100).toFixed(0)} %, ${(relayPeakBytes / 1e6).toFixed(0)} MB`, ''],
    ],
  )
}

function verdict(isMet: boolean): string {
  return isMet ? 'met' : 'NOT MET'
}
