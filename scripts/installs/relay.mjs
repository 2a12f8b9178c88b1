// The first example of the relay's README, where the package is installed; a client reads a run through it.
import { GradioClient } from '@gradio-stream/client'
import { createGradioRelay } from '@gradio-stream/relay'

const relay = createGradioRelay({ apps: { demo: process.argv[2] }, sse: true })
const fetch = (input, init) => relay.fetch(new Request(input, init))
const client = new GradioClient({ backendUrl: 'http://relay.test/api/experimental/sse', fetch })
const app = await client.discover('demo')
const [answer] = await client.run(app, '/tokens', { max_tokens: 3 })
client.close()
await relay.close()
if (app.route !== 'relay' || typeof answer !== 'string' || answer === '') throw new Error(`no answer: ${JSON.stringify(answer)}`)
console.log('done')
