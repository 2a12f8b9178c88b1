// A scenario over HTTP where MSW is not installed, and the client on it.
import { GradioClient } from '@gradio-stream/client'
import { createScenarioServer, serveScenarios } from '@gradio-stream/testing'

const app = await serveScenarios(createScenarioServer({ speed: 4 }))
const client = new GradioClient({ backendUrl: null })
const [answer] = await client.run(app.url, '/tokens', { max_tokens: 3 })
client.close()
await app.close()
if (typeof answer !== 'string' || answer === '') throw new Error(`no answer: ${JSON.stringify(answer)}`)
console.log('done')
