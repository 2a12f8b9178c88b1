/** The registry in use, for outputs that contain others, such as a chat, without importing all of them. */
import { createContext } from 'react'
import type { OutputRegistry } from './output-kind.ts'

export const OutputRegistryContext = createContext<OutputRegistry>({})
