/**
 * `@gradio/client`, unchanged, through a fleet: `node fleet-official.ts <address of the app there> <runs> <words>
 * <delay>`. Prints each run's end and the lengths of its values as a line of JSON. In a process of its own, since the
 * client leaves streams and unhandled rejections behind; each run has a client of its own, since one that lost its
 * stream hangs.
 */
import { Client } from '@gradio/client'

const HANG_MS = 90_000
const [address = '', runs = '1', words = '1', delay = '0'] = process.argv.slice(2)
process.on('unhandledRejection', () => {})
console.error = () => {}

async function run(): Promise<{ end: string; values: string[] }> {
  const values: string[] = []
  const client = await Client.connect(address, { events: ['data', 'status'] })
  try {
    for await (const event of client.submit('/stream_text', [Number(words), Number(delay)])) {
      if (event.type === 'data') values.push(String(event.data[0]))
      else if (event.type === 'status' && event.stage === 'complete') return { end: 'complete', values }
      else if (event.type === 'status' && event.stage === 'error') return { end: `error: ${String(event.message).slice(0, 80)}`, values }
    }
    return { end: 'ended without a word', values }
  } finally {
    client.close()
  }
}

for (let count = 0; count < Number(runs); count++) {
  const hang = new Promise<{ end: string; values: string[] }>((resolve) => {
    setTimeout(() => resolve({ end: 'hangs', values: [] }), HANG_MS)
  })
  const end = await Promise.race([run().catch((error: unknown) => ({ end: `error: ${String(error).slice(0, 80)}`, values: [] })), hang])
  console.log(JSON.stringify(end))
}
process.exit(0)
