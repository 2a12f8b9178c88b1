/** Loads what a page loads after its first paint: most tests, and all stories, look at pages that have been open for a while. */
import { lateInputsOf } from '../src/react/inputs/late-inputs.ts'
import { formCode, outputCode, runCode } from '../src/react/process/late-pieces.ts'

/** One component of each piece of rarer fields. */
const RARER = ['file', 'imageeditor', 'chatbot', 'dataframe', 'json', 'dialogue']

/** Resolves when all of it is there. */
export async function loadPieces(): Promise<void> {
  await Promise.all([formCode.load(), runCode.load(), outputCode.load(), ...RARER.map((component) => lateInputsOf(component)?.load())])
}
