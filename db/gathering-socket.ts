import { Socket } from 'node:net'

/**
 * A socket that sends what is written within one turn of the event loop at once. A transaction's
 * begin and its first statement, its last statement and the commit, are written apart and so close
 * together that each would cost a system call, and wake Postgres, for nothing.
 */
export class GatheringSocket extends Socket {
  private gathering = false

  override write(
    chunk: Uint8Array | string,
    encoding?: BufferEncoding | Done,
    done?: Done,
  ): boolean {
    if (!this.gathering) {
      this.gathering = true
      this.cork()
      setImmediate(() => {
        this.gathering = false
        this.uncork()
      })
    }
    if (typeof encoding === 'function') return super.write(chunk, encoding)
    return super.write(chunk, encoding, done)
  }
}

type Done = (error?: Error | null) => void
