/** The registry in use, for outputs that hold others, such as a chat: known here without importing all of them. */
import { createContext } from 'react'
import type { OutputRegistry } from './output-kind.ts'

export const OutputRegistryContext = createContext<OutputRegistry>({})
