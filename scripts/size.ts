/**
 * `npm run size`: bytes and requests of scripts until something can be done with a page, beside the goals. Exits
 * with 1 above a limit, so that growth is noticed where it begins. `-- --slow`: the same by the clock on a slow
 * line, beside Gradio's own page.
 */
import { CASES, measureLoading } from '../bench/loading.ts'
import { reportSlowLine } from '../bench/slow-line.ts'
import { formatTable } from '../bench/table.ts'

const isSlow = process.argv.includes('--slow')
let isTooLarge = false
const loadings = await measureLoading(CASES)
const rows = CASES.map((one) => {
  const { bytes = 0, files = [] } = loadings.get(one) ?? {}
  const { goal, limit } = one
  const isOver = limit !== undefined && (bytes > limit.bytes || files.length > limit.requests)
  isTooLarge ||= isOver
  const isMet = goal !== undefined && bytes <= goal.bytes && files.length <= goal.requests
  const verdict = isOver ? 'TOO LARGE' : goal === undefined ? '' : isMet ? 'met' : 'NOT MET'
  return [one.title, amount({ bytes, requests: files.length }), goal ? amount(goal) : '', limit ? amount(limit) : '', verdict]
})
console.log('Scripts after gzip, in requests; React and React Query left out; 1 kB is 1,000 bytes.\n')
console.log(formatTable(['a page', 'loads', 'goal', 'limit', ''], rows))
for (const [one, { files }] of loadings) {
  console.log(`\n${one.title}: ${files.map(({ name, bytes }) => `${name} ${kilobytes(bytes)}`).join(', ')}`)
}
if (isSlow) await reportSlowLine()
if (isTooLarge) {
  console.error('\nA page is above its limit. Find what was added to it, or, where it is wanted, raise the limit in bench/loading.ts.')
  process.exitCode = 1
}

function amount({ bytes, requests }: { bytes: number; requests: number }): string {
  return `${kilobytes(bytes)} in ${requests}`
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`
}
