// The first example of the client's README, where the package is installed.
import { GradioClient } from '@gradio-stream/client'

const client = new GradioClient({ backendUrl: null })
const [answer] = await client.run(process.argv[2], '/tokens', { max_tokens: 3 })
client.close()
if (typeof answer !== 'string' || answer === '') throw new Error(`no answer: ${JSON.stringify(answer)}`)
console.log('done')
