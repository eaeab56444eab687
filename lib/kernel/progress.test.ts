import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { follow, withProgress } from './progress'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

type Tell = (progress: number) => void
/** Work that ends when the test says so. */
function begin() {
  const end = Promise.withResolvers<string>()
  const told: { tell: Tell } = { tell: () => {} }
  const begun = withProgress<number, string>((tell) => {
    told.tell = tell
    return end.promise
  })
  const heard: number[] = []
  const answer = follow(Promise.resolve(begun), (progress) => heard.push(progress))
  return { ...begun, tell: (progress: number) => told.tell(progress), end, heard, answer }
}
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

it('is heard while the work is under way, four times a second at most, the newest each time', async () => {
  const { tell, end, heard, answer } = begin()
  for (let n = 1; n <= 5; n++) tell(n)
  await pass(0)
  expect(heard).toEqual([1])
  await pass(250)
  expect(heard).toEqual([1, 5])
  await pass(1000)
  tell(6)
  await pass(0)
  expect(heard).toEqual([1, 5, 6])

  tell(7)
  end.resolve('done')
  expect(await answer).toBe('done')
  await pass(1000)
  expect(heard).toEqual([1, 5, 6])
})

it('goes on when whoever listens goes away', async () => {
  const end = Promise.withResolvers<string>()
  const { progress, answer } = withProgress<number, string>(async (tell) => {
    tell(1)
    const result = await end.promise
    tell(2)
    return result
  })
  await progress.cancel()
  end.resolve('done')
  expect(await answer).toBe('done')
  await pass(1000)
})

it('the answer arrives without any progress, and its failure is told', async () => {
  const lost = new ReadableStream<number>({ start: (to) => to.error(new Error('lost')) })
  const whole = Promise.resolve({ progress: lost, answer: Promise.resolve('done') })
  expect(await follow(whole, () => {})).toBe('done')

  const { end, answer } = begin()
  end.reject(new Error('Connection closed.'))
  await expect(answer).rejects.toThrow('Connection closed.')
})
