/** Every DOM test unmounts what it rendered, so that no run or timer outlives its test. What draws outputs is there from the first test on. */
import { cleanup } from '@testing-library/react'
import { afterEach, beforeAll } from 'vitest'
import { loadOutputList } from '../src/react/process/use-output-list.ts'

beforeAll(() => loadOutputList())

afterEach(() => cleanup())
