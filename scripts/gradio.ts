/** `npm run gradio -- 6 [--port 7860] [-- --auth ann:secret]`: starts our example Gradio app of that version. */
import { Command, InvalidArgumentError } from 'commander'
import { GRADIO_VERSIONS, type GradioVersion, isGradioVersion, startGradioApp } from './gradio-app.ts'

function version(value: string): GradioVersion {
  if (isGradioVersion(value)) return value
  throw new InvalidArgumentError(`There are ${GRADIO_VERSIONS.join(', ')}.`)
}

const program = new Command('npm run gradio --')
  .description('Starts our example Gradio app in a virtual environment of its own.')
  .argument('<version>', `one of ${GRADIO_VERSIONS.join(', ')}`, version)
  .argument('[args...]', 'arguments for the app, after a second --')
  .option('-p, --port <port>', 'port to listen on', '7860')
  .parse()

const [wanted, ...args] = program.processedArgs.flat() as [GradioVersion, ...string[]]
const app = await startGradioApp(wanted, { port: Number(program.opts<{ port: string }>().port), args, log: console.log })
console.log('Press Ctrl+C to stop.')
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void app.stop().then(() => process.exit(0)))
