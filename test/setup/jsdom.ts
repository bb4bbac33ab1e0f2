import { cleanup, configure } from '@testing-library/react'
import { afterEach, beforeAll } from 'vitest'
import { preload } from '../../src/core/index.js'
import { loadPrepareRequest } from '../../src/store/loadPrepareRequest.js'

configure({ asyncUtilTimeout: 10_000 })

// Tests step streams by hand: they begin where a page is that has been open for a moment.
beforeAll(async () => {
  await Promise.all([preload(), loadPrepareRequest()])
})

// Testing Library does this by itself only where `afterEach` is a global.
afterEach(cleanup)
