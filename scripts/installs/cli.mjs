// The command line where the package is installed, as npx runs it.
import { execFileSync } from 'node:child_process'

const program = 'node_modules/gradio-stream/dist/bin.js'
const types = execFileSync(process.execPath, [program, 'types', process.argv[2]], { encoding: 'utf8' })
if (!types.includes("'/tokens': TokensEndpoint")) throw new Error(`no types: ${types.slice(0, 300)}`)
console.log('done')
