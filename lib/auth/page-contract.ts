/** What `proxy.ts`, the pages' error boundary and sessions agree on; free of imports on purpose. */

/** The request header in which the proxy tells pages their own address. */
export const pathHeader = 'x-sequr-path'

const DIGEST_PREFIX = 'not-allowed:'

export function notAllowedDigest(sentence: string): string {
  return DIGEST_PREFIX + sentence
}

/** The sentence of a refused page, or undefined when the error is another one. */
export function notAllowedSentenceOf(digest: string | undefined): string | undefined {
  return digest?.startsWith(DIGEST_PREFIX) ? digest.slice(DIGEST_PREFIX.length) : undefined
}
