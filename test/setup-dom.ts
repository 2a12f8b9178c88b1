/** Every DOM test unmounts what it rendered, so that no run or timer outlives its test. */
import { cleanup } from '@testing-library/react'
import { afterEach } from 'vitest'

afterEach(() => cleanup())
