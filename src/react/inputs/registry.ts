/** Which field is drawn for which Gradio component: all of them, for who takes one from here. Forms draw from `find-input.ts`. */
import { chatInput } from './chat-input.tsx'
import { dataframeInput } from './dataframe/dataframe-input.tsx'
import { explorerInput } from './explorer/explorer-input.ts'
import { fewInputs } from './few-inputs.ts'
import { fileInputs } from './file-inputs.ts'
import type { InputRegistry } from './input-kind.ts'
import { plainInputs } from './plain-inputs.ts'
import { writtenInputs } from './written-inputs.ts'

/** The fields there are. A component that is not listed gets the JSON field. */
export const defaultInputs: InputRegistry = {
  ...plainInputs,
  ...writtenInputs,
  ...fileInputs,
  chatbot: chatInput,
  dataframe: dataframeInput,
  ...fewInputs,
  fileexplorer: explorerInput,
}
