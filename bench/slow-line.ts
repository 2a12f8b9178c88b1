/** Our pages by the clock on a line of 1.6 Mbit/s and 150 ms, beside `@gradio/client` and Gradio's own page. */
import { startGradioApp } from '../scripts/gradio-app.ts'
import { CASES, measureLoading, slowDown, timeUntil } from './loading.ts'
import { openBrowser } from './site.ts'
import { formatTable } from './table.ts'

const ROUNDS = 3
/** Of Gradio's page; goal of the project. */
const GOAL = 0.6

/** Measures and prints. Makes the environment of Gradio 6 if it is not there. */
export async function reportSlowLine(): Promise<void> {
  const ours = await measureLoading(CASES, { slow: true, rounds: ROUNDS })
  const gradio = await timeGradioPage()
  const rows = CASES.map((one) => {
    const { readyMs = 0 } = ours.get(one) ?? {}
    return [one.title, seconds(readyMs), (readyMs / gradio).toFixed(2)]
  })
  rows.push(["Gradio's own page, until one can type", seconds(gradio), '1.00'])
  console.log(`\n1.6 Mbit/s, 150 ms, nothing cached, medians of ${ROUNDS}; goal: ${GOAL} of Gradio's page.\n`)
  console.log(formatTable(['a page', 'after', "of Gradio's page"], rows))
}

/** Milliseconds until a text field of Gradio's page is there. */
async function timeGradioPage(): Promise<number> {
  const app = await startGradioApp('6', { log: (line) => console.error(line) })
  const browser = await openBrowser()
  try {
    const times: number[] = []
    for (let round = 0; round < ROUNDS; round += 1) {
      const page = await browser.newPage()
      await slowDown(page)
      times.push(await timeUntil(page, app.url, 'textarea, input[type=text]'))
      await page.close()
    }
    return times.toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0
  } finally {
    await browser.close()
    await app.stop()
  }
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`
}
