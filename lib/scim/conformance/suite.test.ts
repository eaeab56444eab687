import { describe, it } from 'vitest'
import { memorySend } from './memory-send'
import { playScenario } from './play'
import { scenarios } from './suite'

describe('the core with its memory store', () => {
  const send = memorySend()
  for (const scenario of scenarios) it(scenario.name, () => playScenario(scenario, send))
})
