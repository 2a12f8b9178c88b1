/** Every DOM test unmounts what it rendered, so that no run or timer outlives its test. What is loaded late is there from the first test on. */
import { cleanup } from '@testing-library/react'
import { afterEach, beforeAll } from 'vitest'
import { loadPieces } from './load-pieces.ts'

beforeAll(() => loadPieces())

afterEach(() => cleanup())
