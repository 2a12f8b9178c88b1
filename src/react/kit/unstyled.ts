/** Whether a process takes nothing from the stylesheet. */
import { createContext } from 'react'

/**
 * True inside of an unstyled process: what draws an element of its own outside of a part marks it with `data-unstyled`.
 */
export const UnstyledContext = createContext(false)
